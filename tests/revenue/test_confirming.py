"""A draft changes nothing. Confirmed with its signing day, a paper makes a client; only a contract moves ARR."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.commands.accounts import correct_account
from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.terms import AccountValues
from dugout.history.models import Entry
from dugout.people.queries.standing import author_for
from dugout.revenue.models import Movement, Paper
from dugout.selling.commands.opportunities import add_opportunity
from dugout.selling.terms import OpportunityValues
from dugout.values.refused import Missing, Refused, Stale, Taken
from tests.faults import leaves_nothing_when_broken
from tests.races.crowd import at_once
from tests.revenue.scene import SIGNED, STARTS, a_draft, movements, sign, stages, standing
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


def test_a_draft_changes_nothing(account: Account, at: dt.datetime) -> None:
    a_draft(account, "contract", at)
    a_draft(account, "order", at)
    assert standing(account) == ("prospect", 0, None, None)
    assert (movements(account), stages(account)) == ([], [])


def test_a_contract_makes_a_client_from_the_signing_day_and_moves_arr_from_the_service_start(
    account: Account, by: Any, at: dt.datetime
) -> None:
    paper = sign(a_draft(account, "contract", at, months=36), by, at)
    assert (paper.signed_on, paper.starts_on, paper.ends_on) == (SIGNED, STARTS, dt.date(2029, 3, 2))
    assert (paper.confirmed_at, paper.confirmed_by_id, paper.value) == (at, by.person_id, YEAR)
    assert standing(account) == ("client", YEAR, SIGNED, dt.date(2029, 3, 3))
    assert stages(account) == [("2026-03-02", "client")]
    (movement,) = Movement.objects.all()
    assert (movement.kind, movement.amount, movement.on_day, movement.event_on) == (
        "new",
        YEAR,
        STARTS,
        SIGNED,
    )
    kinds = Entry.objects.filter(account=account).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["paper_confirmed", "arr_moved", "stage_changed"]


def test_an_order_makes_a_client_and_no_movement(account: Account, by: Any, at: dt.datetime) -> None:
    paper = sign(a_draft(account, "order", at), by, at)
    assert (paper.value, paper.starts_on, paper.ends_on) == (60_000, None, None)
    assert standing(account) == ("client", 0, SIGNED, None)
    assert movements(account) == []


def test_arr_waits_for_the_service_start_while_the_client_is_one_already(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at), by, at, starts=dt.date(2026, 4, 1))
    assert standing(account) == ("client", 0, SIGNED, dt.date(2027, 4, 1))
    assert movements(account) == [("new", YEAR, "2026-04-01")]


def test_an_earlier_signing_day_found_later_makes_the_account_a_client_since_then(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at), by, at)
    sign(a_draft(account, "order", at), by, at, signed=dt.date(2026, 1, 15))
    assert standing(account)[2] == dt.date(2026, 1, 15)


def test_movements_are_classed_by_what_ran_before(account: Account, by: Any, at: dt.datetime) -> None:
    sign(a_draft(account, "contract", at), by, at)
    sign(a_draft(account, "contract", at, price=5_000), by, at)
    assert movements(account) == [("new", YEAR, "2026-03-03"), ("expansion", YEAR // 2, "2026-03-03")]
    assert standing(account)[1] == YEAR + YEAR // 2


def test_a_back_dated_contract_reverses_the_class_of_a_later_one_and_enters_it_anew(
    account: Account, by: Any, at: dt.datetime
) -> None:
    sign(a_draft(account, "contract", at), by, at)
    earlier = {"signed": dt.date(2026, 1, 7), "starts": dt.date(2026, 1, 8)}
    sign(a_draft(account, "contract", at, price=5_000), by, at, **earlier)
    assert movements(account) == [
        ("new", YEAR, "2026-03-03"), ("new", YEAR // 2, "2026-01-08"),
        ("-new", -YEAR, "2026-03-03"), ("expansion", YEAR, "2026-03-03"),
    ]  # fmt: skip
    assert sum(amount for _, amount, _ in movements(account)) == standing(account)[1] == YEAR + YEAR // 2


def test_open_sales_are_summed_anew_in_the_currency_of_the_contract_that_runs(
    account: Account, by: Any, at: dt.datetime
) -> None:
    for currency, amount in (("EUR", 5_000_000), ("USD", 70_000)):
        sale = OpportunityValues(name=f"In {currency}", currency=currency, amount_typed=amount)
        add_opportunity(account_id=account.id, values=sale, by=author_for(account.owner, day=SIGNED), at=at)
    figures = AccountFigures.objects.get(account=account)
    assert (figures.currency, figures.open_amount) == ("EUR", 5_000_000)

    sign(a_draft(account, "contract", at, currency="USD"), by, at)

    figures.refresh_from_db()
    assert (figures.currency, figures.open_amount) == ("USD", 70_000)


def test_open_sales_are_summed_anew_in_the_currency_to_which_an_account_is_corrected(
    account: Account, by: Any, at: dt.datetime
) -> None:
    for currency, amount in (("EUR", 5_000_000), ("USD", 70_000)):
        sale = OpportunityValues(name=f"In {currency}", currency=currency, amount_typed=amount)
        add_opportunity(account_id=account.id, values=sale, by=author_for(account.owner, day=SIGNED), at=at)

    values = AccountValues(name=account.name, currency="USD")
    correct_account(account_id=account.id, values=values, seen=account.version, by=by, at=at)

    figures = AccountFigures.objects.get(account=account)
    assert (figures.currency, figures.open_amount) == ("USD", 70_000)


@pytest.mark.parametrize(
    ("kind", "terms", "named"),
    [
        ("contract", {"signed": dt.date(2026, 3, 5)}, {"signed_on"}),
        ("contract", {"starts": None}, {"starts_on"}),
        ("contract", {"starts": dt.date(9999, 1, 1)}, {"starts_on"}),
        ("contract", {"signed": dt.date(1, 1, 1)}, {"signed_on"}),
        ("contract", {"signed": dt.date(2026, 3, 5), "starts": None}, {"signed_on", "starts_on"}),
    ],
)
def test_terms_that_cannot_be_are_refused_all_at_once(
    account: Account, by: Any, at: dt.datetime, kind: str, terms: dict[str, Any], named: set[str]
) -> None:
    paper = a_draft(account, kind, at)
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        sign(paper, by, at, **terms)
    assert {problem.field for problem in refused.value.problems} == named
    assert digest_of_database() == before


def test_a_paper_is_confirmed_once_and_from_the_version_that_was_seen(
    account: Account, by: Any, author: Callable[[str], Any], at: dt.datetime
) -> None:
    paper = a_draft(account, "order", at)
    with pytest.raises(Stale):
        sign(paper, by, at, seen=7)
    sign(paper, by, at, seen=1)
    before = digest_of_database()
    with pytest.raises(Taken) as taken:
        sign(paper, author("seller"), at, seen=1)
    assert taken.value.winner == "Marek Nowak"
    with pytest.raises(Missing):
        sign(Paper(id=paper.id, kind="contract"), by, at)
    assert digest_of_database() == before


def test_a_confirmation_that_breaks_anywhere_leaves_nothing(
    account: Account, by: Any, at: dt.datetime
) -> None:
    paper = a_draft(account, "contract", at)
    assert leaves_nothing_when_broken(lambda: sign(paper, by, at)) > 15
    sign(paper, by, at)
    assert standing(account)[0] == "client"


@pytest.mark.django_db(transaction=True)
def test_of_five_who_confirm_a_contract_at_once_one_does(
    account: Account, by: Any, author: Callable[[str], Any], at: dt.datetime
) -> None:
    paper = a_draft(account, "contract", at)
    authors = [by, author("seller")]
    results = at_once(5, lambda number: sign(paper, authors[number % 2], at, seen=1))
    assert sum(isinstance(one, Paper) for one in results) == 1
    winner = Paper.objects.select_related("confirmed_by").get().confirmed_by
    assert winner is not None
    assert {one.winner for one in results if isinstance(one, Taken)} == {winner.name}
    assert movements(account) == [("new", YEAR, "2026-03-03")]
