"""Accounts added, corrected, moved under others, given away: entries with before and after, refusals without trace."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.commands.accounts import add_account, change_owner, change_parent, correct_account
from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.commands.undoing import undo_correction
from dugout.accounts.models import Account, AccountFigures, Ownership
from dugout.accounts.queries.families import above, family_of
from dugout.accounts.terms import AccountValues, ContactValues, LikelyKnown
from dugout.history.models import Entry
from dugout.search.models import SearchName
from dugout.values.refused import Missing, Refused, Stale
from tests.accounts.conftest import values_of
from tests.accounts.refusing import refused

pytestmark = pytest.mark.django_db
Author = Callable[[str], Any]
Adding = Callable[..., Account]
LONG = "ä" * 10_000
ARABIC = "شركة مخازن التبريد"


def newest() -> Entry:
    return Entry.objects.latest("id")


def test_an_added_account_is_a_prospect_with_owner_figures_name_and_entry(
    adding: Adding, person: Callable[[str], Any], at: dt.datetime
) -> None:
    seller = person("seller")
    account = adding("  Brightwater Foods ", owner=seller, domain="https://www.Brightwater.example/", city="Leeds",
                     currency="GBP")  # fmt: skip
    account.refresh_from_db()
    assert (account.name, account.stage, account.domain, account.version) == (
        "Brightwater Foods", "prospect", "brightwater.example", 1,
    )  # fmt: skip
    figures = AccountFigures.objects.get(account=account)
    assert (figures.arr, figures.currency, figures.next_step_on) == (0, "GBP", None)
    owned = Ownership.objects.get(account=account)
    assert (owned.person, owned.managed, owned.during.lower, owned.during.upper) == (seller, False, at, None)
    found = SearchName.objects.get(kind="account", record_id=account.id)
    assert (found.name, found.detail) == ("Brightwater Foods", "Leeds")
    entry = newest()
    assert (entry.kind, entry.account_id, entry.subject_kind, entry.subject_id, entry.author_id) == (
        "account_added", account.id, "account", account.id, seller.id,
    )  # fmt: skip
    assert entry.after == {"name": "Brightwater Foods", "owner": "Tom Okafor"}


def test_an_account_may_have_no_owner_and_a_parent(adding: Adding) -> None:
    top = adding("Halden Group")
    account = adding("Halden Foods", parent_id=top.id)
    account.refresh_from_db()
    assert (account.owner_id, account.parent_id) == (None, top.id)
    assert not Ownership.objects.filter(account=account).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": LONG}, "name"),
        ({"name": "Bright\0water"}, "name"),
        ({"name": "Bright\nwater"}, "name"),
        ({"name": "\u200b\u2066"}, "name"),
        ({"address": "x\0"}, "address"),
        ({"domain": "not a domain"}, "domain"),
        ({"currency": "XXX"}, "currency"),
        ({"employees": 10**12}, "employees"),
        ({"parent_id": 10**15}, "parent"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field_and_leaves_no_trace(
    adding: Adding, values: dict[str, Any], field: str
) -> None:
    with refused(Refused, field):
        adding(**{"name": "Good name", **values})


def test_every_problem_is_told_at_once_and_one_of_a_field(adding: Adding) -> None:
    with refused() as caught:
        adding(LONG, phone=LONG, currency="?", employees=-1)
    assert sorted(problem.field for problem in caught[0].problems) == [
        "currency",
        "employees",
        "name",
        "phone",
    ]
    assert "200 is the most" in caught[0].problems[0].what


def test_an_owner_who_is_not_here_is_refused(author: Author, at: dt.datetime) -> None:
    with refused(Refused, "owner"):
        add_account(values=AccountValues(name="X"), owner_id=10**15, by=author("seller"), at=at)


def test_text_from_right_to_left_is_kept_and_overrides_are_taken_out(adding: Adding) -> None:
    account = adding(f"\u202e{ARABIC}\u202c", city="\u2067حيفا\u2069")
    account.refresh_from_db()
    assert (account.name, account.city, account.name_key) == (ARABIC, "حيفا", ARABIC)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": "BRIGHTWATER FOODS Ltd."}, True),
        ({"name": "Another", "domain": "www.brightwater.example"}, True),
        ({"name": "Brightwater"}, False),
        ({"name": "Brightwater Foodstuffs"}, False),
    ],
)
def test_a_company_that_is_likely_here_is_named_before_a_second_one_is_made(
    adding: Adding, account: Account, typed: dict[str, Any], found: bool
) -> None:
    if not found:
        assert adding(**typed, unless_known=True).id != account.id
        return
    with refused(LikelyKnown, "name") as caught:
        adding(**typed, unless_known=True)
    (known,) = caught[0].known  # type: ignore[attr-defined]
    assert (known.id, known.name, known.owner) == (account.id, "Brightwater Foods", "Ines Duarte")
    assert adding(**typed).id != account.id, "who knows better makes it all the same"


def test_a_correction_is_one_entry_of_what_differs_with_before_and_after(
    account: Account, correcting: Callable[..., Account], person: Callable[[str], Any]
) -> None:
    corrected = correcting(
        account, by="engineer", name="Brightwater Foods plc", employees=None, city="Leeds "
    )
    assert corrected.version == 2
    entry = newest()
    assert (entry.kind, entry.author_id, entry.account_id) == (
        "account_changed", person("engineer").id, account.id,
    )  # fmt: skip
    assert entry.before == {"name": "Brightwater Foods", "employees": 800}
    assert entry.after == {"name": "Brightwater Foods plc", "employees": None}
    assert SearchName.objects.get(kind="account", record_id=account.id).name == "Brightwater Foods plc"


def test_a_new_name_stands_beside_the_contacts_in_the_search_too(
    account: Account, correcting: Callable[..., Account], author: Author, at: dt.datetime
) -> None:
    contact = add_contact(
        account_id=account.id, values=ContactValues(family_name="Ruiz"), by=author("seller"), at=at
    )
    correcting(account, name="Northwater")
    assert SearchName.objects.get(kind="contact", record_id=contact.id).detail == "Northwater"


def test_nothing_changed_is_no_entry_and_no_version(
    account: Account, correcting: Callable[..., Account]
) -> None:
    entries = Entry.objects.count()
    assert correcting(account).version == 1
    assert Entry.objects.count() == entries


def test_a_stale_correction_is_refused_with_both_states(
    account: Account, correcting: Callable[..., Account]
) -> None:
    correcting(account, by="engineer", city="York")
    with refused(Stale) as caught:
        correcting(account, seen=1, city="Bradford")
    stale: Any = caught[0]
    assert (stale.theirs["city"], stale.yours["city"]) == ("York", "Bradford")


def test_a_missing_account_is_missing(author: Author, at: dt.datetime) -> None:
    with refused(Missing):
        correct_account(account_id=10**15, values=AccountValues(name="X"), seen=1, by=author("seller"), at=at)


def test_a_correction_is_taken_back_by_an_entry_of_its_own(
    account: Account, correcting: Callable[..., Account], author: Author, at: dt.datetime
) -> None:
    corrected = correcting(account, name="Northwater", employees=None)
    undo_correction(account_id=account.id, seen=corrected.version, by=author("seller"), at=at)
    account.refresh_from_db()
    assert (account.name, account.employees, account.version) == ("Brightwater Foods", 800, 3)
    entry = newest()
    assert (entry.before, entry.after, entry.text) == (
        {"name": "Northwater", "employees": None},
        {"name": "Brightwater Foods", "employees": 800},
        "The correction before was taken back.",
    )
    assert SearchName.objects.get(kind="account", record_id=account.id).name == "Brightwater Foods"


def test_a_correction_is_not_taken_back_once_something_changed_since(
    account: Account,
    correcting: Callable[..., Account],
    author: Author,
    person: Callable[[str], Any],
    at: dt.datetime,
) -> None:
    by = author("seller")
    corrected = correcting(account, city="York")
    change_owner(account_id=account.id, person_id=person("seller").id, reason="Moved.", by=by, at=at)
    with refused(Stale):
        undo_correction(account_id=account.id, seen=corrected.version, by=by, at=at)


def test_of_no_correction_there_is_nothing_to_take_back(
    account: Account, author: Author, at: dt.datetime
) -> None:
    with refused(Refused):
        undo_correction(account_id=account.id, seen=1, by=author("seller"), at=at)


def test_an_account_goes_under_another_and_out_again(
    adding: Adding, account: Account, author: Author, at: dt.datetime
) -> None:
    by = author("seller")
    top, middle = adding("Top"), adding("Middle")
    change_parent(account_id=middle.id, parent_id=top.id, seen=1, by=by, at=at)
    change_parent(account_id=account.id, parent_id=middle.id, seen=1, by=by, at=at)
    assert (newest().before, newest().after) == ({"parent_id": None}, {"parent_id": middle.id})
    assert [one.name for one in above(account.id)] == ["Top", "Middle"]
    assert [one.name for one in family_of(middle.id).below] == ["Brightwater Foods"]
    change_parent(account_id=account.id, parent_id=None, seen=2, by=by, at=at)
    assert above(account.id) == ()


def test_an_account_never_lies_under_itself(adding: Adding, author: Author, at: dt.datetime) -> None:
    by = author("seller")
    top = adding("Top")
    middle = adding("Middle", parent_id=top.id)
    bottom = adding("Bottom", parent_id=middle.id)
    for parent in (top, middle, bottom):
        with refused(Refused, "parent"):
            change_parent(account_id=top.id, parent_id=parent.id, seen=1, by=by, at=at)
    with refused(Refused, "parent"):
        correct_account(account_id=top.id, values=values_of(top, parent_id=bottom.id), seen=1, by=by, at=at)
    with refused(Refused, "parent"):
        change_parent(account_id=top.id, parent_id=10**15, seen=1, by=by, at=at)


def test_another_owner_is_entered_with_the_reason_and_the_old_one_stays_findable(
    account: Account, author: Author, person: Callable[[str], Any], at: dt.datetime
) -> None:
    later = at + dt.timedelta(days=1)
    manager, seller = person("account_manager"), person("seller")
    change_owner(
        account_id=account.id,
        person_id=seller.id,
        reason=" Ines is away. ",
        by=author("accounts_head"),
        at=later,
    )
    entry = newest()
    assert (entry.kind, entry.text, entry.before, entry.after) == (
        "owner_changed", "Ines is away.", {"owner": "Ines Duarte"}, {"owner": "Tom Okafor"},
    )  # fmt: skip
    spans = Ownership.objects.filter(account=account).order_by("during")
    assert [(one.person, one.during.lower, one.during.upper) for one in spans] == [
        (manager, at, later), (seller, later, None),
    ]  # fmt: skip


def test_a_change_of_owner_is_refused_without_reason_person_or_change(
    account: Account, author: Author, person: Callable[[str], Any], at: dt.datetime
) -> None:
    seller, manager = person("seller").id, person("account_manager").id
    for person_id, reason, field in (
        (seller, " ", "reason"), (seller, LONG, "reason"), (seller, "a\0", "reason"),
        (10**15, "Because.", "owner"), (manager, "Because.", "owner"),
    ):  # fmt: skip
        with refused(Refused, field):
            change_owner(account_id=account.id, person_id=person_id, reason=reason, by=author("admin"), at=at)
    with refused(Stale):
        change_owner(
            account_id=account.id, person_id=seller, reason="Because.", by=author("admin"), at=at, seen=7
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_a_family_takes_two_queries(
    rows: int, adding: Adding, account: Account, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        adding(f"Under {number}", parent_id=account.id)
    with django_assert_num_queries(2):
        family = family_of(account.id)
    assert (len(family.below), family.above, family.more) == (rows, (), False)
