"""What the passing of days does: a contract begins to serve, runs out, and the client lapses, by the rule."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account, AccountFigures
from dugout.history.models import Entry
from dugout.revenue.commands.restaging import restage_accounts
from dugout.revenue.models import Paper
from tests.revenue.scene import a_draft, movements, sign, stages, standing
from tests.selling.scene import a_prospect
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
YEAR = 6 * 10_000 * 12


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Account:
    return a_prospect(person("seller"), at)


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("finance_clerk")


def night(day: str) -> dt.datetime:
    """Ten past midnight of a day in Berlin."""
    return dt.datetime.fromisoformat(f"{day}T00:10:00+01:00").astimezone(dt.UTC)


def test_a_contract_that_begins_to_serve_brings_its_arr(account: Account, by: Any, at: dt.datetime) -> None:
    sign(a_draft(account, "contract", at), by, at, starts=dt.date(2026, 3, 20))
    assert restage_accounts(at=night("2026-03-19")) == 0
    assert restage_accounts(at=night("2026-03-20")) == 1
    assert standing(account)[1] == YEAR


def test_a_client_lapses_the_day_after_the_last_contract_and_arr_churns(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at, months=1), by, at)
    last_day = Paper.objects.get().ends_on
    assert last_day == dt.date(2026, 4, 2)
    assert restage_accounts(at=night("2026-04-02")) == 0
    assert restage_accounts(at=night("2026-04-03")) == 1
    assert standing(account) == ("lapsed", 0, dt.date(2026, 3, 2), None)
    assert movements(account) == [("new", YEAR, "2026-03-03"), ("churn", -YEAR, "2026-04-03")]
    assert stages(account) == [("2026-03-02", "client"), ("2026-04-03", "lapsed")]
    before = digest_of_database()
    assert restage_accounts(at=night("2026-04-03")) == 0
    assert restage_accounts(at=night("2026-05-03")) == 0
    assert digest_of_database() == before


def test_an_order_keeps_a_client_for_twelve_months(account: Account, by: Any, at: dt.datetime) -> None:
    sign(a_draft(account, "order", at), by, at)
    assert restage_accounts(at=night("2027-03-01")) == 0
    assert restage_accounts(at=night("2027-03-02")) == 1
    assert standing(account)[0] == "lapsed"
    assert stages(account)[-1] == ("2027-03-02", "lapsed")


def test_a_lapsed_client_is_one_again_with_the_next_contract_which_reactivates(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at, months=1), by, at)
    restage_accounts(at=night("2026-04-03"))
    again = night("2026-06-01")
    day = dt.date(2026, 6, 1)
    sign(a_draft(account, "contract", at), by, again, signed=day, starts=day)
    assert standing(account)[:3] == ("client", YEAR, dt.date(2026, 3, 2))
    assert movements(account)[-1] == ("reactivation", YEAR, "2026-06-01")
    assert stages(account)[-1] == ("2026-06-01", "client")


def test_the_end_of_one_of_two_contracts_is_a_contraction(account: Account, by: Any, at: dt.datetime) -> None:
    sign(a_draft(account, "contract", at, months=12), by, at)
    sign(a_draft(account, "contract", at, months=1, price=5_000), by, at)
    assert restage_accounts(at=night("2026-04-03")) == 1
    assert movements(account)[-1] == ("contraction", -YEAR // 2, "2026-04-03")
    assert standing(account)[:2] == ("client", YEAR)


def test_a_night_that_was_missed_is_caught_up_with_the_true_days(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at, months=1), by, at)
    assert restage_accounts(at=night("2026-08-01")) == 1
    assert movements(account)[-1] == ("churn", -YEAR, "2026-04-03")
    assert stages(account)[-1] == ("2026-04-03", "lapsed")


def test_the_arr_of_a_day_is_the_sum_of_the_movements_up_to_it(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at, months=2), by, at)
    sign(a_draft(account, "contract", at, months=1, price=3_000), by, at, starts=dt.date(2026, 3, 15))
    for day in ("2026-03-03", "2026-03-15", "2026-04-15", "2026-05-03"):
        restage_accounts(at=night(day))
        due = sum(amount for _, amount, on_day in movements(account) if on_day <= day)
        assert standing(account)[1] == due, day
    assert standing(account)[:2] == ("lapsed", 0)


@pytest.mark.parametrize("number", [1, 3])
def test_the_look_at_night_costs_the_same_however_many_have_nothing_new(
    person: Callable[[str], Any], by: Any, at: dt.datetime, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        account = a_prospect(person("seller"), at, f"Client {place}")
        sign(a_draft(account, "order", at), by, at)
    entries = Entry.objects.count()
    with django_assert_num_queries(7):
        assert restage_accounts(at=at) == 0
    assert Entry.objects.count() == entries


def test_once_nothing_runs_any_more_figures_are_in_the_currency_of_the_account_again(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at, months=1, currency="SEK"), by, at)
    assert currency_of(account) == "SEK"
    restage_accounts(at=night("2026-04-03"))
    assert currency_of(account) == "EUR"


def currency_of(account: Account) -> str:
    return AccountFigures.objects.values_list("currency", flat=True).get(account=account)
