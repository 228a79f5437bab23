"""Contacts added, corrected, with roles; leaving and coming back; entries, and refusals without trace."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.commands.contacts import add_contact, contact_is_back, contact_left, correct_contact
from dugout.accounts.commands.undoing import undo_contact_correction
from dugout.accounts.models import Account, Contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.history.models import Entry
from dugout.search.models import SearchName
from dugout.values.refused import Missing, Refused, Stale
from tests.accounts.refusing import refused

pytestmark = pytest.mark.django_db
Author = Callable[[str], Any]
LONG = "é" * 10_000


@pytest.fixture
def meeting(account: Account, author: Author, at: dt.datetime) -> Callable[..., Contact]:
    def meet(family_name: str = "Ruiz", **values: Any) -> Contact:
        return add_contact(
            account_id=account.id,
            values=ContactValues(family_name=family_name, **values),
            by=author("seller"),
            at=at,
        )

    return meet


@pytest.fixture
def correcting(author: Author, at: dt.datetime) -> Callable[..., Contact]:
    def correct(contact: Contact, *, seen: int | None = None, **values: Any) -> Contact:
        usual = {"family_name": contact.family_name, "given_name": contact.given_name, "title": contact.title}
        return correct_contact(
            contact_id=contact.id, values=ContactValues(**{**usual, **values}),
            seen=contact.version if seen is None else seen, by=author("engineer"), at=at,
        )  # fmt: skip

    return correct


def newest() -> Entry:
    return Entry.objects.latest("id")


def roles(contact: Contact) -> list[str]:
    return sorted(contact.roles.values_list("role", flat=True))


def test_an_added_contact_has_roles_a_name_in_the_search_and_an_entry(
    meeting: Callable[..., Contact], account: Account
) -> None:
    contact = meeting(
        given_name="Ana", title="Head of purchasing", influence=4, attitude=-1,
        roles=frozenset({DecisionRole.ECONOMIC_BUYER, DecisionRole.CHAMPION}),
    )  # fmt: skip
    assert roles(contact) == ["champion", "economic_buyer"]
    found = SearchName.objects.get(kind="contact", record_id=contact.id)
    assert (found.name, found.detail) == ("Ana Ruiz", "Brightwater Foods")
    entry = newest()
    assert (entry.kind, entry.account_id, entry.subject_id, entry.after) == (
        "contact_added", account.id, contact.id,
        {"name": "Ana Ruiz", "title": "Head of purchasing", "roles": ["champion", "economic_buyer"]},
    )  # fmt: skip


def test_a_correction_says_what_it_changed_roles_too(
    meeting: Callable[..., Contact], correcting: Callable[..., Contact]
) -> None:
    contact = meeting(given_name="Ana", roles=frozenset({DecisionRole.USER}))
    correcting(
        contact, given_name="Anna", influence=5, roles=frozenset({DecisionRole.CHAMPION, DecisionRole.USER})
    )
    contact.refresh_from_db()
    assert (contact.name, contact.influence, contact.version, roles(contact)) == (
        "Anna Ruiz", 5, 2, ["champion", "user"],
    )  # fmt: skip
    entry = newest()
    assert entry.before == {"given_name": "Ana", "influence": None, "roles": ["user"]}
    assert entry.after == {"given_name": "Anna", "influence": 5, "roles": ["champion", "user"]}
    assert SearchName.objects.get(kind="contact", record_id=contact.id).name == "Anna Ruiz"
    entries = Entry.objects.count()
    correcting(contact, influence=5, roles=frozenset({DecisionRole.CHAMPION, DecisionRole.USER}))
    assert Entry.objects.count() == entries


def test_a_stale_correction_is_refused_with_both_states(
    meeting: Callable[..., Contact], correcting: Callable[..., Contact]
) -> None:
    contact = meeting()
    correcting(contact, title="Buyer")
    with refused(Stale) as caught:
        correcting(contact, seen=1, title="Director", roles=frozenset({DecisionRole.USER}))
    stale: Any = caught[0]
    assert (stale.theirs["title"], stale.theirs["roles"], stale.yours["title"], stale.yours["roles"]) == (
        "Buyer", [], "Director", ["user"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"family_name": ""}, "family_name"),
        ({"family_name": LONG}, "family_name"),
        ({"family_name": "a\0"}, "family_name"),
        ({"title": "a\nb"}, "title"),
        ({"email": "nobody"}, "email"),
        ({"influence": 9}, "influence"),
        ({"reports_to_id": 10**15}, "reports_to"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field_and_leaves_no_trace(
    meeting: Callable[..., Contact], correcting: Callable[..., Contact], values: dict[str, Any], field: str
) -> None:
    with refused(Refused, field):
        meeting(**values)
    contact = meeting()
    with refused(Refused, field):
        correcting(contact, **values)


def test_nobody_reports_to_a_stranger_or_at_last_to_themselves(
    meeting: Callable[..., Contact], correcting: Callable[..., Contact], adding: Callable[..., Account],
    author: Author, at: dt.datetime,
) -> None:  # fmt: skip
    first = meeting("First")
    second = meeting("Second", reports_to_id=first.id)
    third = meeting("Third", reports_to_id=second.id)
    for manager in (first, second, third):
        with refused(Refused, "reports_to"):
            correcting(first, reports_to_id=manager.id)
    other = adding("Another account")
    stranger = add_contact(
        account_id=other.id, values=ContactValues(family_name="X"), by=author("seller"), at=at
    )
    with refused(Refused, "reports_to"):
        correcting(first, reports_to_id=stranger.id)


def test_a_contact_leaves_on_a_day_and_is_back(
    meeting: Callable[..., Contact], author: Author, at: dt.datetime
) -> None:
    by, day = author("seller"), dt.date(2026, 3, 1)
    contact = meeting()
    contact_left(contact_id=contact.id, on_day=day, by=by, at=at)
    assert (newest().before, newest().after) == ({"left_on": None}, {"left_on": "2026-03-01"})
    entries = Entry.objects.count()
    contact_left(contact_id=contact.id, on_day=day, by=by, at=at)
    assert Entry.objects.count() == entries
    with refused(Refused, "on_day"):
        contact_left(contact_id=contact.id, on_day=at.date() + dt.timedelta(days=1), by=by, at=at)
    with refused(Refused, "on_day"):
        contact_left(contact_id=contact.id, on_day=dt.date(1, 1, 1), by=by, at=at)
    # In Berlin, where the company counts its days, the 4th ends an hour before that of Greenwich.
    last_of_the_4th = dt.datetime(2026, 3, 4, 22, 59, tzinfo=dt.UTC)
    with refused(Refused, "on_day"):
        contact_left(contact_id=contact.id, on_day=dt.date(2026, 3, 5), by=by, at=last_of_the_4th)
    with refused(Stale):
        contact_is_back(contact_id=contact.id, by=by, at=at, seen=1)
    back = contact_is_back(contact_id=contact.id, by=by, at=at, seen=2)
    assert (back.left_on, newest().after) == (None, {"left_on": None})


def test_corrections_and_leaving_are_taken_back(
    meeting: Callable[..., Contact], correcting: Callable[..., Contact], author: Author, at: dt.datetime
) -> None:
    by = author("seller")
    contact = meeting(title="Buyer", roles=frozenset({DecisionRole.USER}))
    with refused(Refused):
        undo_contact_correction(contact_id=contact.id, seen=1, by=by, at=at)
    correcting(contact, title="", roles=frozenset())
    with refused(Stale):
        undo_contact_correction(contact_id=contact.id, seen=1, by=by, at=at)
    undone = undo_contact_correction(contact_id=contact.id, seen=2, by=by, at=at)
    undone.refresh_from_db()
    assert (undone.title, roles(undone)) == ("Buyer", ["user"])
    contact_left(contact_id=contact.id, on_day=dt.date(2026, 3, 1), by=by, at=at)
    undo_contact_correction(contact_id=contact.id, seen=4, by=by, at=at)
    undone.refresh_from_db()
    assert (undone.left_on, undone.version) == (None, 5)
    undo_contact_correction(contact_id=contact.id, seen=5, by=by, at=at)
    undone.refresh_from_db()
    assert undone.left_on == dt.date(2026, 3, 1), "an undo is a change, and is undone like one"


def test_a_missing_contact_is_missing(author: Author, at: dt.datetime) -> None:
    with refused(Missing):
        correct_contact(
            contact_id=10**15, values=ContactValues(family_name="X"), seen=1, by=author("seller"), at=at
        )
    with refused(Missing):
        add_contact(account_id=10**15, values=ContactValues(family_name="X"), by=author("seller"), at=at)
