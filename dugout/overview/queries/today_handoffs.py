"""The hand-offs on somebody's Today: to answer, to mend, to introduce, and late ones of people below them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dugout.access.terms import Viewer
from dugout.handoffs.queries.lists import Concerned, HandoffLine, HandoffLists, live_handoffs
from dugout.handoffs.terms import HandoffState
from dugout.our_company.terms import ClockState
from dugout.overview.rules.today import when_of_clock
from dugout.overview.terms.today import Over, TodayLine, Waiting, When

LATE = frozenset({ClockState.DUE, ClockState.TWICE})


def handoffs_of(viewer: Viewer, over: Over, *, at: datetime, zone: ZoneInfo) -> HandoffLists:
    """Live hand-offs of a person and of everybody below them. A head of side sees all of them."""
    persons = viewer.acts_for | over.persons
    pools = over.departments | ({viewer.post.department_id} if viewer.post.department_id else set())
    return live_handoffs(
        acts_for=viewer.acts_for,
        department_id=viewer.post.department_id,
        at=at,
        zone=zone,
        concerning=None if over.a_side else Concerned(persons=persons, pools=pools),
    )


def handoff_lines(lists: HandoffLists, over: Over, *, at: datetime) -> Iterator[TodayLine]:
    for line in lists.to_answer:
        text = f"{line.handoff.hands_over.name} handed over."
        yield _line(line, at, "Hand-off to accept", text, "Review hand-off")
    for line in lists.to_mend:
        if line.state is HandoffState.RETURNED:
            text = "It was returned to you: mend what the receiver named."
            yield _line(line, at, "Hand-off returned", text, "Mend hand-off")
        else:
            yield _line(line, at, "Debrief to write", "Sold. Write the debrief.", "Write debrief")
    for line in lists.to_introduce:
        text = "You accepted. Speak with the client, and log it."
        yield _line(line, at, "Client to introduce", text, "Log the introduction")
    for line in lists.running:
        if _told_of_late(line, over):
            text = f"It waits for {line.mover}."
            yield _line(line, at, "Hand-off late", text, "See hand-off")


def waiting_for_others(lists: HandoffLists, viewer: Viewer) -> tuple[Waiting, ...]:
    """Hand-offs that somebody gave, and others have to answer."""
    return tuple(
        Waiting(
            handoff_id=line.handoff.id,
            account=line.handoff.account.name,
            mover=line.mover,
            left=line.clock.left,
            late=line.clock.reading.state in LATE,
        )
        for line in lists.running
        if line.clock is not None
        and line.state is HandoffState.SUBMITTED
        and line.handoff.hands_over_id in viewer.acts_for
    )


def _told_of_late(line: HandoffLine, over: Over) -> bool:
    """At full time the mover's manager is told (for a pool the department's head), at twice the time both heads."""
    if line.clock is None or line.move is None or line.clock.reading.state not in LATE:
        return False
    if line.clock.reading.state is ClockState.TWICE and over.a_side:
        return True
    if line.move.person_id is None:
        return line.move.pool_id in over.departments
    return line.move.person_id in over.persons


def _line(line: HandoffLine, at: datetime, chip: str, text: str, button: str) -> TodayLine:
    clock, handoff = line.clock, line.handoff
    state = clock.reading.state if clock else ClockState.RUNNING
    introduces = chip == "Client to introduce"
    sale = f" {handoff.opportunity.name}." if handoff.opportunity else ""
    return TodayLine(
        kind="handoff",
        when=when_of_clock(state) if clock else When.TODAY,
        due=clock.reading.due_at if clock else at,
        account_id=handoff.account_id,
        account=handoff.account.name,
        mark="am" if introduces or line.state is HandoffState.SUBMITTED else "cf",
        chip=chip,
        chip_tone="bad" if state in LATE else "warn" if state is ClockState.HALF else "clay",
        chip_icon="handshake",
        text=text + sale,
        why=f"{clock.hours} business hours for this move; what is not answered goes up the line." if clock else
        "No clock runs while the debrief is a draft.",
        big=clock.big if clock else "Open",
        small=("over" if clock.reading.left < timedelta(0) else "left") if clock else "no clock yet",
        tone="hot" if state in LATE else "warm" if state is ClockState.HALF else "",
        button=button,
        href=f"/accounts/{handoff.account_id}/log" if introduces else f"/handoffs/{handoff.id}",
        asks=introduces,
    )  # fmt: skip
