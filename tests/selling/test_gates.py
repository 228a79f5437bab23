"""Every gate that Dugout ships is met by its own record, by nothing else, and is unmet again when the record goes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dugout.client_document.commands import needs
from dugout.gates.terms import CONDITIONS
from dugout.selling.commands import lines
from dugout.selling.commands.shipping import ACCOUNT_MANAGEMENT, TRACK_SELLING, Step
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.opportunities import lines_of
from dugout.selling.terms import ConfirmationKind
from tests.selling.records import (
    A_DAY,
    RECORDS,
    Hand,
    agreed_need,
    agreed_need_and_line,
    give,
    open_objection,
    thank,
)
from tests.selling.scene import DAY, a_sale, confirm, unmet, with_lines

pytestmark = pytest.mark.django_db


def gates(*processes: tuple[str, tuple[Step, ...]]) -> list[tuple[str, int, str]]:
    return [
        (kind, number, condition)
        for kind, steps in processes
        for number, step in enumerate(steps, start=1)
        for condition, _ in step.gates
    ]


SEVEN = ("new_business", TRACK_SELLING)
SHIPPED = gates(SEVEN, ("renewal", ACCOUNT_MANAGEMENT), ("expansion", ACCOUNT_MANAGEMENT))
BEFORE_THE_ANSWER = [one for one in gates(SEVEN) if one[1] <= 6 and one[2] != "commitment_given"]


@pytest.fixture
def hand(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> Callable[[str], Hand]:
    def of_a(kind: str) -> Hand:
        by = author("seller")
        return Hand(
            sale=a_sale(person("seller"), by, at, kind), by=by, at=at, receiver=author("account_manager")
        )

    return of_a


@pytest.mark.parametrize(("kind", "step", "condition"), SHIPPED)
def test_a_gate_is_met_by_its_record_and_unmet_again_when_the_record_goes(
    hand: Callable[[str], Hand], kind: str, step: int, condition: str
) -> None:
    mine, record = hand(kind), RECORDS[condition]
    record.before(mine)
    assert condition in unmet(mine.sale, step)
    made = record.comes(mine)
    assert condition not in unmet(mine.sale, step)
    if record.goes is not None:
        record.goes(mine, made)
        assert condition in unmet(mine.sale, step)


@pytest.mark.parametrize(("kind", "step", "condition"), BEFORE_THE_ANSWER)
def test_the_records_of_all_other_gates_do_not_meet_it(
    hand: Callable[[str], Hand], kind: str, step: int, condition: str
) -> None:
    mine = hand(kind)
    agreed_need_and_line(mine)
    open_objection(mine)
    leave_out = {condition} | ({"need_exists"} if condition != "need_exists" else set())
    if condition == "need_exists":
        wanted = agreed_need(mine)
        needs.drop_need(need_id=wanted.id, seen=wanted.version, **mine.who)
        leave_out.add("needs_matched")
    for _, _, other in BEFORE_THE_ANSWER:
        if other not in leave_out:
            RECORDS[other].comes(mine)
    waiting = {one for number in range(1, 7) for one in unmet(mine.sale, number)}
    if condition == "need_exists":
        assert waiting == {"need_exists", "needs_matched", "commitment_given"}
    else:
        assert waiting == {condition, "commitment_given"}
    assert condition in unmet(mine.sale, step)


def test_every_shipped_condition_is_known_and_every_known_one_is_tried_here() -> None:
    assert {condition for _, _, condition in SHIPPED} == set(RECORDS)
    assert set(RECORDS) == {one.key for one in CONDITIONS.values() if one.of == "opportunity"}


def test_a_confirmation_meets_only_the_gate_of_its_kind(hand: Callable[[str], Hand]) -> None:
    mine = hand("new_business")
    with_lines(mine.sale, mine.by, mine.at)
    wanted = {
        ConfirmationKind.AGREED_TO_QUESTIONS: "agreed_to_questions",
        ConfirmationKind.NEEDS_SUMMARY: "needs_summary",
        ConfirmationKind.NO_CONCERNS: "concerns_answered",
        ConfirmationKind.PRICE_KNOWN: "price_known",
        ConfirmationKind.REASONS_REVIEWED: "reasons_reviewed",
    }

    def waiting() -> set[str]:
        return {one for number in range(1, 8) for one in unmet(mine.sale, number)}

    for kind, condition in wanted.items():
        before = waiting()
        made = confirm(mine.sale, kind.value, mine.by, mine.at)
        assert before - waiting() == {condition}
        mine.withdraw("confirmation", made)
        assert waiting() == before


def test_a_price_is_known_only_of_the_offer_as_it_stands(hand: Callable[[str], Hand]) -> None:
    mine = hand("new_business")
    first, _ = with_lines(mine.sale, mine.by, mine.at)
    confirm(mine.sale, "price_known", mine.by, mine.at)
    later: dict[str, Any] = {
        "opportunity_id": mine.sale.row.id, "seen": None, "by": mine.by, "at": mine.at + A_DAY,
    }  # fmt: skip
    offer = lines_of(mine.sale.row)
    lines.set_lines(lines=offer, **later)
    assert "price_known" not in unmet(mine.sale, 5)
    lines.set_lines(lines=[replace(offer[0], term_months=12), *offer[1:]], **later)
    assert "price_known" in unmet(mine.sale, 5)
    confirm(mine.sale, "price_known", mine.by, later["at"])
    assert "price_known" not in unmet(mine.sale, 5)
    lines.remove_line(line_id=first.id, **{**later, "at": mine.at + 2 * A_DAY})
    assert "price_known" in unmet(mine.sale, 5)


@pytest.mark.parametrize("wrong", [{"contacts": ()}, {"kind": "note"}, {"kind": "payment"}])
def test_thanks_reach_somebody_of_theirs(hand: Callable[[str], Hand], wrong: dict[str, Any]) -> None:
    mine = hand("new_business")
    give(mine)
    thank(mine, **wrong)
    assert "thanks_sent" in unmet(mine.sale, 7)
    thank(mine)
    assert "thanks_sent" not in unmet(mine.sale, 7)


def test_a_next_step_from_before_the_win_is_none_after_it(hand: Callable[[str], Hand]) -> None:
    mine = hand("new_business")
    mine.change(next_step="Call about the order", next_step_on=DAY)
    give(mine)
    (reading,) = (one for one in readings_of(mine.sale.row) if one.gate.condition == "next_step_set")
    assert (reading.met, reading.because) == (
        False, "Set is what came before the win: Call about the order, 3 March.",
    )  # fmt: skip
    mine.change(next_step="Kick-off", next_step_on=DAY + A_DAY)
    assert "next_step_set" not in unmet(mine.sale, 7)
