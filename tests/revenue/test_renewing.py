"""A contract that renews others is one event with them: a renewal of zero, and the difference."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.accounts.models import Account, AccountFigures
from dugout.history.models import Entry
from dugout.history.terms import KINDS
from dugout.revenue.commands.restaging import restage_accounts
from dugout.revenue.models import Paper
from dugout.revenue.rules import TO_RENEW, renewable, renews_on, usually_renewed
from dugout.revenue.terms import SignedContract
from dugout.values.refused import Refused
from tests.revenue.scene import SIGNED, a_draft, a_renewal, movements, sign, stages, standing
from tests.selling.scene import a_prospect
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
YEAR = 6 * 10_000 * 12
RENEWS = dt.date(2027, 3, 3)
LATER = dt.timedelta(days=365)
# Signed three weeks before the first contract's last day.
AGAIN = {"signed": dt.date(2027, 2, 10), "starts": RENEWS}


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Account:
    return a_prospect(person("seller"), at)


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("finance_clerk")


def sentence_of(entry: Entry) -> str:
    sentence = KINDS.get(entry.kind).sentence
    assert sentence is not None
    return sentence(entry.after or {})


def base(account: Account) -> tuple[bool, bool]:
    figures = AccountFigures.objects.get(account=account)
    return figures.renewed, figures.grown


@pytest.mark.parametrize(
    ("price", "difference"),
    [
        (10_000, []),
        (12_000, [("expansion", YEAR // 5, "2027-03-03")]),
        (9_000, [("contraction", -YEAR // 10, "2027-03-03")]),
    ],
)
def test_a_renewal_moves_zero_and_the_difference_and_the_old_contract_runs_out_without_a_loss(
    account: Account, by: Any, at: dt.datetime, price: int, difference: list[tuple[str, int, str]]
) -> None:
    old = sign(a_draft(account, "contract", at), by, at)
    new = sign(a_renewal(account, at, price=price), by, at + LATER - dt.timedelta(days=20), **AGAIN)
    restage_accounts(at=at + LATER + dt.timedelta(days=40))

    old.refresh_from_db()
    assert (old.renewed_by, old.ends_on) == (new, dt.date(2027, 3, 2))
    assert movements(account) == [
        ("new", YEAR, "2026-03-03"), ("renewal", 0, "2027-03-03"), *difference,
    ]  # fmt: skip
    assert standing(account) == ("client", YEAR * price // 10_000, SIGNED, dt.date(2028, 3, 3))
    assert base(account) == (True, price > 10_000)
    assert stages(account) == [("2026-03-02", "client")]


def test_what_a_renewal_carries_is_lost_whole_when_it_runs_out_itself(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at), by, at)
    sign(a_renewal(account, at, price=12_000), by, at + LATER, **AGAIN)
    restage_accounts(at=at + 2 * LATER + dt.timedelta(days=40))
    assert movements(account)[-1] == ("churn", -YEAR * 6 // 5, "2028-03-03")
    assert standing(account) == ("lapsed", 0, SIGNED, None)


def test_a_renewal_signed_within_thirty_days_reverses_the_loss(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at), by, at)
    over = at + LATER + dt.timedelta(days=20)
    restage_accounts(at=over)
    assert movements(account)[-1] == ("churn", -YEAR, "2027-03-03")

    sign(a_renewal(account, at), by, over, signed=dt.date(2027, 3, 22), starts=RENEWS)

    assert movements(account)[1:] == [
        ("churn", -YEAR, "2027-03-03"), ("-churn", YEAR, "2027-03-03"), ("renewal", 0, "2027-03-03"),
    ]  # fmt: skip
    assert standing(account)[:2] == ("client", YEAR)
    said = [sentence_of(one) for one in Entry.objects.filter(account=account, kind="arr_reversed")]
    assert said == ["A movement of ARR was reversed, €7,200 from 3 Mar 2027 on: churn."]


def test_a_renewal_signed_later_than_that_wins_the_client_back(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at), by, at)
    over = at + LATER + dt.timedelta(days=60)
    late = {"signed": dt.date(2027, 4, 3), "starts": dt.date(2027, 4, 3)}
    sign(a_renewal(account, at), by, over, **late)
    assert movements(account) == [
        ("new", YEAR, "2026-03-03"), ("expansion", YEAR, "2027-04-03"), ("churn", -YEAR, "2027-03-03"),
        ("-expansion", -YEAR, "2027-04-03"), ("reactivation", YEAR, "2027-04-03"),
    ]  # fmt: skip


def test_an_early_renewal_ends_the_old_contract_on_the_day_before_it_begins(
    account: Account, by: Any, at: dt.datetime
) -> None:
    old = sign(a_draft(account, "contract", at, months=36), by, at)
    day = dt.date(2026, 9, 1)
    sign(a_renewal(account, at), by, at + LATER, signed=day, starts=day)
    old.refresh_from_db()
    assert old.ends_on == dt.date(2026, 8, 31)
    (told,) = Entry.objects.filter(kind="contract_renewed")
    assert sentence_of(told) == "A contract goes on in a new one, from 1 Sep 2026 on."
    assert (told.before["ends_on"], told.after["ends_on"]) == ("2029-03-02", "2026-08-31")


def test_what_goes_on_is_chosen_and_any_sale_may_renew(account: Account, by: Any, at: dt.datetime) -> None:
    first = sign(a_draft(account, "contract", at), by, at)
    second = sign(a_draft(account, "contract", at, price=1_000, months=24), by, at)
    both = (first.id, second.id)
    sign(a_draft(account, "contract", at, price=11_000), by, at + LATER, **AGAIN, renews=frozenset(both))
    restage_accounts(at=at + 2 * LATER - dt.timedelta(days=9))
    assert movements(account)[2:] == [("renewal", 0, "2027-03-03")]
    assert standing(account)[1] == YEAR * 11 // 10


def test_a_renewal_for_which_nothing_is_chosen_renews_what_runs_out_next(
    account: Account, by: Any, at: dt.datetime
) -> None:
    first = sign(a_draft(account, "contract", at), by, at)
    sign(a_draft(account, "contract", at, months=24), by, at)
    new = sign(a_renewal(account, at), by, at + LATER, **AGAIN)
    assert list(new.renews.all()) == [first]


def test_a_renewal_may_be_told_to_renew_nothing(account: Account, by: Any, at: dt.datetime) -> None:
    sign(a_draft(account, "contract", at), by, at)
    sign(a_renewal(account, at), by, at + LATER, **AGAIN, renews=frozenset())
    assert movements(account)[1:] == [
        ("expansion", YEAR, "2027-03-03"), ("contraction", -YEAR, "2027-03-03"),
    ]  # fmt: skip


def test_a_contract_that_cannot_be_renewed_by_this_one_is_refused(
    account: Account, by: Any, person: Any, at: dt.datetime
) -> None:
    mine = sign(a_draft(account, "contract", at), by, at)
    dollars = sign(a_draft(account, "contract", at, currency="USD"), by, at)
    other = sign(a_draft(a_prospect(person("seller"), at), "contract", at), by, at)
    done = a_renewal(account, at)
    sign(done, by, at + LATER, **AGAIN, renews=frozenset({mine.id}))
    draft = a_renewal(account, at)
    before = digest_of_database()
    for chosen in (mine, dollars, other, draft, Paper(id=0)):
        with pytest.raises(Refused) as refused:
            sign(draft, by, at + LATER, **AGAIN, renews=frozenset({chosen.id}))
        assert [problem.field for problem in refused.value.problems] == ["renews"]
    assert digest_of_database() == before


def test_a_contract_for_nothing_moves_nothing_and_the_first_paid_one_is_new(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at, price=0), by, at)
    assert movements(account) == []
    assert base(account) == (False, False)
    sign(a_renewal(account, at), by, at + LATER, **AGAIN)
    assert movements(account) == [("renewal", 0, "2027-03-03"), ("new", YEAR, "2027-03-03")]


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
CONTRACTS = st.builds(
    SignedContract,
    id=st.integers(1, 9),
    currency=st.sampled_from(["EUR", "USD"]),
    starts_on=DAYS,
    ends_on=DAYS,
)


@given(st.lists(CONTRACTS), DAYS, DAYS)
def test_what_can_be_renewed_began_before_and_is_over_for_thirty_days_at_most(
    contracts: list[SignedContract], starts_on: dt.date, signed_on: dt.date
) -> None:
    can = renewable(contracts, starts_on=starts_on, signed_on=signed_on, currency="EUR")
    for one in contracts:
        in_time = max(starts_on, signed_on) - renews_on(one.ends_on) <= TO_RENEW
        assert (one in can) == (one.currency == "EUR" and one.starts_on < starts_on and in_time)
    meant = usually_renewed(can, starts_on)
    assert meant <= {one.id for one in can}
    assert bool(meant) == bool(can)
