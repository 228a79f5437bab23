"""A sale that came without account gets one, and its papers with it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account, AccountFigures
from dugout.history.models import Entry
from dugout.revenue.commands.placing import name_account
from dugout.revenue.models import Paper
from dugout.selling.models import Opportunity
from dugout.values.refused import Missing, Refused, Stale, Taken
from tests.faults import leaves_nothing_when_broken
from tests.revenue.scene import a_draft, movements, stages, standing
from tests.selling.scene import a_prospect, a_sale
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Account:
    return a_prospect(person("seller"), at, "Aurelia Biobank")


@pytest.fixture
def alone(person: Callable[[str], Any], by: Any, at: dt.datetime) -> Opportunity:
    row = a_sale(person("seller"), by, at, amount_typed=5_000).row
    Opportunity.objects.filter(id=row.id).update(account=None)
    row.refresh_from_db()
    return row


def test_an_open_sale_counts_on_its_account_from_then_on(
    alone: Opportunity, account: Account, by: Any, at: dt.datetime
) -> None:
    placed = name_account(opportunity_id=alone.id, account_id=account.id, seen=1, by=by, at=at)
    figures = AccountFigures.objects.get(account=account)
    assert (placed.account, placed.version) == (account, 2)
    assert (figures.open_opportunities, figures.open_amount) == (1, 5_000)
    entry = Entry.objects.get(account=account)
    assert (entry.kind, entry.after) == (
        "opportunity_changed",
        {"name": "Cold rooms", "account": "Aurelia Biobank"},
    )


def test_a_won_one_brings_its_signed_order_and_makes_a_client(
    alone: Opportunity, account: Account, by: Any, at: dt.datetime
) -> None:
    day = dt.date(2026, 1, 15)
    Opportunity.objects.update(outcome="won", closed_on=day, settled_at=at)
    order = a_draft(account, "order", at)
    Paper.objects.update(account=None, opportunity=alone, signed_on=day, confirmed_at=at)
    leaves_nothing_when_broken(
        lambda: name_account(opportunity_id=alone.id, account_id=account.id, seen=None, by=by, at=at)
    )
    name_account(opportunity_id=alone.id, account_id=account.id, seen=None, by=by, at=at)
    assert Paper.objects.get(id=order.id).account == account
    assert standing(account) == ("client", 0, day, None)
    assert (stages(account), movements(account)) == ([("2026-01-15", "client")], [])


def test_a_sale_is_placed_once_and_not_anywhere(
    alone: Opportunity, account: Account, person: Any, by: Any, at: dt.datetime
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused):
        name_account(opportunity_id=alone.id, account_id=999_999, seen=None, by=by, at=at)
    with pytest.raises(Missing):
        name_account(opportunity_id=999_999, account_id=account.id, seen=None, by=by, at=at)
    with pytest.raises(Stale):
        name_account(opportunity_id=alone.id, account_id=account.id, seen=7, by=by, at=at)
    assert digest_of_database() == before
    name_account(opportunity_id=alone.id, account_id=account.id, seen=None, by=by, at=at)
    other = a_prospect(person("seller"), at, "Osterhaus")
    with pytest.raises(Taken, match="Cold rooms belongs to Aurelia Biobank already"):
        name_account(opportunity_id=alone.id, account_id=other.id, seen=None, by=by, at=at)
