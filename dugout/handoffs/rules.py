"""The hand-off's decisions: gates, completeness, transitions, whose move, the clock through absences."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from dugout.gates.rules import met, unmet
from dugout.gates.terms import Checked, Condition, GateReading
from dugout.handoffs.terms import (
    DEBRIEF,
    LONGEST_ANSWER,
    OPEN,
    QUESTION,
    WITH_THE_SELLER,
    AnswerFacts,
    ClockKind,
    DebriefFacts,
    HandoffState,
    Move,
    NoticeKind,
    ReturnReason,
)
from dugout.our_company.rules.move_clock import pass_on
from dugout.our_company.rules.periods import day_of
from dugout.our_company.terms import Clock, ClockReading, WorkCalendar
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_text


def is_answered(key: str, facts: DebriefFacts) -> bool:
    """Whether a question has an answer that counts: some text; where it must be reviewed, saved by a person since."""
    answer = facts.answers.get(key, AnswerFacts(text=""))
    reviewed = bool(answer.by_name) and not facts.new_promises
    return bool(answer.text.strip()) and (reviewed or not QUESTION[key].reviewed)


def _missing(keys: Sequence[str], facts: DebriefFacts) -> str:
    """What is missing among some questions, as a sentence; empty when nothing is."""
    for key in keys:
        if not is_answered(key, facts):
            answer = facts.answers.get(key)
            if answer and answer.by_name and facts.new_promises:
                return f"A promise came after the review: “{facts.new_promises[0]}”. Go through them again."
            if answer and answer.text.strip():
                return f"“{QUESTION[key].text}” was filled in by itself. Review it and save it."
            return f"“{QUESTION[key].text}” has no answer."
    return ""


def _by_whom(keys: Sequence[str], facts: DebriefFacts) -> str:
    names = sorted({facts.answers[key].by_name for key in keys if facts.answers[key].by_name})
    return f"Written by {' and '.join(names)}." if names else "Filled in from the records."


def answered(facts: DebriefFacts, *, questions: Sequence[str]) -> Checked:
    """Each of these questions has an answer that counts."""
    missing = _missing(questions, facts)
    return unmet(missing) if missing else met(_by_whom(questions, facts))


def terms_known(facts: DebriefFacts, *, questions: Sequence[str]) -> Checked:
    if not facts.lines and not facts.typed_amount:
        return unmet("The sale has neither lines nor an amount.")
    verdict = answered(facts, questions=questions)
    if not (verdict.met and facts.lines):
        return verdict
    return met(f"{facts.lines} line{'s' if facts.lines != 1 else ''} sold. {verdict.because}")


def people_named(facts: DebriefFacts, *, questions: Sequence[str]) -> Checked:
    if not facts.with_authority:
        return unmet("No contact has the role of economic buyer or decision maker.")
    verdict = answered(facts, questions=questions)
    return met(f"{', '.join(facts.with_authority)} can say yes.") if verdict.met else verdict


def handoff_accepted(settled_at: datetime | None, zone: str) -> Checked:
    """Of a won sale: an accepted hand-off settles it, and that is what is read."""
    if settled_at is None:
        return unmet("The hand-off is not accepted.")
    day = day_of(settled_at, zone)
    return met(f"Accepted on {day.day} {day:%B}.")


CONDITIONS = (
    Condition(key="answered", of="handoff", reads=(DEBRIEF,), check=answered),
    Condition(key="terms_known", of="handoff", reads=(DEBRIEF,), check=terms_known),
    Condition(key="people_named", of="handoff", reads=(DEBRIEF,), check=people_named),
)


def check_submit(readings: Sequence[GateReading]) -> tuple[Problem, ...]:
    """What keeps a hand-off from being submitted: each required gate that is not met."""
    return tuple(
        Problem(reading.gate.key, f"Not met yet: {reading.gate.sentence}", reading.because)
        for reading in readings
        if reading.gate.required and not reading.met
    )


def check_reasons(reasons: Sequence[ReturnReason], gates: Sequence[str]) -> tuple[Problem, ...]:
    """What is wrong with the reasons of a return: one at least, each for a gate of ours, each with words."""
    if not reasons:
        return (Problem("reasons", "No gate is named.", "Name one gate at least, and why."),)
    problems = []
    for reason in reasons:
        if reason.gate_key not in gates:
            problems.append(
                Problem("reasons", f"There is no gate {reason.gate_key!r}.", "Choose one of the list.")
            )
            continue
        found = clean_text(reason.text, 2000, field=f"reason_{reason.gate_key}")
        if isinstance(found, Problem):
            problems.append(found)
        elif not found.strip():
            problems.append(
                Problem(
                    f"reason_{reason.gate_key}",
                    "This gate was named without a reason.",
                    "Say in one sentence what is missing.",
                )
            )
    keys = [reason.gate_key for reason in reasons]
    if len(keys) != len(set(keys)):
        problems.append(Problem("reasons", "A gate is named twice.", "Give one reason for each gate."))
    return tuple(problems)


def clean_answer(question: str, text: str) -> str:
    """An answer as it is kept. Refused for an unknown question and for text that cannot be kept."""
    if question not in QUESTION:
        raise Refused.because(f"There is no question {question!r}.", "Choose one of the debrief.", "question")
    found = clean_text(text, LONGEST_ANSWER, field="text")
    if isinstance(found, Problem):
        raise Refused((found,))
    return found


def check_state(state: HandoffState, allowed: frozenset[HandoffState]) -> None:
    """Refuses what cannot be done in this state."""
    if state in allowed:
        return
    said = {
        HandoffState.DRAFT: "This hand-off was not submitted yet.",
        HandoffState.SUBMITTED: "This hand-off is submitted: the receiver has the move.",
        HandoffState.RETURNED: "This hand-off was returned: the selling side has the move.",
        HandoffState.ACCEPTED: "This hand-off is accepted.",
        HandoffState.WITHDRAWN: "This hand-off was withdrawn.",
    }
    remedy = "Look at the page again." if state in OPEN else "It has ended. Open a new one if there is need."
    raise Refused.because(said[state], remedy, code="not-in-this-state")


def who_hands_over(*, owner: int | None, receiver: int | None, opener: int) -> int:
    """Who hands over while it is open, and so who may submit: the account's owner.

    Who opened it, where there is no owner or the owner is the receiver: an account manager, who gets one more sale.
    """
    return opener if owner is None or owner == receiver else owner


def answers_as(
    person_id: int, *, acts_for: Collection[int], addressees: Collection[int], hands_over: int
) -> int | None:
    """The addressee as whom a person answers: themselves, else one for whom they stand; None for nobody.

    An answer needs a second person: who hands over never answers, nor does who acts in their place.
    """
    found = _answering(acts_for, addressees, hands_over)
    return person_id if person_id in found else min(found, default=None)


def _answering(acts_for: Collection[int], addressees: Collection[int], hands_over: int) -> set[int]:
    return set() if hands_over in acts_for else set(acts_for) & set(addressees)


def move_of(
    state: HandoffState,
    *,
    since: datetime,
    hands_over: int,
    receiver: int | None,
    pool: int | None,
    accepted_by: int | None = None,
    introduced: bool = False,
) -> Move | None:
    """Whose move it is. None when nobody's: withdrawn, or accepted and no client to introduce any more."""
    if state in WITH_THE_SELLER:
        clock = ClockKind.MEND if state is HandoffState.RETURNED else None
        return Move(clock=clock, since=since, person_id=hands_over)
    if state is HandoffState.SUBMITTED:
        return Move(clock=ClockKind.ANSWER, since=since, person_id=receiver, pool_id=pool)
    if state is HandoffState.ACCEPTED and not introduced:
        return Move(clock=ClockKind.INTRODUCE, since=since, person_id=accepted_by)
    return None


def waits_for(
    move: Move | None, *, hands_over: int, acts_for: Collection[int], department: int | None
) -> bool:
    """Whether a move waits for who acts for these persons and works in this department: one of its pool."""
    if move is None or move.clock is not ClockKind.ANSWER:
        return move is not None and move.person_id in acts_for
    in_pool = move.pool_id is not None and move.pool_id == department
    addressees = acts_for if in_pool else [move.person_id or 0]
    return bool(_answering(acts_for, addressees, hands_over))


def is_introduced(manager: int, spoke: Iterable[tuple[int, int | None]]) -> bool:
    """Whether the client met the account manager, or who acted for them.

    `spoke` holds each of ours who spoke with the client since the acceptance, with who acted for the manager then.
    """
    return any(person_id in (manager, acting) for person_id, acting in spoke)


def clock_through(holders: Sequence[tuple[datetime, WorkCalendar]], allowance: timedelta) -> Clock:
    """The clock of a move that passed through hands: each from a moment on, in a calendar of their own.

    An absence passes the move to the stand-in and does not stop the clock (book 05).
    """
    started, calendar = holders[0]
    clock = Clock(started_at=started, allowance=allowance)
    for taken_at, of_next in holders[1:]:
        clock = pass_on(clock, taken_at, calendar)
        calendar = of_next
    return clock


def reached(reading: ClockReading, at: datetime) -> tuple[NoticeKind, ...]:
    """Which notices a clock has reached by a moment, the furthest last."""
    moments = (
        (NoticeKind.HALF, reading.half_at),
        (NoticeKind.DUE, reading.due_at),
        (NoticeKind.TWICE, reading.twice_at),
    )
    return tuple(kind for kind, moment in moments if at >= moment)


def to_tell(new: Sequence[NoticeKind]) -> tuple[NoticeKind, ...]:
    """The new notices that are worth telling: no reminder of half time once the time is over."""
    return tuple(kind for kind in new if kind is not NoticeKind.HALF or len(new) == 1)


def time_left(left: timedelta) -> str:
    """Business time as people say it: "12 h 30 min left", "3 h over"."""
    minutes = abs(int(left.total_seconds())) // 60
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0)
    return f"{' '.join(parts)} {'left' if left >= timedelta(0) else 'over'}"
