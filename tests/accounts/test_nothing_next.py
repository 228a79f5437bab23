"""What comes next on an account, told by its sales and its entries: who has nothing next is found by the list."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.queries.lists import accounts
from dugout.accounts.terms import AccountFilter
from dugout.history.terms import Direction
from dugout.selling.commands.closing import lose_opportunity
from dugout.selling.commands.opportunities import add_opportunity, change_opportunity
from dugout.selling.terms import OpportunityKind, OpportunityValues
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.terms import LoggedEntry

pytestmark = pytest.mark.django_db
SOON, LATER = dt.date(2026, 3, 10), dt.date(2026, 4, 1)


def next_step(account: Account) -> dt.date | None:
    return AccountFigures.objects.get(account=account).next_step_on


def has_nothing_next(account: Account, day: dt.date) -> bool:
    return accounts(AccountFilter(nothing_next_on=day)).filter(id=account.id).exists()


def test_an_open_sales_next_step_counts_until_its_day_is_past_or_it_is_closed(
    account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("seller")
    assert has_nothing_next(account, at.date())
    values = OpportunityValues(
        name="Cold store", kind=OpportunityKind.NEW_BUSINESS, next_step="Visit", next_step_on=SOON
    )
    sale = add_opportunity(account_id=account.id, values=values, by=by, at=at)
    assert next_step(account) == SOON
    assert not has_nothing_next(account, SOON)
    assert has_nothing_next(account, SOON + dt.timedelta(days=1))
    sale = change_opportunity(
        opportunity_id=sale.id, values=replace(values, next_step_on=LATER), seen=sale.version, by=by, at=at
    )
    assert next_step(account) == LATER
    lose_opportunity(opportunity_id=sale.id, reason="Price.", day=at.date(), seen=sale.version, by=by, at=at)
    assert next_step(account) is None


def test_a_next_step_that_an_entry_names_counts_until_the_entry_is_taken_back(
    account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("support_engineer")

    def log(day: dt.date) -> Any:
        entry = LoggedEntry(
            account_id=account.id, kind="note", text="As it was.", happened_at=at, direction=Direction.INTERNAL,
            people=(by.person_id,), next_step="Call them", next_step_on=day,
        )  # fmt: skip
        return log_entry(entry=entry, by=by, at=at)

    last = log(LATER)
    log(SOON)
    assert next_step(account) == LATER
    withdraw_entry(entry=last, by=by, at=at)
    assert next_step(account) == SOON
