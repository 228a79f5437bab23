"""Two at once, on connections of their own: one correction wins, and no circle closes between two changes."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from dugout.accounts.commands.accounts import add_account, change_owner, change_parent, correct_account
from dugout.accounts.commands.contacts import add_contact, correct_contact
from dugout.accounts.models import Account, Contact, Ownership
from dugout.accounts.queries.families import above
from dugout.accounts.terms import AccountValues, ContactValues
from dugout.history.models import Entry
from dugout.values.refused import Refused, Stale
from tests.accounts.conftest import values_of

pytestmark = pytest.mark.django_db(transaction=True)
Author = Callable[[str], Any]


def at_once(many: int, act: Callable[[int], Any]) -> list[Any]:
    """Runs `act(0..many-1)` in threads that start together; the results, refusals as values."""
    ready = Barrier(many)

    def one(number: int) -> Any:
        try:
            connections["default"].ensure_connection()
            ready.wait()
            return act(number)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


@pytest.fixture
def accounts(author: Author, at: dt.datetime) -> Callable[[int], list[Account]]:
    def make(many: int) -> list[Account]:
        return [
            add_account(values=AccountValues(name=f"Account {n}"), owner_id=None, by=author("seller"), at=at)
            for n in range(many)
        ]

    return make


def test_of_eight_who_correct_what_they_saw_one_is_written_and_seven_hear_both_states(
    accounts: Callable[[int], list[Account]], author: Author, at: dt.datetime
) -> None:
    (account,) = accounts(1)
    by = author("seller")

    def correct(number: int) -> Account:
        values = values_of(account, city=f"City {number}")
        return correct_account(account_id=account.id, values=values, seen=1, by=by, at=at)

    results = at_once(8, correct)

    winners = [one for one in results if isinstance(one, Account)]
    losers = [one for one in results if isinstance(one, Stale)]
    assert (len(winners), len(losers)) == (1, 7)
    account.refresh_from_db()
    assert (account.city, account.version) == (winners[0].city, 2)
    assert {one.theirs["city"] for one in losers} == {account.city}
    assert Entry.objects.filter(kind="account_changed").count() == 1


@pytest.mark.parametrize("round_", range(3))
def test_two_changes_of_parents_that_are_each_right_never_close_a_circle_together(
    accounts: Callable[[int], list[Account]], author: Author, at: dt.datetime, round_: int
) -> None:
    ring = accounts(4)
    by = author("seller")

    def under_the_next(number: int) -> Account:
        parent = ring[(number + 1) % len(ring)]
        return change_parent(account_id=ring[number].id, parent_id=parent.id, seen=1, by=by, at=at)

    results = at_once(len(ring), under_the_next)

    refusals = [one for one in results if isinstance(one, Refused)]
    assert len(refusals) == 1, "all but the last one lie under the next"
    assert refusals[0].problems[0].field == "parent"
    for account in ring:
        assert account.id not in {one.id for one in above(account.id)}
    assert Account.objects.filter(parent=None).count() == 1
    assert Entry.objects.filter(kind="account_changed").count() == len(ring) - 1


def test_of_two_who_give_an_account_away_one_is_stale_and_ownership_has_no_gap(
    accounts: Callable[[int], list[Account]], author: Author, person: Callable[[str], Any], at: dt.datetime
) -> None:
    (account,) = accounts(1)
    by = author("admin")
    to = [person("seller").id, person("engineer").id]

    def give(number: int) -> Account:
        return change_owner(
            account_id=account.id, person_id=to[number], reason="Asked.", by=by, at=at, seen=1
        )

    results = at_once(2, give)

    assert sorted(type(one).__name__ for one in results) == ["Account", "Stale"]
    account.refresh_from_db()
    running = Ownership.objects.get(account=account)
    assert (running.person_id, running.during.upper) == (account.owner_id, None)


def test_two_contacts_never_come_to_report_to_each_other(
    accounts: Callable[[int], list[Account]], author: Author, at: dt.datetime
) -> None:
    (account,) = accounts(1)
    by = author("seller")
    pair = [
        add_contact(account_id=account.id, values=ContactValues(family_name=name), by=by, at=at)
        for name in ("Ruiz", "Holt")
    ]

    def under_the_other(number: int) -> Contact:
        values = ContactValues(family_name=pair[number].family_name, reports_to_id=pair[1 - number].id)
        return correct_contact(contact_id=pair[number].id, values=values, seen=1, by=by, at=at)

    results = at_once(2, under_the_other)

    assert sorted(isinstance(one, Refused) for one in results) == [False, True]
    assert Contact.objects.filter(reports_to=None).count() == 1
