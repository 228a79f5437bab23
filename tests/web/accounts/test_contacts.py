"""Contacts on the screens: the list, one contact, adding, correcting, leaving and coming back."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.accounts.commands.contacts import add_contact, correct_contact
from dugout.accounts.models import Account, Contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.history.terms import Direction
from dugout.selling.commands.opportunities import add_opportunity
from dugout.selling.terms import OpportunityKind, OpportunityValues
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.terms import LoggedEntry
from tests.accounts.conftest import account, adding
from tests.web.accounts.test_changing import fields_of

__all__ = ["account", "adding"]
pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
Meeting = Callable[..., Contact]


@pytest.fixture
def meeting(account: Account, author: Callable[[str], Any], at: dt.datetime) -> Meeting:
    def meet(family_name: str, **values: Any) -> Contact:
        return add_contact(
            account_id=account.id,
            values=ContactValues(family_name=family_name, **values),
            by=author("seller"),
            at=at,
        )

    return meet


@pytest.fixture
def ana(meeting: Meeting) -> Contact:
    return meeting(
        "Ruiz", given_name="Ana", title="Head of purchasing", email="ana@brightwater.example", phone="+44 1",
        influence=4, attitude=-1, client_department="purchasing",
        roles=frozenset({DecisionRole.ECONOMIC_BUYER, DecisionRole.CHAMPION}),
    )  # fmt: skip


def test_an_account_without_contacts_says_whom_to_begin_with(page: Page, account: Account) -> None:
    html = page("seller").get(f"/accounts/{account.id}/contacts").content.decode()
    assert "Nobody is written down yet" in html
    assert "Ines Duarte" in html, "who answers for the account stands at the head"


def test_contacts_are_listed_by_family_name_and_who_left_apart(
    page: Page, account: Account, ana: Contact, meeting: Meeting
) -> None:
    meeting("anders")
    gone = meeting("Gone")
    page("seller").post(f"/contacts/{gone.id}/leave", {"seen": "1", "on_day": "2026-03-01"})
    client = page("seller")
    here = client.get(f"/accounts/{account.id}/contacts").content.decode()
    assert re.findall(r'class="name" href="/contacts/\d+">([^<]*)<', here) == ["anders", "Ana Ruiz"]
    assert "Champion, economic buyer" in here
    assert "Doubts" in here
    left = client.get(f"/accounts/{account.id}/contacts?who=left").content.decode()
    assert re.findall(r'class="name" href="/contacts/\d+">([^<]*)<', left) == ["Gone"]
    assert "left 1 Mar" in left
    everybody = client.get(f"/accounts/{account.id}/contacts?who=all").content.decode()
    assert everybody.count('class="name"') == 3


@pytest.mark.parametrize("path", ["/accounts/{account}/contacts", "/contacts/{first}"])
def test_three_contacts_take_no_more_statements_than_one(
    page: Page, account: Account, meeting: Meeting, path: str
) -> None:
    client = page("seller")
    taken = []
    first = meeting("First", roles=frozenset({DecisionRole.USER}))
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path.format(account=account.id, first=first.id)).status_code == 200
        taken.append(len(captured))
        meeting("Second", roles=frozenset({DecisionRole.USER}), reports_to_id=first.id)
        meeting("Third", roles=frozenset({DecisionRole.CHAMPION}), reports_to_id=first.id)
    assert taken[0] == taken[1] <= 14


def test_a_contact_is_added_with_roles(page: Page, account: Account) -> None:
    client = page("engineer")
    path = f"/accounts/{account.id}/contacts/new"
    assert "who can say yes" in client.get(path).content.decode()
    sent = {
        "family_name": "Holt",
        "given_name": "Marian",
        "roles": ["user", "decision_maker"],
        "influence": "5",
    }
    answer = client.post(path, sent)
    made = Contact.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/contacts/{made.id}")
    assert (made.name, made.influence, sorted(made.roles.values_list("role", flat=True))) == (
        "Marian Holt", 5, ["decision_maker", "user"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"family_name": ""}, "A contact needs a family name."),
        ({"family_name": "x" * 10_000}, "100 is the most"),
        ({"title": "a\0"}, "control sign"),
        ({"email": "nobody"}, "This is not an email address."),
        ({"influence": "9"}, "Influence is 1 to 5."),
        ({"influence": "much"}, "is not a whole number"),
        ({"reports_to": "999999"}, "another contact of the same account"),
        ({"client_department": "kitchen"}, "There is no such department."),
    ],
)
def test_a_refused_contact_keeps_what_was_typed(
    page: Page, account: Account, wrong: dict[str, str], says: str
) -> None:
    sent: dict[str, Any] = {"family_name": "Holt", "given_name": "Typed", "roles": ["user"]} | wrong
    answer = page("seller").post(f"/accounts/{account.id}/contacts/new", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert says in html
    assert 'value="Typed"' in html
    assert 'value="user" checked' in html
    assert not Contact.objects.exists()


def test_a_contacts_page_says_where_the_sale_is_and_what_was_said(
    page: Page, account: Account, ana: Contact, author: Callable[[str], Any], at: dt.datetime
) -> None:
    client = page("support_engineer")
    html = client.get(f"/contacts/{ana.id}").content.decode()
    assert "No sale is open at Brightwater Foods." in html
    assert "No entry names Ana Ruiz yet." in html
    assert 'href="mailto:ana@brightwater.example"' in html
    assert 'href="tel:+441"' in html
    by = author("seller")
    values = OpportunityValues(
        name="Cold store",
        kind=OpportunityKind.NEW_BUSINESS,
        next_step="Visit",
        next_step_on=dt.date(2026, 4, 1),
    )
    add_opportunity(account_id=account.id, values=values, by=by, at=at)
    entry = LoggedEntry(
        account_id=account.id, kind="call", text="She asked for a date.", happened_at=at,
        direction=Direction.TWO_WAY, contacts=(ana.id,), people=(by.person_id,),
    )  # fmt: skip
    log_entry(entry=entry, by=by, at=at)
    html = client.get(f"/contacts/{ana.id}").content.decode()
    assert re.search(r"step 1 of 7, since 4 March; wants: .*; next: Visit on 1 April; Tom Okafor", html)
    assert "She asked for a date." in html
    assert f"/accounts/{account.id}/timeline?contact={ana.id}" in html


def test_who_reports_to_whom_is_shown_from_both_sides(page: Page, ana: Contact, meeting: Meeting) -> None:
    dev = meeting("Anand", given_name="Dev", reports_to_id=ana.id)
    client = page("seller")
    assert f'<a href="/contacts/{ana.id}">Ana Ruiz</a>' in client.get(f"/contacts/{dev.id}").content.decode()
    assert f'<a href="/contacts/{dev.id}">Dev Anand</a>' in client.get(f"/contacts/{ana.id}").content.decode()


def sent_by(html: str) -> dict[str, Any]:
    """The contact's form unchanged, with its ticked roles."""
    ticked = re.findall(r'name="roles" value="(\w+)" checked', html)
    return {**fields_of(html), "roles": ticked}


def test_a_correction_is_saved_and_undone(page: Page, ana: Contact) -> None:
    client = page("engineer")
    path = f"/contacts/{ana.id}/edit"
    sent = sent_by(client.get(path).content.decode())
    assert sent["roles"] == ["economic_buyer", "champion"]
    assert client.post(path, sent)["Location"] == f"/contacts/{ana.id}"
    ana.refresh_from_db()
    assert ana.version == 1, "nothing was changed"
    client.post(path, sent | {"title": "Director", "roles": ["champion"]})
    ana.refresh_from_db()
    assert (ana.title, list(ana.roles.values_list("role", flat=True))) == ("Director", ["champion"])
    html = client.get(f"/contacts/{ana.id}").content.decode()
    assert f"/contacts/{ana.id}/undo/2" in html
    assert client.post(f"/contacts/{ana.id}/undo/2").status_code == 302
    ana.refresh_from_db()
    assert (ana.title, ana.roles.count()) == ("Head of purchasing", 2)


def test_a_stale_save_merges_and_shows_both_texts(
    page: Page, ana: Contact, author: Callable[[str], Any], at: dt.datetime
) -> None:
    client = page("seller")
    path = f"/contacts/{ana.id}/edit"
    opened = sent_by(client.get(path).content.decode())
    values = ContactValues(
        family_name="Ruiz", given_name="Ana", title="Board member", email=ana.email, phone="+44 2", influence=4,
        attitude=-1, client_department="purchasing", roles=frozenset({DecisionRole.CHAMPION}),
    )  # fmt: skip
    correct_contact(contact_id=ana.id, values=values, seen=1, by=author("engineer"), at=at)
    answer = client.post(path, opened | {"title": "Director"})
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "as you had not touched it: Phone, Decision roles." in html
    assert re.search(
        r'<th scope="row">Title</th><td class="pre">Board member</td><td class="pre">Director</td>', html
    )
    again = sent_by(html)
    assert (again["title"], again["phone"], again["roles"]) == ("Director", "+44 2", ["champion"])
    assert client.post(path, again).status_code == 302
    ana.refresh_from_db()
    assert (ana.title, ana.phone) == ("Director", "+44 2")


def test_a_contact_leaves_on_a_day_and_comes_back(page: Page, ana: Contact) -> None:
    client = page("seller")
    path = f"/contacts/{ana.id}/leave"
    assert "Has Ana Ruiz left Brightwater Foods?" in client.get(path).content.decode()
    part = client.get(path, headers={"X-Requested-With": "fetch"}).content.decode()
    assert part.lstrip().startswith("<header>")
    refused = client.post(path, {"seen": "1", "on_day": "31/02"})
    assert refused.status_code == 422
    assert "is not a day" in refused.content.decode()
    later = client.post(path, {"seen": "1", "on_day": "2999-01-01"})
    assert (later.status_code, "This day has not come yet." in later.content.decode()) == (422, True)
    assert client.post(path, {"seen": "9", "on_day": "2026-03-01"}).status_code == 412
    assert client.post(path, {"seen": "1", "on_day": "2026-03-01"}).status_code == 302
    html = client.get(f"/contacts/{ana.id}").content.decode()
    assert "Left 1 Mar" in html
    assert f"/contacts/{ana.id}/undo/2" in html
    assert client.post(f"/contacts/{ana.id}/return", {"seen": "2"}).status_code == 302
    ana.refresh_from_db()
    assert ana.left_on is None


def test_a_contact_that_is_not_there_is_said_to_be_missing(page: Page) -> None:
    client = page("seller")
    for path in ("", "/edit", "/leave"):
        assert client.get(f"/contacts/999999{path}").status_code == 404
    assert client.get("/accounts/999999/contacts").status_code == 404
    assert client.get("/accounts/999999/contacts/new").status_code == 404
