"""Today: what needs this person now, in order, with why, each with its one button."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from dugout.access.terms import Viewer
from dugout.client_document.queries.items import promises_due
from dugout.handoffs.queries.lists import HandoffLine, handoff_lists
from dugout.our_company.terms import ClockState
from dugout.overview.rules.today import (
    WEEK_DAYS,
    due_in_words,
    in_order,
    when_of_clock,
    when_of_day,
    when_of_signal,
)
from dugout.overview.terms.today import TodayLine, When
from dugout.people.queries.standing import heads_of_sides, managers_of
from dugout.selling.models import Opportunity
from dugout.selling.terms import LATELY, Outcome
from dugout.timeline.models import Signal
from dugout.timeline.queries.signals import ORDER, signals
from dugout.timeline.terms import SIGNAL_KIND, TELLS_FROM, Severity

# More than this nobody plays in a day; the lists hold the rest.
MOST_OF_A_KIND = 50


def today_of(viewer: Viewer, *, at: datetime) -> tuple[TodayLine, ...]:
    """The lines of a person at a moment, in order.

    At most seventeen queries, whatever the number of lines; one more for each late hand-off of somebody else.
    """
    lines = [
        *_handoffs(viewer, at),
        *_signals(viewer, at),
        *_trouble_where_i_sell(viewer, at),
        *_next_steps(viewer),
        *_promises(viewer),
    ]
    return in_order(lines)


def _handoffs(viewer: Viewer, at: datetime) -> Iterator[TodayLine]:
    lists = handoff_lists(acts_for=viewer.acts_for, department_id=viewer.post.department_id, at=at)
    for line in lists.to_answer:
        yield _handoff(line, at, "Hand-off to accept", f"{_giver(line)} handed over.", "Review hand-off")
    for line in lists.to_mend:
        returned = line.state.value == "returned"
        text = (
            "It was returned to you: mend what the receiver named."
            if returned
            else "Sold. Write the debrief."
        )
        yield _handoff(
            line,
            at,
            "Hand-off returned" if returned else "Debrief to write",
            text,
            "Mend" if returned else "Write debrief",
        )
    for line in lists.to_introduce:
        yield _handoff(
            line, at, "Client to introduce", "You accepted. Speak with the client.", "Open hand-off"
        )
    late = [line for line in lists.running if line.clock and line.clock.reading.state in LATE]
    heads = set(heads_of_sides(day=viewer.day).values()) if late else set()
    for line in late:
        assert line.clock is not None
        if _told_of_late(line, viewer, heads):
            text = f"The move is {line.mover}'s and its time is over."
            yield _handoff(line, at, "Hand-off late", text, "See hand-off")


LATE = frozenset({ClockState.DUE, ClockState.TWICE})


def _told_of_late(line: HandoffLine, viewer: Viewer, heads: set[int]) -> bool:
    """At full time the manager of whoever has the move is told, at twice the time both heads (book 05)."""
    assert line.clock is not None
    if line.clock.reading.state is ClockState.TWICE and viewer.acts_for & heads:
        return True
    person_id = line.move.person_id if line.move else None
    return person_id is not None and viewer.person.id in managers_of(person_id, day=viewer.day)[:1]


def _giver(line: HandoffLine) -> str:
    return line.handoff.from_person.name


def _handoff(line: HandoffLine, at: datetime, chip: str, text: str, button: str) -> TodayLine:
    clock = line.clock
    state = clock.reading.state if clock else ClockState.RUNNING
    amount = f" {line.handoff.opportunity.name}." if line.handoff.opportunity else ""
    return TodayLine(
        kind="handoff",
        when=when_of_clock(state) if clock else When.TODAY,
        due=clock.reading.due_at if clock else at,
        account_id=line.handoff.account_id,
        account=line.handoff.account.name,
        mark="am" if chip in {"Hand-off to accept", "Client to introduce"} else "cf",
        chip=chip,
        chip_tone="bad" if state in LATE else "warn" if state is ClockState.HALF else "clay",
        chip_icon="handshake",
        text=text + amount,
        why=f"{clock.hours} business hours for this move; what is not answered goes up the line." if clock else
        "No clock runs while the debrief is a draft.",
        big=clock.left if clock else "Open",
        small=("over" if clock.reading.left < timedelta(0) else "left") if clock else "no clock yet",
        tone="hot" if state in LATE else "warm" if state is ClockState.HALF else "",
        button=button,
        href=f"/handoffs/{line.handoff.id}",
    )  # fmt: skip


def _signals(viewer: Viewer, at: datetime) -> Iterator[TodayLine]:
    """Mine that I claimed, and those on my accounts that nobody has claimed."""
    mine = Q(claimed_by_id__in=viewer.acts_for) | Q(claimed_by=None, account__owner_id__in=viewer.acts_for)
    rows = signals(unresolved=True).filter(mine).select_related("raised_by").order_by(*ORDER)
    for signal in rows[:MOST_OF_A_KIND]:
        yield _signal(signal, at)


def _trouble_where_i_sell(viewer: Viewer, at: datetime) -> Iterator[TodayLine]:
    """Serious and critical signals on accounts of others to which I sell, or lately sold: nobody is blindsided."""
    sales = Opportunity.objects.filter(
        Q(outcome=Outcome.OPEN.value) | Q(outcome=Outcome.WON.value, closed_on__gt=viewer.day - LATELY),
        owner_id__in=viewer.acts_for,
    )
    rows = (
        signals(unresolved=True)
        .filter(severity__gte=TELLS_FROM, account_id__in=sales.values("account_id"))
        .exclude(account__owner_id__in=viewer.acts_for)
        .exclude(claimed_by_id__in=viewer.acts_for)
        .order_by(*ORDER)
    )
    for signal in rows[:MOST_OF_A_KIND]:
        has_it = f"{signal.claimed_by.name} has it." if signal.claimed_by else "Nobody has claimed it."
        yield replace(
            _signal(signal, at),
            why=f"You sell or lately sold here: know this before you call. {has_it}",
            small="open" if signal.claimed_by else "without an answer",
            button="Read signal",
        )


def _signal(signal: Signal, at: datetime) -> TodayLine:
    claimed = signal.claimed_by_id is not None
    severity = Severity(signal.severity)
    kind = SIGNAL_KIND[signal.kind]
    open_for = at - signal.raised_at
    hours = int(open_for / timedelta(hours=1))
    by = f"Raised by {signal.raised_by.name}" if signal.raised_by else "Raised by a rule"
    return TodayLine(
        kind="signal",
        when=when_of_signal(severity, claimed=claimed),
        due=signal.raised_at,
        account_id=signal.account_id,
        account=signal.account.name,
        mark=kind.position if kind.position != "client" else "am",
        chip=kind.label.capitalize(),
        chip_tone="good" if kind.good else {4: "bad", 3: "bad", 2: "warn"}.get(severity, "info"),
        chip_icon="star" if kind.good else "triangle-alert",
        text=signal.text,
        why=f"{by}, {severity.label}. " + ("You have it." if claimed else "Nobody has claimed it."),
        big=f"{hours} h" if hours < 72 else f"{open_for.days} days",
        small="yours" if claimed else "without an answer",
        tone="hot" if severity >= Severity.SERIOUS and not claimed else "",
        button="Resolve" if claimed else "Claim",
        href=f"/signals/{signal.id}",
    )


def _next_steps(viewer: Viewer) -> Iterator[TodayLine]:
    """Open opportunities of mine without a next step, or past it."""
    rows = (
        Opportunity.objects.filter(outcome=Outcome.OPEN.value, owner_id__in=viewer.acts_for)
        .filter(Q(next_step_on=None) | Q(next_step_on__lte=viewer.day))
        .select_related("account", "step")
        .order_by("next_step_on", "id")
    )
    for row in rows[:MOST_OF_A_KIND]:
        big, small = (
            due_in_words(row.next_step_on, viewer.day) if row.next_step_on else ("None", "no next step")
        )
        yield TodayLine(
            kind="next_step",
            when=When.TODAY,
            due=_start_of(row.next_step_on or viewer.day),
            account_id=row.account_id,
            account=row.account.name if row.account else "No account",
            mark="cf",
            chip="Next step due" if row.next_step_on else "Nothing next",
            chip_tone="warn",
            chip_icon="flag",
            text=f"{row.name}: {row.next_step}" if row.next_step else f"{row.name} has no next step.",
            why=f"Step {row.step.number}, {row.step.name}. Every open sale has a next step with a day.",
            big=big,
            small=small,
            tone="warm" if row.next_step_on is None or row.next_step_on < viewer.day else "",
            button="Set next step",
            href=f"/opportunities/{row.id}",
        )


def _promises(viewer: Viewer) -> Iterator[TodayLine]:
    """My open promises that are due within the week, or late."""
    last_day = viewer.day + timedelta(days=WEEK_DAYS - 1)
    for promise in promises_due(persons=viewer.acts_for, until=last_day, most=MOST_OF_A_KIND):
        assert promise.due_on is not None
        when = when_of_day(promise.due_on, viewer.day)
        assert when is not None
        big, small = due_in_words(promise.due_on, viewer.day)
        late = promise.due_on < viewer.day
        whom = f"to {promise.to_contact.name} " if promise.to_contact else ""
        yield TodayLine(
            kind="promise",
            when=when,
            due=_start_of(promise.due_on),
            account_id=promise.account_id,
            account=promise.account.name,
            mark="am",
            chip="Promise late" if late else "Promise due",
            chip_tone="bad" if late else "warn",
            chip_icon="flag",
            text=promise.text,
            why=f"Promised {whom}by {promise.by.name}.",
            big=big,
            small=small,
            tone="hot" if late else "",
            button="Keep or break",
            href=f"/accounts/{promise.account_id}/document#promises",
        )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=UTC)
