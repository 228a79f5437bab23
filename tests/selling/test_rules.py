"""Amounts, gates and stalling, without a database."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.client_document.terms import ItemState
from dugout.gates.rules import read_gates
from dugout.gates.terms import Facts, GateAsked, type_of_known
from dugout.handoffs.queries.gates import SETTLED_AT
from dugout.history.terms import Direction
from dugout.selling.evidence.authority import WHO_CAN_SAY_YES
from dugout.selling.evidence.commitment import REQUESTS, Request
from dugout.selling.evidence.concerns import WORRIES, Worry
from dugout.selling.evidence.confirmations import CONFIRMED, Confirmed
from dugout.selling.evidence.matches import MATCHED
from dugout.selling.evidence.needs import NEEDS, NeedFact
from dugout.selling.evidence.objections import OBJECTED, ObjectionValues
from dugout.selling.evidence.sale import BUDGET, NEXT_STEP, NEXT_STEP_ON
from dugout.selling.evidence.thanks import THANKED, Thanks, thanked_on
from dugout.selling.queries.facts import OFFER_CHANGED_AT, PRICES, WON_ON
from dugout.selling.rules.amounts import amount_of, line_amount
from dugout.selling.rules.checks import check_amount, check_line, check_offer
from dugout.selling.rules.pairing import pair_lines
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import Commitment, ConfirmationKind, LineValues
from dugout.values.money import LARGEST_MINOR

DAY, A_DAY = date(2026, 3, 3), timedelta(days=1)
AT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
KNOWN: dict[str, Facts[Any]] = {
    "budget": BUDGET, "next_step": NEXT_STEP, "next_step_on": NEXT_STEP_ON, "prices": PRICES, "won_on": WON_ON,
    "offer_changed_at": OFFER_CHANGED_AT, "settled_at": SETTLED_AT, "thanked": THANKED, "confirmed": CONFIRMED,
    "needs": NEEDS, "with_authority": WHO_CAN_SAY_YES, "concerns": WORRIES, "objections": OBJECTED,
    "requests": REQUESTS, "matched": MATCHED,
}  # fmt: skip


def facts(**given: Any) -> type_of_known:
    return {KNOWN[name]: value for name, value in given.items()}


NOTHING = facts()


def confirmed(kind: ConfirmationKind) -> tuple[Confirmed, ...]:
    return (Confirmed(kind=kind, contact="Dr. Marsh", day=DAY, at=AT),)


def asked(answer: Commitment) -> tuple[Request, ...]:
    on = None if answer is Commitment.OPEN else DAY
    return (Request(contact="Dr. Marsh", day=DAY, answer=answer, answered_on=on),)


NEED = NeedFact(id=7, text="Cold rooms", state=ItemState.AGREED)
MET = [
    ("agreed_to_questions", facts(confirmed=confirmed(ConfirmationKind.AGREED_TO_QUESTIONS)),
     "Dr. Marsh confirmed on 3 March."),
    ("need_exists", facts(needs=(NEED,)), "1 need"),
    ("authority_named", facts(with_authority=("Dr. Marsh",)), "Dr. Marsh can say yes."),
    ("budget_known", facts(budget=0), "The budget is written down."),
    ("needs_summary", facts(confirmed=confirmed(ConfirmationKind.NEEDS_SUMMARY)),
     "Dr. Marsh confirmed on 3 March."),
    ("concerns_answered", facts(concerns=(Worry(text="Too far", answer="Near", proof="The map"),)),
     "1 concern, each answered with proof."),
    ("concerns_answered", facts(confirmed=confirmed(ConfirmationKind.NO_CONCERNS)),
     "Dr. Marsh said on 3 March that there are none."),
    ("needs_matched", facts(needs=(NEED,), matched=(7,)), "1 agreed need matched."),
    ("price_known", facts(prices=(100,), confirmed=confirmed(ConfirmationKind.PRICE_KNOWN)),
     "Dr. Marsh confirmed on 3 March."),
    ("price_known", facts(
        prices=(100,), offer_changed_at=AT, confirmed=confirmed(ConfirmationKind.PRICE_KNOWN)
     ), "Dr. Marsh confirmed on 3 March."),
    ("commitment_asked", facts(requests=asked(Commitment.REFUSED)), "Asked once, last Dr. Marsh on 3 March."),
    ("commitment_given", facts(requests=asked(Commitment.GIVEN)), "Dr. Marsh gave it on 3 March."),
    ("objections_answered", NOTHING, "No objection was made."),
    ("reasons_reviewed", facts(confirmed=confirmed(ConfirmationKind.REASONS_REVIEWED)),
     "Dr. Marsh confirmed on 3 March."),
    ("thanks_sent", facts(
        thanked=(Thanks(kind="letter", direction=Direction.FROM_US, at=AT - A_DAY),), won_on=DAY
     ), "Thanked on 3 March."),
    ("next_step_set", facts(next_step="Kick-off", next_step_on=DAY), "Kick-off, 3 March."),
    ("next_step_set", facts(next_step="Kick-off", next_step_on=DAY, won_on=DAY - A_DAY), "Kick-off, 3 March."),
    ("handoff_accepted", facts(settled_at=AT - A_DAY), "Accepted on 3 March."),
]  # fmt: skip
UNMET = [(key, NOTHING) for key, _, _ in MET if key != "objections_answered"] + [
    ("objections_answered", facts(objections=(ObjectionValues(text="Too dear"),))),
    ("concerns_answered", facts(
        concerns=(Worry(text="Too far", answer="Near", proof=""),), confirmed=confirmed(ConfirmationKind.NO_CONCERNS)
    )),
    ("needs_matched", facts(needs=(NEED._replace(state=ItemState.OPEN),), matched=(7,))),
    ("needs_matched", facts(needs=(NEED, NEED._replace(id=8)), matched=(7,))),
    ("price_known", facts(confirmed=confirmed(ConfirmationKind.PRICE_KNOWN))),
    ("price_known", facts(
        prices=(100, None), confirmed=confirmed(ConfirmationKind.PRICE_KNOWN)
    )),
    ("price_known", facts(
        prices=(100,), offer_changed_at=AT + A_DAY, confirmed=confirmed(ConfirmationKind.PRICE_KNOWN)
    )),
    ("commitment_given", facts(requests=asked(Commitment.REFUSED))),
    ("commitment_given", facts(requests=asked(Commitment.OPEN))),
    ("next_step_set", facts(next_step="Kick-off")),
    ("next_step_set", facts(next_step="Call about the order", next_step_on=DAY, won_on=DAY)),
]  # fmt: skip


def read(key: str, known: type_of_known) -> tuple[bool, str]:
    (reading,) = read_gates([GateAsked(id=1, step=1, condition=key, sentence="")], known)
    return reading.met, reading.because


@pytest.mark.parametrize(("key", "known", "because"), MET)
def test_a_condition_is_met_by_its_record_and_names_it(key: str, known: type_of_known, because: str) -> None:
    assert read(key, known) == (True, because)


@pytest.mark.parametrize(("key", "known"), UNMET)
def test_a_condition_without_its_record_is_not_met(key: str, known: type_of_known) -> None:
    met, because = read(key, known)
    assert (met, bool(because)) == (False, True)


def test_a_reason_lets_pass_but_does_not_meet() -> None:
    gate = GateAsked(id=1, step=2, condition="budget_known", sentence="The budget is known")
    (reading,) = read_gates([gate], {}, {1: "They never tell."})
    assert (reading.met, reading.open, reading.without) == (False, False, "They never tell.")


def line(price: int, quantity: int = 1, bp: int = 0, term: int | None = None) -> LineValues:
    return LineValues(product_id=1, quantity=quantity, unit_price=price, discount_bp=bp, term_months=term)


@pytest.mark.parametrize(
    ("values", "amount"),
    [
        (line(10_000), 10_000),
        (line(10_000, 6, 600, 36), 676_800),
        (line(10_000, 1, 0, 7), 70_000),
        (line(1, 1, 5_000), 1),
        (line(3, 1, 5_001), 1),
        (line(10_000, 1, 10_000), 0),
    ],
)
def test_a_recurring_line_counts_its_first_twelve_months_and_rounds_half_up(
    values: LineValues, amount: int
) -> None:
    assert line_amount(values) == amount


def test_a_line_may_be_worth_as_much_as_any_amount_and_no_more() -> None:
    """As much as a sale that is typed or imported: its one line can be saved again."""
    most = LARGEST_MINOR
    assert check_amount(most, "value") == check_line(line(most), 0, recurring=False) == ()
    for wrong in (line(most + 1), line(most, 2), line(most // 11, term=12)):
        (problem,) = check_line(wrong, 3, recurring=wrong.term_months is not None)
        assert problem.field == "lines.3.unit_price"
    assert check_line(line(most, 2, bp=5_000), 0, recurring=False) == ()
    assert check_offer([line(most - 1), line(1)]) == ()
    assert [problem.field for problem in check_offer([line(most), line(1)])] == ["lines.1.unit_price"]


def test_what_was_typed_counts_only_without_lines() -> None:
    assert amount_of([], 500) == 500
    assert amount_of([], None) is None
    assert amount_of([line(100), line(50, 2)], 500) == 200


@given(st.integers(0, 10**9), st.integers(1, 1000), st.integers(0, 10_000), st.integers(1, 60))
def test_a_line_is_within_half_a_minor_unit_of_its_exact_amount(
    price: int, quantity: int, bp: int, term: int
) -> None:
    exact = price * quantity * min(term, 12) * (10_000 - bp)
    assert abs(line_amount(line(price, quantity, bp, term)) * 10_000 - exact) <= 5_000


@pytest.mark.parametrize(
    ("days", "on", "stalled"),
    [(20, None, False), (21, None, True), (0, DAY, False), (0, date(2026, 3, 2), True)],
)
def test_a_sale_stalls_after_twice_the_usual_days_or_past_its_next_step(
    days: int, on: date | None, stalled: bool
) -> None:
    assert is_stalled(days_in_step=days, usual_days=10, next_step_on=on, today=DAY) is stalled


def test_a_line_without_a_price_leaves_the_amount_to_what_was_typed() -> None:
    priced = LineValues(product_id=1, quantity=2, unit_price=500)
    unpriced = LineValues(product_id=2, quantity=1, unit_price=None)

    assert amount_of([priced], 7) == 1000
    assert amount_of([priced, unpriced], 7) == 7
    assert amount_of([unpriced], None) is None


some_lines = st.builds(
    LineValues, product_id=st.integers(1, 3), quantity=st.integers(1, 2), unit_price=st.just(100)
)
offers = st.lists(some_lines, max_size=6).map(
    lambda made: [replace(one, id=number) for number, one in enumerate(made, start=1)]
)


@given(offers, st.data())
def test_lines_that_stay_are_those_that_are_left_of_the_offer(offer: list[LineValues], data: Any) -> None:
    left = [one for one in offer if data.draw(st.booleans())]
    assert pair_lines(left, offer) == [one.id for one in left]


@given(offers, st.lists(some_lines, max_size=6))
def test_each_line_that_stands_is_meant_once_at_most_and_by_its_own_product(
    offer: list[LineValues], wanted: list[LineValues]
) -> None:
    paired = pair_lines(wanted, offer)
    kept = [(line, one) for line, one in zip(wanted, paired, strict=True) if one is not None]
    assert len({one for _, one in kept}) == len(kept)
    by_id = {one.id: one for one in offer}
    assert all(by_id[one].product_id == line.product_id for line, one in kept)
    for product in (1, 2, 3):
        there, asked = (sum(one.product_id == product for one in lines) for lines in (offer, wanted))
        assert sum(line.product_id == product for line, _ in kept) == min(there, asked)
    says_the_same = sum((Counter(map(words, offer)) & Counter(map(words, wanted))).values())
    assert sum(words(by_id[one]) == words(line) for line, one in kept) == says_the_same


def words(line: LineValues) -> tuple[int, int]:
    return line.product_id, line.quantity


@pytest.mark.parametrize(
    ("direction", "kind", "days", "thanked"),
    [
        (Direction.FROM_US, "letter", 0, DAY),
        (Direction.TWO_WAY, "call", 1, DAY + A_DAY),
        (Direction.FROM_US, "letter", -1, None),
        (Direction.TO_US, "letter", 0, None),
        (Direction.TWO_WAY, "note", 0, None),
    ],
)
def test_thanks_reach_the_client_since_the_win_and_not_in_a_note(
    direction: Direction, kind: str, days: int, thanked: date | None
) -> None:
    thanks = [Thanks(kind=kind, direction=direction, at=AT + (days - 1) * A_DAY)]
    assert thanked_on(thanks, won_on=DAY, zone="UTC") == thanked
    assert thanked_on(thanks, won_on=None, zone="UTC") is None
