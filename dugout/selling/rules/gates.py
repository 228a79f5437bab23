"""Each condition is met by its record only, and says in words by which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dugout.history.terms import Direction
from dugout.selling.terms import (
    CONDITIONS,
    Answered,
    Commitment,
    Condition,
    ConfirmationKind,
    GateAsked,
    GateFacts,
    GateReading,
    Thanks,
    Verdict,
)

OUTWARD = (Direction.FROM_US, Direction.TWO_WAY)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B}"


def met(because: str) -> Verdict:
    return Verdict(met=True, because=because)


def unmet(because: str) -> Verdict:
    return Verdict(met=False, because=because)


def confirmed(kind: ConfirmationKind, missing: str) -> Callable[[GateFacts], Verdict]:
    """A condition that one confirmation by a contact meets; the latest is named."""

    def check(facts: GateFacts) -> Verdict:
        found = max(
            (one for one in facts.confirmed if one.kind is kind), key=lambda one: one.day, default=None
        )
        return met(f"{found.contact} confirmed on {in_words(found.day)}.") if found else unmet(missing)

    return check


def need_exists(facts: GateFacts) -> Verdict:
    return met(_count(len(facts.needs), "need")) if facts.needs else unmet("The document lists no need.")


def authority_named(facts: GateFacts) -> Verdict:
    if facts.with_authority:
        return met(f"{', '.join(facts.with_authority)} can say yes.")
    return unmet("No contact has the role economic buyer or decision maker.")


def budget_known(facts: GateFacts) -> Verdict:
    return unmet("The budget is not known.") if facts.budget is None else met("The budget is written down.")


def concerns_answered(facts: GateFacts) -> Verdict:
    none = [one for one in facts.confirmed if one.kind is ConfirmationKind.NO_CONCERNS]
    if not facts.concerns and none:
        return met(f"{none[-1].contact} said on {in_words(none[-1].day)} that there are none.")
    if not facts.concerns:
        return unmet("No concern is listed, and nobody said that there are none.")
    return _all_answered(facts.concerns, "concern", " with proof")


def needs_matched(facts: GateFacts) -> Verdict:
    agreed = [need for need in facts.needs if need.agreed]
    if not agreed:
        return unmet("No need is agreed with the client.")
    missing = [need for need in agreed if need.id not in facts.matched]
    if missing:
        of = _count(len(agreed), "agreed need")
        return unmet(f"{len(missing)} of {of} matched to no line: {missing[0].text[:80]}")
    return met(f"{_count(len(agreed), 'agreed need')} matched.")


def price_known(facts: GateFacts) -> Verdict:
    if not facts.lines:
        return unmet("The offer has no lines.")
    if facts.unpriced:
        return unmet(f"{_count(facts.unpriced, 'line')} of the offer without a price.")
    known = [one for one in facts.confirmed if one.kind is ConfirmationKind.PRICE_KNOWN]
    if not known:
        return unmet("Nobody confirmed that they know the price.")
    last = max(known, key=lambda one: one.at)
    if facts.offer_changed_at is not None and last.at < facts.offer_changed_at:
        return unmet(f"The offer changed after {last.contact} confirmed its price on {in_words(last.day)}.")
    return met(f"{last.contact} confirmed on {in_words(last.day)}.")


def commitment_asked(facts: GateFacts) -> Verdict:
    if not facts.requests:
        return unmet("Commitment was not asked for.")
    last = facts.requests[-1]
    times = "once" if len(facts.requests) == 1 else f"{len(facts.requests)} times"
    return met(f"Asked {times}, last {last.contact} on {in_words(last.day)}.")


def commitment_given(facts: GateFacts) -> Verdict:
    given = [one for one in facts.requests if one.answer is Commitment.GIVEN]
    if given and given[-1].answered_on:
        return met(f"{given[-1].contact} gave it on {in_words(given[-1].answered_on)}.")
    refused = sum(one.answer is Commitment.REFUSED for one in facts.requests)
    return unmet(
        f"Refused {'once' if refused == 1 else f'{refused} times'}." if refused else "No answer yet."
    )


def objections_answered(facts: GateFacts) -> Verdict:
    """An objection is a record of something said: where nothing was said nothing is missing."""
    return (
        _all_answered(facts.objections, "objection", "")
        if facts.objections
        else met("No objection was made.")
    )


def thanked_on(thanks: Iterable[Thanks], *, won_on: date | None) -> date | None:
    """The first day since the win on which thanks reached the client: in a note they reach nobody."""
    reached = [one.day for one in thanks if one.direction in OUTWARD and one.usual_direction in OUTWARD]
    return min((day for day in reached if won_on is not None and day >= won_on), default=None)


def thanks_sent(facts: GateFacts) -> Verdict:
    if facts.thanked_on:
        return met(f"Thanked on {in_words(facts.thanked_on)}.")
    return unmet("No letter, call or visit to one of their people with the purpose thanks since the win.")


def comes_after(day: date, won_on: date | None) -> bool:
    """Whether a next step on that day is one after the win, where there was one."""
    return won_on is None or day > won_on


def next_step_set(facts: GateFacts) -> Verdict:
    """A step from before the win was about winning."""
    if not (facts.next_step and facts.next_step_on):
        return unmet("There is no next step with a day.")
    step = f"{facts.next_step}, {in_words(facts.next_step_on)}"
    if not comes_after(facts.next_step_on, facts.won_on):
        return unmet(f"Set is what came before the win: {step}.")
    return met(f"{step}.")


def handoff_accepted(facts: GateFacts) -> Verdict:
    """An accepted hand-off settles the opportunity: that record is what is read."""
    if facts.settled_on:
        return met(f"Accepted on {in_words(facts.settled_on)}.")
    return unmet("The hand-off is not accepted.")


SHIPPED_CONDITIONS = (
    Condition(
        key="agreed_to_questions",
        check=confirmed(ConfirmationKind.AGREED_TO_QUESTIONS, "Nobody agreed to be asked questions yet."),
        form="confirmation",
    ),
    Condition(key="need_exists", check=need_exists, form="need"),
    Condition(key="authority_named", check=authority_named, form="authority"),
    Condition(key="budget_known", check=budget_known, form="budget"),
    Condition(
        key="needs_summary",
        check=confirmed(ConfirmationKind.NEEDS_SUMMARY, "The client did not confirm the written summary."),
        form="confirmation",
    ),
    Condition(key="concerns_answered", check=concerns_answered, form="concern"),
    Condition(key="needs_matched", check=needs_matched, form="need_match"),
    Condition(key="price_known", check=price_known, form="confirmation"),
    Condition(key="commitment_asked", check=commitment_asked, form="commitment_request"),
    Condition(key="commitment_given", check=commitment_given, form="commitment_answer"),
    Condition(key="objections_answered", check=objections_answered, form="objection"),
    Condition(
        key="reasons_reviewed",
        check=confirmed(ConfirmationKind.REASONS_REVIEWED, "The reasons were not reviewed with the client."),
        form="confirmation",
    ),
    Condition(key="thanks_sent", check=thanks_sent, form="thanks"),
    Condition(key="next_step_set", check=next_step_set, form="next_step"),
    Condition(key="handoff_accepted", check=handoff_accepted, form=""),
)


def read_gates(
    gates: Iterable[GateAsked], facts: GateFacts, without: Mapping[int, str] | None = None
) -> tuple[GateReading, ...]:
    """How each gate stands; `without` holds the reasons to go on, by gate id."""
    reasons = without or {}
    readings = []
    for gate in gates:
        condition = CONDITIONS.get(gate.condition)
        verdict = condition.check(facts)
        readings.append(
            GateReading(
                gate=gate,
                met=verdict.met,
                because=verdict.because,
                form=condition.form,
                without="" if verdict.met else reasons.get(gate.id, ""),
            )
        )
    return tuple(readings)


def _all_answered(rows: Sequence[Answered], noun: str, how: str) -> Verdict:
    waiting = [row for row in rows if not row.answered]
    if waiting:
        return unmet(f"{len(waiting)} of {_count(len(rows), noun)} not answered{how}: {waiting[0].text[:80]}")
    return met(f"{_count(len(rows), noun)}, each answered{how}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
