"""Find or do anything: the page and the palette's part."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import resolve

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.terms import AccountValues, ContactValues
from dugout.history.terms import Author
from dugout.people.models import Person
from dugout.search.parts import add_names
from dugout.selling.commands.opportunities import add_opportunity
from dugout.selling.terms import OpportunityValues
from dugout.web.search.doing import DOINGS, doings_for

pytestmark = pytest.mark.django_db
Page = Callable[[str], Browser]
FETCHED = {"X-Requested-With": "fetch"}


@pytest.fixture
def names(author: Callable[[str], Author], at: dt.datetime) -> int:
    by = author("seller")
    account = add_account(
        values=AccountValues(name="Brightwater Foods", city="Leeds"), owner_id=None, by=by, at=at
    )
    contact = ContactValues(given_name="Brigitte", family_name="Holt", title="COO")
    add_contact(account_id=account.id, values=contact, by=by, at=at)
    add_opportunity(
        account_id=account.id, values=OpportunityValues(name="Bright new cold rooms"), by=by, at=at
    )
    return account.id


def options(html: str) -> list[tuple[str, str]]:
    found = re.findall(
        r'role="option"[^>]*href="([^"]+)".*?<span class="grow">(.*?)</span></a>|$', html, re.DOTALL
    )
    return [(path, " ".join(re.sub(r"<[^>]+>", "", text).split())) for path, text in found if path]


def test_the_palette_shows_names_by_kind_with_where_they_belong_and_what_can_be_done(
    page: Page, names: int
) -> None:
    html = page("engineer").get("/search", {"q": "bri"}, headers=FETCHED).content.decode()
    assert "<html" not in html
    assert re.findall(r'role="group" aria-label="(\w+)"', html) == ["Accounts", "Contacts", "Sales", "Do"]
    assert "<mark>Bri</mark>ghtwater Foods" in html
    assert "Leeds, prospect, step 1" in html
    assert "COO, Brightwater Foods" in html
    assert "Brightwater Foods, step 1, Approach" in html
    assert f'href="/accounts/{names}/log"' in html
    assert "Log on <mark>Bri</mark>ghtwater Foods" in html


def test_the_page_finds_the_same_without_a_script(page: Page, names: int) -> None:
    html = page("engineer").get("/search", {"q": "brihgtwater"}).content.decode()
    assert f'href="/accounts/{names}"' in html
    assert "Brightwater Foods" in html
    assert 'value="brihgtwater"' in html


def test_nothing_typed_offers_what_can_be_done(page: Page) -> None:
    html = page("engineer").get("/search").content.decode()
    assert "Log what happened" in html
    assert "No name fits" not in html


def test_what_is_not_there_says_how_names_are_found(page: Page, names: int) -> None:
    for headers in ({}, FETCHED):
        html = page("engineer").get("/search", {"q": "<b>zzz"}, headers=headers).content.decode()
        assert "No name fits “&lt;b&gt;zzz”" in html
        assert "<b>zzz" not in html


def test_signs_narrow_it_down(page: Page, names: int, person: Callable[[str], Any]) -> None:
    add_names(kind="person", names=[(person("admin").id, "Sam Adeyemi", "Operations")])
    people = page("engineer").get("/search", {"q": "@sam"}, headers=FETCHED).content.decode()
    assert re.findall(r'role="group" aria-label="(\w+)"', people) == ["People"]
    doings = page("engineer").get("/search", {"q": ">sig"}, headers=FETCHED).content.decode()
    assert re.findall(r'role="group" aria-label="(\w+)"', doings) == ["Do"]
    assert "Go to <mark>Sig</mark>nals" in doings


def test_only_an_administrator_is_offered_what_only_they_can_do() -> None:
    assert not any(one.path == "/people/new" for one in doings_for("add", is_admin=False))
    assert any(one.path == "/people/new" for one in doings_for("add", is_admin=True))


def test_everything_that_can_be_done_leads_to_a_page(page: Page, person: Callable[[str], Any]) -> None:
    client = page("admin")
    for doing in DOINGS:
        resolve(doing.path)
        assert client.get(doing.path).status_code == 200, doing.path


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_statements_however_many_are_found(
    rows: int, page: Page, author: Callable[[str], Author], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        values = AccountValues(name=f"Tolland Seafood {n}")
        add_account(values=values, owner_id=None, by=author("seller"), at=at)
    client = page("seller")
    client.get("/search")
    # Session, person, who asks; names, words with the fragment, names by them, details.
    with django_assert_num_queries(7):
        html = client.get("/search", {"q": "toll"}, headers=FETCHED).content.decode()
    assert html.count("Seafood") == rows + 2


HOSTILE = [
    "'; drop table dugout_account; --",
    "\x00",
    "\ud800",
    "%",
    "@",
    ">",
    "@@",
    "x" * 5000,
    "<script>",
    "\u202e",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_answered(typed: str, page: Page, names: int) -> None:
    client = page("engineer")
    for headers in ({}, FETCHED):
        answer = client.get("/search", {"q": typed.encode("utf-8", "surrogatepass")}, headers=headers)
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode().split("<main", 1)[-1]


def test_whoever_was_just_employed_is_found(
    page: Page, author: Callable[[str], Author], at: dt.datetime
) -> None:
    from dugout.our_company.models import Department
    from dugout.people.commands.employing import add_person
    from dugout.people.terms import PersonValues, PostValues

    department = Department.objects.get(name="Support")
    add_person(
        values=PersonValues(name="Lucia Ferri"), post=PostValues(department_id=department.id, from_day=at.date()),
        by=author("admin"), at=at,
    )  # fmt: skip
    html = page("engineer").get("/search", {"q": "lucia"}, headers=FETCHED).content.decode()
    assert f"/people/{Person.objects.get(name='Lucia Ferri').id}" in html
