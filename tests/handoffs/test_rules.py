"""Gates, completeness, moves and clocks, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.gates.rules import completeness, read_gates
from dugout.gates.terms import GateReading
from dugout.handoffs.rules import (
    answers_as,
    check_reasons,
    check_state,
    check_submit,
    clean_answer,
    clock_through,
    is_introduced,
    move_of,
    reached,
    time_left,
    to_tell,
    waits_for,
)
from dugout.handoffs.terms import (
    DEBRIEF,
    OPEN,
    QUESTIONS,
    SHIPPED_GATES,
    AnswerFacts,
    ClockKind,
    DebriefFacts,
    HandoffState,
    Move,
    NoticeKind,
    ReturnReason,
)
from dugout.our_company.rules.hours import week_of
from dugout.our_company.rules.move_clock import verdict
from dugout.our_company.terms import WorkCalendar
from dugout.values.refused import Refused

NINE_TO_FIVE = WorkCalendar(zone="Europe/Berlin", week=week_of([[["09:00", "17:00"]]] * 5 + [[], []]))
# Wednesday 4 March 2026, 10:00 in Berlin.
AT = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)


def full(**without: str) -> DebriefFacts:
    answers = {question.key: AnswerFacts(text="Known.", by_name="Tom Okafor") for question in QUESTIONS}
    return DebriefFacts(
        answers=answers | {key: AnswerFacts(text=text) for key, text in without.items()},
        lines=2,
        with_authority=("Léa Sutter",),
    )


def readings_of(facts: DebriefFacts) -> tuple[GateReading, ...]:
    return read_gates(SHIPPED_GATES, {DEBRIEF: facts})


def test_a_full_debrief_meets_all_five_gates() -> None:
    readings = readings_of(full())

    assert [reading.gate.key for reading in readings] == ["goals", "plans", "promises", "terms", "people"]
    assert all(reading.met and reading.gate.required for reading in readings)
    assert completeness(readings) == 100


@pytest.mark.parametrize(
    ("question", "gate"),
    [
        ("goals", "goals"),
        ("success", "goals"),
        ("plans", "plans"),
        ("challenges", "plans"),
        ("promises", "promises"),
        ("limits", "promises"),
        ("not_promised", "promises"),
        ("price", "terms"),
        ("people", "people"),
    ],
)
def test_each_required_question_left_empty_keeps_its_gate_open(question: str, gate: str) -> None:
    readings = readings_of(full(**{question: "  "}))

    assert [reading.gate.key for reading in readings if not reading.met] == [gate]
    assert completeness(readings) == 80
    assert [problem.field for problem in check_submit(readings)] == [gate]


@pytest.mark.parametrize("question", ["why", "manner", "open_issues", "kickoff", "story"])
def test_everything_else_is_optional(question: str) -> None:
    assert completeness(readings_of(full(**{question: ""}))) == 100


def test_promises_filled_in_by_themselves_are_not_reviewed_yet() -> None:
    readings = readings_of(full(promises="Tom Okafor: no thaw"))

    assert [r.because for r in readings if not r.met] == [
        "“What did we promise?” was filled in by itself. Review it and save it."
    ]


def test_other_answers_may_come_from_the_records() -> None:
    assert completeness(readings_of(full(goals="One screen for six farms"))) == 100


def test_people_without_authority_do_not_close_the_gate() -> None:
    facts = DebriefFacts(answers=full().answers, lines=1)

    assert [r.gate.key for r in readings_of(facts) if not r.met] == ["people"]


def test_a_sale_without_lines_and_amount_has_no_known_terms() -> None:
    facts = DebriefFacts(answers=full().answers, with_authority=("A",))

    assert [r.gate.key for r in readings_of(facts) if not r.met] == ["terms"]


def test_a_return_names_a_gate_and_says_why() -> None:
    gates = [gate.key for gate in SHIPPED_GATES]

    assert check_reasons([ReturnReason(gate_key="terms", text="No price.")], gates) == ()
    assert [p.field for p in check_reasons([], gates)] == ["reasons"]
    assert [p.field for p in check_reasons([ReturnReason(gate_key="terms", text=" ")], gates)] == [
        "reason_terms"
    ]
    assert [p.field for p in check_reasons([ReturnReason(gate_key="luck", text="x")], gates)] == ["reasons"]
    twice = [ReturnReason(gate_key="terms", text="a"), ReturnReason(gate_key="terms", text="b")]
    assert [p.field for p in check_reasons(twice, gates)] == ["reasons"]


@pytest.mark.parametrize("state", list(HandoffState))
def test_an_ended_hand_off_takes_no_move_any_more(state: HandoffState) -> None:
    if state in OPEN:
        check_state(state, OPEN)
    else:
        with pytest.raises(Refused):
            check_state(state, OPEN)


def test_an_answer_of_nulls_or_ten_thousand_and_one_characters_is_refused() -> None:
    assert clean_answer("goals", "a\nb") == "a\nb"
    for text in ("a\x00b", "a" * 10_001):
        with pytest.raises(Refused):
            clean_answer("goals", text)
    with pytest.raises(Refused):
        clean_answer("horoscope", "a")


@pytest.mark.parametrize(
    ("state", "clock", "person", "pool"),
    [
        (HandoffState.DRAFT, None, 1, None),
        (HandoffState.SUBMITTED, ClockKind.ANSWER, None, 9),
        (HandoffState.RETURNED, ClockKind.MEND, 1, None),
        (HandoffState.ACCEPTED, ClockKind.INTRODUCE, 2, None),
    ],
)
def test_whose_move_it_is_follows_from_the_state(
    state: HandoffState, clock: ClockKind | None, person: int | None, pool: int | None
) -> None:
    move = move_of(state, since=AT, hands_over=1, receiver=None, pool=9, accepted_by=2)

    assert move is not None
    assert (move.clock, move.person_id, move.pool_id) == (clock, person, pool)


def test_it_is_nobodys_move_once_withdrawn_or_introduced() -> None:
    assert move_of(HandoffState.WITHDRAWN, since=AT, hands_over=1, receiver=2, pool=None) is None
    assert (
        move_of(
            HandoffState.ACCEPTED,
            since=AT,
            hands_over=1,
            receiver=2,
            pool=None,
            accepted_by=2,
            introduced=True,
        )
        is None
    )


MENDS = Move(clock=ClockKind.MEND, since=AT, person_id=1)
INTRODUCES = Move(clock=ClockKind.INTRODUCE, since=AT, person_id=2)
TO_ONE = Move(clock=ClockKind.ANSWER, since=AT, person_id=2)
TO_ALL = Move(clock=ClockKind.ANSWER, since=AT, person_id=None, pool_id=9)


@pytest.mark.parametrize(
    ("move", "acts_for", "department", "waits"),
    [
        (None, {1}, None, False),
        (MENDS, {1}, None, True),
        (MENDS, {2}, 9, False),
        (INTRODUCES, {2, 3}, None, True),
        (TO_ONE, {2}, None, True),
        (TO_ONE, {3}, 9, False),
        (TO_ONE, {1, 2}, None, False),
        (TO_ALL, {3}, 9, True),
        (TO_ALL, {3}, 8, False),
        (TO_ALL, {3}, None, False),
        (TO_ALL, {1, 3}, 9, False),
    ],
)
def test_a_move_waits_for_who_has_it_and_never_for_who_would_answer_themselves(
    move: Move | None, acts_for: set[int], department: int | None, waits: bool
) -> None:
    assert waits_for(move, hands_over=1, acts_for=acts_for, department=department) is waits


@pytest.mark.parametrize(
    ("spoke", "introduced"),
    [([], False), ([(2, 2)], True), ([(2, None)], True), ([(3, 3)], True), ([(3, 2), (4, None)], False)],
)
def test_the_manager_is_introduced_by_themselves_or_by_who_acts_for_them(
    spoke: list[tuple[int, int | None]], introduced: bool
) -> None:
    assert is_introduced(2, spoke) is introduced


def test_a_clock_passes_to_the_stand_in_and_does_not_stop() -> None:
    """Submitted Wednesday 10:00; away from Thursday on. Sixteen hours run on in the stand-in's calendar."""
    mornings = WorkCalendar(zone="Europe/Berlin", week=week_of([[["09:00", "13:00"]]] * 5 + [[], []]))
    thursday = dt.datetime(2026, 3, 4, 23, 0, tzinfo=dt.UTC)

    clock = clock_through([(AT, NINE_TO_FIVE), (thursday, mornings)], dt.timedelta(hours=16))
    reading = verdict(clock, dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC), mornings)

    assert clock.used == dt.timedelta(hours=7)
    assert reading.left == dt.timedelta(hours=8)
    assert reading.due_at == dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC)


def test_notices_come_at_half_full_and_twice_the_time() -> None:
    clock = clock_through([(AT, NINE_TO_FIVE)], dt.timedelta(hours=16))

    def told(at: dt.datetime) -> tuple[NoticeKind, ...]:
        return reached(verdict(clock, at, NINE_TO_FIVE), at)

    assert told(dt.datetime(2026, 3, 5, 8, 59, tzinfo=dt.UTC)) == ()
    assert told(dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)) == (NoticeKind.HALF,)
    assert told(dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC)) == (NoticeKind.HALF, NoticeKind.DUE)
    assert told(dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)) == tuple(NoticeKind)


def test_nobody_is_reminded_of_half_time_once_the_time_is_over() -> None:
    assert to_tell([NoticeKind.HALF]) == (NoticeKind.HALF,)
    assert to_tell([NoticeKind.HALF, NoticeKind.DUE]) == (NoticeKind.DUE,)
    assert to_tell(list(NoticeKind)) == (NoticeKind.DUE, NoticeKind.TWICE)


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (dt.timedelta(hours=12, minutes=30), "12 h 30 min left"),
        (dt.timedelta(minutes=5), "5 min left"),
        (dt.timedelta(0), "0 min left"),
        (-dt.timedelta(hours=3), "3 h over"),
    ],
)
def test_time_left_is_said_in_hours_and_minutes(left: dt.timedelta, text: str) -> None:
    assert time_left(left) == text


@given(
    person=st.integers(1, 5),
    stood_for=st.frozensets(st.integers(1, 5)),
    to=st.frozensets(st.integers(1, 5)),
    hands_over=st.integers(1, 5),
)
def test_an_answer_needs_a_second_person(
    person: int, stood_for: frozenset[int], to: frozenset[int], hands_over: int
) -> None:
    acts_for = stood_for | {person}
    answers = answers_as(person, acts_for=acts_for, addressees=to, hands_over=hands_over)

    if hands_over in acts_for or not acts_for & to:
        assert answers is None
    elif person in to:
        assert answers == person
    else:
        assert answers in acts_for & to
