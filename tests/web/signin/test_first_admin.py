"""Setting up: by the one-time link, once, closed from then on; of many at once exactly one."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from dugout.history.models import Entry
from dugout.our_company.models import Company, Department, Location
from dugout.people.commands.links import make_first_admin_link
from dugout.people.models import OneTimeLink, Person
from dugout.selling.models import Process
from dugout.values.refused import Taken
from tests.races.crowd import at_once
from tests.web.signin.conftest import TYPED, name_of_session, new_link

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_link_founds_the_company_makes_its_administrator_and_signs_them_in(link: str) -> None:
    client = Client()
    assert "Begin with Dugout" in client.get(link).content.decode()
    answer = client.post(link, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    company, person = Company.objects.get(), Person.objects.get()
    assert (company.name, company.currency, company.time_zone, company.demo) == (
        "Kestrel Freight", "GBP", "Europe/London", False,
    )  # fmt: skip
    assert (person.name, person.email, person.is_admin) == ("Noor Haddad", "noor@kestrel.example", True)
    assert person.check_password(TYPED["password"])
    assert Location.objects.get(main=True).name == "Leith"
    assert (Department.objects.count(), Process.objects.count()) == (14, 3)
    assert name_of_session(client) == str(person.id)
    html = client.get("/").content.decode()
    assert "Bring the accounts" in html
    assert "/people/new" in html


def test_setting_up_is_closed_after_the_first_administrator(link: str) -> None:
    other = new_link()
    Client().post(link, TYPED)
    for path in (link, other, "/welcome/nonsense"):
        for answer in (Client().get(path), Client().post(path, TYPED | {"email": "second@kestrel.example"})):
            assert answer.status_code == 404
            assert "This link does not work any more" in answer.content.decode()
    assert Person.objects.count() == 1
    with pytest.raises(Taken):
        make_first_admin_link(at=timezone.now())


def test_of_many_who_post_at_once_over_two_links_exactly_one_becomes_administrator(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The watch over refused requests would see what the winner writes meanwhile.
    monkeypatch.undo()
    paths = [link, new_link()]

    def post(number: int) -> int:
        typed = TYPED | {"email": f"number{number}@kestrel.example", "company": f"Company {number}"}
        status: int = Client().post(paths[number % 2], typed).status_code
        return status

    statuses = at_once(40, post)
    assert statuses.count(302) == 1
    assert set(statuses) - {302} <= {404, 409}
    assert (Company.objects.count(), Person.objects.count()) == (1, 1)
    winner = Person.objects.get()
    assert winner.is_admin
    assert winner.email is not None
    assert Company.objects.get().name == f"Company {re.findall(r'[0-9]+', winner.email)[0]}"
    assert Entry.objects.filter(kind="company_founded").count() == 1
    assert Department.objects.count() == 14


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"company": ""}, "The company needs a name"),
        ({"currency": "EURO"}, "A currency is three letters."),
        ({"time_zone": "Mars/Olympus"}, "There is no such time zone."),
        ({"name": ""}, "name"),
        ({"email": ""}, "You need an email to sign in with."),
        ({"email": "noor"}, "email"),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "password1234"}, "too common"),
        ({"name": "\0", "company": "\0"}, "name"),
        ({"location": "x" * 10_000}, "location"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_made(
    link: str, wrong: dict[str, str], said: str
) -> None:
    answer = Client().post(link, TYPED | wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "Not saved yet." in html
    assert TYPED["title"] in html
    assert TYPED["password"] not in html
    assert (Company.objects.count(), Person.objects.count()) == (0, 0)
    assert Client().post(link, TYPED).status_code == 302


def test_everything_that_is_wrong_is_said_at_once_each_at_its_own_field(link: str) -> None:
    wrong = {"company": " ", "name": "", "currency": "euros", "email": "", "password": "short"}
    html = Client().post(link, TYPED | wrong).content.decode()
    assert "5 answers need you." in html
    for field in ("company", "name", "currency", "email", "password"):
        assert f'href="#f-{field}"' in html
        assert f'id="f-{field}-err"' in html


def test_a_link_lasts_a_day(empty: None) -> None:
    secret = make_first_admin_link(at=timezone.now() - dt.timedelta(hours=24, seconds=1))
    assert Client().get(f"/welcome/{secret}").status_code == 404
    secret = make_first_admin_link(at=timezone.now() - dt.timedelta(hours=23))
    assert Client().get(f"/welcome/{secret}").status_code == 200
    assert not OneTimeLink.objects.filter(secret_hash=secret).exists()


def test_before_anybody_administers_the_sign_in_page_says_what_to_do(empty: None) -> None:
    html = Client().get("/sign-in").content.decode()
    assert "Nobody administers this Dugout yet" in html
    assert "dugout init" in html
    assert 'name="password"' not in html
    gone = Client().get("/welcome/nonsense").content.decode()
    assert "prints a fresh link" in gone


def test_every_page_leads_to_sign_in_before_there_is_a_company(empty: None) -> None:
    for path in ("/", "/accounts", "/settings"):
        assert Client().get(path)["Location"].startswith("/sign-in")
    assert Client().get("/health").content == b"ok"
