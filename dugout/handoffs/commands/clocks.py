"""The clocks that run on hand-offs: at half time a reminder, at full time the manager, at twice both heads."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.handoffs.models import ClockNotice, Handoff
from dugout.handoffs.parts.holding import tell_history
from dugout.handoffs.queries.addressees import addressees_of
from dugout.handoffs.queries.clocks import ClockNow, Clocks, clocks_at
from dugout.handoffs.queries.moves import move_now, notices_of, running
from dugout.handoffs.rules import reached, to_tell
from dugout.handoffs.terms import ClockKind, Move, NoticeKind
from dugout.history.terms import system
from dugout.people.queries.standing import heads_of_department, heads_of_sides, managers_of
from dugout.timeline.parts import notify

WHAT = {
    ClockKind.ANSWER: "Accept or return the hand-off of {account}",
    ClockKind.MEND: "Mend and submit the returned hand-off of {account}",
    ClockKind.INTRODUCE: "Introduce yourself to {account}",
}
WHEN = {
    NoticeKind.HALF: "half the time is gone",
    NoticeKind.DUE: "the time is over",
    NoticeKind.TWICE: "twice the time is gone",
}


def tell_clocks(*, at: datetime) -> int:
    """Tells what every running clock has reached by now; how many notices there were. Idempotent.

    Each notice is a row that exists once for a start of a clock, so that two sweeps at once tell once.
    """
    handoffs = running(at)
    if not handoffs:
        return 0
    clocks = clocks_at(at)
    known = notices_of([handoff.id for handoff in handoffs])
    told = 0
    for handoff in handoffs:
        move = move_now(handoff)
        clock = clocks.clock(move) if move else None
        if move is None or clock is None:
            continue
        new = [
            kind
            for kind in reached(clock.reading, at)
            if (handoff.id, clock.kind.value, clock.started_at, kind.value) not in known
        ]
        if new:
            told += _tell(handoff, move, clock, new, clocks)
    return told


def _tell(handoff: Handoff, move: Move, clock: ClockNow, new: list[NoticeKind], clocks: Clocks) -> int:
    with transaction.atomic():
        hold(handoff.account_id)
        current = Handoff.objects.values_list("state", "move_since").get(id=handoff.id)
        if current != (handoff.state, handoff.move_since):
            return 0
        mine = [kind for kind in new if _noted(handoff, clock, kind, clocks.at)]
        for kind in to_tell(mine):
            entry = tell_history(
                handoff,
                "handoff_clock",
                by=system(),
                at=clocks.at,
                clock=clock.kind.value,
                reached=kind.value,
            )
            what = WHAT[clock.kind].format(account=handoff.account.name)
            notify(
                persons=_whom(handoff, move, kind, clocks),
                entry_id=entry.id,
                because=f"{what}: {WHEN[kind]}.",
                at=clocks.at,
            )
    return len(to_tell(mine))


def _noted(handoff: Handoff, clock: ClockNow, kind: NoticeKind, at: datetime) -> bool:
    """Writes the notice's row; False when another sweep wrote it."""
    _, made = ClockNotice.objects.get_or_create(
        handoff=handoff,
        clock=clock.kind.value,
        started_at=clock.started_at,
        kind=kind.value,
        defaults={"at": at},
    )
    return made


def _whom(handoff: Handoff, move: Move, kind: NoticeKind, clocks: Clocks) -> Collection[int]:
    """Whose move it is; at full time their manager too (a pool's: the head of the department); then both heads."""
    if kind is NoticeKind.TWICE:
        return set(heads_of_sides(day=clocks.day).values())
    if move.person_id is not None:
        managers = managers_of(move.person_id, day=clocks.day)[:1] if kind is NoticeKind.DUE else ()
        return {move.person_id, *managers}
    assert move.pool_id is not None
    heads = heads_of_department(move.pool_id, day=clocks.day) if kind is NoticeKind.DUE else frozenset()
    return addressees_of(handoff, day=clocks.day) | heads
