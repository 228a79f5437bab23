"""The board: which sales stand on it, where, with what sums, in how many queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account, AccountFigures
from dugout.selling.commands import opportunities
from dugout.selling.commands.moving import move_to_step
from dugout.selling.models import Opportunity, Process, SellingStep
from dugout.selling.queries.board import MOST_IN_COLUMN, board_of
from dugout.selling.queries.chosen import Chosen
from dugout.selling.queries.facts import readings_of
from dugout.selling.terms import OpportunityKind, OpportunityValues
from tests.handoffs.scene import open_sale, win
from tests.selling.scene import UTC

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)
ALL = Chosen(day=DAY)


@pytest.fixture
def add(author: Callable[[str], Any], at: dt.datetime) -> Callable[..., Opportunity]:
    """Adds a sale of somebody's to an account of its own: `add("seller", amount_typed=100)`."""

    def made(
        key: str, name: str = "Cold rooms", *, days: int = 0, step: int = 1, **values: Any
    ) -> Opportunity:
        account = Account.objects.create(name=f"Client of {name}", made_at=at)
        AccountFigures.objects.create(account=account)
        row = opportunities.add_opportunity(
            account_id=account.id, values=OpportunityValues(name=name, **values), by=author(key), at=at
        )
        row.step = SellingStep.objects.get(process_id=row.process_id, number=step)
        row.step_since = at - dt.timedelta(days=days)
        row.save()
        return row

    return made


def test_an_empty_board_has_the_seven_steps_with_their_gates(at: dt.datetime) -> None:
    board = board_of(ALL, at=at, zone=UTC)
    assert [(column.number, column.name) for column in board.columns][:2] == [
        (1, "Approach"),
        (2, "Qualification"),
    ]
    assert board.columns[1].gates == (
        "A need is written down", "A contact with authority is named", "The budget is known",
    )  # fmt: skip
    assert (board.count, board.open_amounts, board.weighted, board.without_account) == (0, {}, {}, 0)
    assert "Roy Chitwood" in board.credit


def test_a_card_says_what_its_gate_wants_and_how_long_it_stands(
    add: Callable[..., Opportunity], at: dt.datetime
) -> None:
    add("seller", "Fresh", days=3, step=2, budget=500, next_step="Call", next_step_on=DAY)
    add("other_seller", "Slow", days=29, step=2)
    add("seller", "Late", days=1, step=2, next_step="Call", next_step_on=DAY - dt.timedelta(days=1))
    cards = board_of(ALL, at=at, zone=UTC).columns[1].cards
    assert [(card.name, card.days, card.stalled) for card in cards] == [
        ("Slow", 29, True), ("Fresh", 3, False), ("Late", 1, True),
    ]  # fmt: skip
    slow, fresh, _ = cards
    assert fresh.wants == ("A need is written down", "A contact with authority is named")
    assert (slow.owner, slow.owner_initials, slow.owner_mark) == ("Hanna Weiss", "HW", "rf")
    assert slow.account == "Client of Slow"


def test_sums_stand_by_step_and_currency_and_the_won_are_not_open(
    add: Callable[..., Opportunity],
    person: Callable[[str], Any],
    author: Callable[[str], Any],
    at: dt.datetime,
) -> None:
    add("seller", "One", amount_typed=1_000_00)
    add("seller", "Two", amount_typed=500_00)
    add("seller", "Three", currency="USD", amount_typed=300_00)
    add("seller", "Four")
    scene = open_sale(person("seller"), at)
    win(scene, author("seller"), at)
    board = board_of(ALL, at=at, zone=UTC)
    first, last = board.columns[0], board.columns[6]
    assert {(one.currency, one.count, one.amount) for one in first.totals} == {
        ("EUR", 3, 1_500_00), ("USD", 1, 300_00),
    }  # fmt: skip
    assert [(card.won, card.amount) for card in last.cards] == [(True, 812_600)]
    assert [(one.amount, one.open_amount) for one in last.totals] == [(812_600, 0)]
    assert board.open_amounts == {"EUR": 1_500_00, "USD": 300_00}
    assert board.weighted == {"EUR": 150_00, "USD": 30_00}
    assert board.count == 5


def test_a_column_holds_so_many_and_counts_all(add: Callable[..., Opportunity], at: dt.datetime) -> None:
    for number in range(MOST_IN_COLUMN + 3):
        add("seller", f"Sale {number}", days=number)
    for chosen in (ALL, Chosen(day=DAY, owner_id=Opportunity.objects.latest("id").owner_id)):
        column = board_of(chosen, at=at, zone=UTC).columns[0]
        assert len(column.cards) == MOST_IN_COLUMN
        assert column.cards[0].name == f"Sale {MOST_IN_COLUMN + 2}"
        assert column.count == MOST_IN_COLUMN + 3


def test_whose_board_mine_a_persons_a_departments(
    add: Callable[..., Opportunity],
    person: Callable[[str], Any],
    author: Callable[[str], Any],
    at: dt.datetime,
) -> None:
    tom, hanna = person("seller"), person("other_seller")
    add("seller", "Tom's")
    both = add("other_seller", "Hanna's with Tom")
    opportunities.add_member(opportunity_id=both.id, person_id=tom.id, by=author("other_seller"), at=at)
    outside = tom.posts.get().department_id

    def names(**chosen: Any) -> set[str]:
        columns = board_of(Chosen(day=DAY, **chosen), at=at, zone=UTC).columns
        return {card.name for column in columns for card in column.cards}

    assert names() == {"Tom's", "Hanna's with Tom"}
    assert names(mine={tom.id}) == {"Tom's", "Hanna's with Tom"}
    assert names(mine={hanna.id}) == {"Hanna's with Tom"}
    assert names(owner_id=tom.id) == {"Tom's"}
    assert names(department_id=outside) == {"Tom's"}


def test_kinds_have_boards_of_their_own_and_so_have_sales_without_an_account(
    add: Callable[..., Opportunity], at: dt.datetime
) -> None:
    add("seller", "New")
    add("account_manager", "More", kind=OpportunityKind.EXPANSION)
    nobodys = add("seller", "Nobody's")
    Opportunity.objects.filter(id=nobodys.id).update(account=None)
    board = board_of(ALL, at=at, zone=UTC)
    assert [card.name for card in board.columns[0].cards] == ["New"]
    assert board.columns[0].count == 1
    assert board.kinds == {"new_business": 2, "expansion": 1, "renewal": 0}
    assert board.without_account == 1
    expansion = board_of(Chosen(day=DAY, kind=OpportunityKind.EXPANSION), at=at, zone=UTC)
    assert (len(expansion.columns), [card.name for card in expansion.columns[0].cards]) == (5, ["More"])
    without = board_of(Chosen(day=DAY, without_account=True), at=at, zone=UTC)
    assert [(card.name, card.account) for card in without.columns[0].cards] == [("Nobody's", "")]


def test_the_sums_of_sales_without_an_account_are_not_those_of_the_others(
    add: Callable[..., Opportunity], at: dt.datetime
) -> None:
    add("seller", "Placed", days=4)
    add("seller", "Placed too", days=2)
    Opportunity.objects.update(amount=2**63 - 1)
    for days in (10, 30):
        nobodys = add("other_seller", "Nobody's", days=days, amount_typed=7)
        Opportunity.objects.filter(id=nobodys.id).update(account=None)

    def first(**chosen: Any) -> tuple[int, dict[str, int], int | None]:
        column = board_of(Chosen(day=DAY, **chosen), at=at, zone=UTC).columns[0]
        return column.count, column.amounts, column.waited_days

    assert first() == (2, {"EUR": 2 * (2**63 - 1)}, 3)
    assert first(without_account=True) == (2, {"EUR": 14}, 20)


def test_lost_and_settled_sales_are_on_no_board(add: Callable[..., Opportunity], at: dt.datetime) -> None:
    lost, settled = add("seller", "Lost"), add("seller", "Settled")
    Opportunity.objects.filter(id=lost.id).update(
        outcome="lost", lost_reason="Price", closed_on=DAY, settled_at=at
    )
    Opportunity.objects.filter(id=settled.id).update(outcome="won", closed_on=DAY, settled_at=at)
    assert board_of(ALL, at=at, zone=UTC).count == 0


def test_it_says_where_sales_wait_and_which_gates_they_went_past(
    add: Callable[..., Opportunity], author: Callable[[str], Any], at: dt.datetime
) -> None:
    add("seller", "One", days=10, step=2)
    add("seller", "Two", days=21, step=2)
    add("seller", "Three", days=2, step=3)
    hurried = add("other_seller", "Hurried", days=0, step=1)
    reasons = {one.gate.id: "They wait." for one in readings_of(hurried)}
    move_to_step(
        opportunity_id=hurried.id, to=3, seen=None, reasons=reasons, by=author("other_seller"), at=at
    )
    board = board_of(ALL, at=at, zone=UTC)
    assert [(column.number, column.waited_days, column.usual_days) for column in board.slowest] == [
        (2, 16, 14), (3, 1, 14),
    ]  # fmt: skip
    assert [(one.step, one.count) for one in board.gone_past] == [(1, 1), (2, 1), (2, 1), (2, 1)]
    mine = board_of(Chosen(day=DAY, mine={author("seller").person_id}), at=at, zone=UTC)
    assert mine.gone_past == ()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_board_takes_six_queries_whatever_stands_on_it(
    add: Callable[..., Opportunity], at: dt.datetime, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        add("seller", f"Sale {number}", step=1 + number % 2)
    for chosen in (ALL, Chosen(day=DAY, mine={Opportunity.objects.latest("id").owner_id})):
        with django_assert_num_queries(6):
            assert board_of(chosen, at=at, zone=UTC).count == rows


def test_sales_on_an_older_version_stand_in_the_column_of_their_number(
    add: Callable[..., Opportunity], at: dt.datetime
) -> None:
    for number in range(MOST_IN_COLUMN):
        add("seller", f"Sale {number}", days=2 * number)
    now = Opportunity.objects.latest("id").process
    older = Process.objects.create(key=now.key, name=now.name, number=now.number + 1, current=False)
    steps = [
        SellingStep.objects.create(
            process=older, number=number, name="Old", purpose="-", usual_days=9, probability_bp=0
        )
        for number in (1, 8)
    ]
    for step, days in ((steps[0], 5), (steps[1], 1)):
        row = add("seller", f"Old in {step.number}", days=days)
        Opportunity.objects.filter(id=row.id).update(process=older, step=step)
    for chosen in (ALL, Chosen(day=DAY, owner_id=row.owner_id)):
        first, *_, last = board_of(chosen, at=at, zone=UTC).columns
        wanted = [f"Sale {number}" for number in range(MOST_IN_COLUMN - 1, 2, -1)] + [
            "Old in 1",
            "Sale 2",
            "Sale 1",
        ]
        assert [card.name for card in first.cards] == wanted
        assert ([card.name for card in last.cards], first.count) == (["Old in 8"], MOST_IN_COLUMN + 1)
