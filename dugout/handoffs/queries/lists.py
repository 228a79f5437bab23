"""Hand-offs in lists: what waits for one person, what runs, what ended."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.clocks import ClockNow, clocks_at
from dugout.handoffs.queries.introducing import PERHAPS_TO_INTRODUCE, mark_introduced, with_manager
from dugout.handoffs.queries.moves import MAY_BE_ASKED, is_asked, move_now
from dugout.handoffs.terms import OPEN, WITH_THE_SELLER, HandoffState, Move
from dugout.statements import Given, Kept, among

# The page shows so many of each; the API lists all.
MOST_OPEN = 200
MOST_ENDED = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffLine:
    """A hand-off in a list: whose move it is by name, and the clock."""

    handoff: Handoff
    move: Move | None
    clock: ClockNow | None
    mover: str
    accepted_by: str = ""

    @property
    def state(self) -> HandoffState:
        return HandoffState(self.handoff.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Who has a part in a hand-off: it is from them or to them, to their pool, or theirs since they accepted it."""

    persons: Collection[int]
    pools: Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffLists:
    """The sections of the page, each in order of what is due first."""

    to_answer: tuple[HandoffLine, ...]
    to_mend: tuple[HandoffLine, ...]
    to_introduce: tuple[HandoffLine, ...]
    running: tuple[HandoffLine, ...]
    ended: tuple[HandoffLine, ...]

    @property
    def live(self) -> tuple[HandoffLine, ...]:
        return (*self.to_answer, *self.to_mend, *self.to_introduce, *self.running)


def handoffs(
    *,
    state: str | None = None,
    account_id: int | None = None,
    answered_by: tuple[Collection[int], int | None] | None = None,
) -> QuerySet[Handoff]:
    """Hand-offs filtered for a list; `answered_by` is (persons acted for, their department): the receiver's side."""
    rows = with_manager(
        Handoff.objects.select_related("account__owner", "opportunity", "from_person", "receiver", "pool")
    )
    if state:
        rows = rows.filter(state=state)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    if answered_by is not None:
        persons, department_id = answered_by
        to_them = Q(receiver_id__in=persons) | Q(pool_id=department_id, pool_id__isnull=False)
        still_open = Handoff.objects.select_related("account").filter(to_them, ended_at=None)
        by_them = [row.id for row in still_open if row.hands_over_id in persons]
        rows = rows.filter(to_them).exclude(id__in=by_them)
    return rows


def handoff_lists(*, acts_for: Collection[int], department_id: int | None, at: datetime) -> HandoffLists:
    """The hand-offs of a person and of everybody."""
    live = live_handoffs(at=at, acts_for=acts_for, department_id=department_id)
    rows = list(
        handoffs()
        .filter(ended_at__isnull=False)
        .exclude(id__in=[one.handoff.id for one in live.live])
        .select_related("acceptance__by")
        .order_by("-ended_at", "-id")[:MOST_ENDED]
    )
    mark_introduced(rows)
    return replace(
        live,
        ended=tuple(
            HandoffLine(handoff=row, move=None, clock=None, mover="", accepted_by=_accepted_by(row))
            for row in rows
            if move_now(row) is None
        ),
    )


def live_handoffs(
    *,
    acts_for: Collection[int],
    department_id: int | None,
    at: datetime,
    zone: ZoneInfo | None = None,
    concerning: Concerned | None = None,
) -> HandoffLists:
    """Hand-offs on which somebody has a move: all that wait for these, and of others the longest waiting ones, of those
    concerned or all. None that ended.
    """
    who: dict[str, Any] = {
        "acts_for": sorted(acts_for),
        "department": [department_id] if department_id is not None else [],
        "most": MOST_OPEN,
    }
    if concerning is None:
        rows = _LIVE.rows(**who)
    else:
        rows = _LIVE_OF.rows(**who, persons=sorted(concerning.persons), pools=sorted(concerning.pools))
    mark_introduced(rows)
    live = _lines([row for row in rows if move_now(row)], at, zone)
    asked = [one for one in live if is_asked(one.handoff, acts_for=acts_for, department_id=department_id)]
    others = [one for one in live if one not in asked]
    return HandoffLists(
        to_answer=tuple(one for one in asked if one.state is HandoffState.SUBMITTED),
        to_mend=tuple(one for one in asked if one.state in WITH_THE_SELLER),
        to_introduce=tuple(one for one in asked if one.state not in OPEN),
        running=tuple(others[:MOST_OPEN]),
        ended=(),
    )


def _live() -> QuerySet[Handoff]:
    """Whatever may wait for who asks, and so many others."""
    return _first(_on_the_way())


def _live_of() -> QuerySet[Handoff]:
    has_part = Q(among("from_person_id", "persons")) | Q(among("account__owner_id", "persons"))
    has_part |= Q(among("receiver_id", "persons")) | Q(among("pool_id", "pools"))
    manages = Q(among("manager_id", "persons"), state=HandoffState.ACCEPTED.value)
    return _first(_on_the_way().filter(has_part | manages | Q(may_be_asked=True)))


def _on_the_way() -> QuerySet[Handoff]:
    introduces = Q(among("manager_id", "acts_for"), state=HandoffState.ACCEPTED.value)
    may_be_asked = ExpressionWrapper(MAY_BE_ASKED | introduces, output_field=BooleanField())
    rows = handoffs().filter(Q(ended_at=None) | PERHAPS_TO_INTRODUCE)
    return rows.annotate(may_be_asked=may_be_asked)


def _first(rows: QuerySet[Handoff]) -> QuerySet[Handoff]:
    place = Window(RowNumber(), partition_by="may_be_asked", order_by=["move_since", "id"])
    return rows.annotate(place=place).filter(
        Q(may_be_asked=True) | Q(place__lte=Given("most", IntegerField()))
    )


_LIVE = Kept(_live)
_LIVE_OF = Kept(_live_of)


def _lines(rows: Collection[Handoff], at: datetime, zone: ZoneInfo | None) -> list[HandoffLine]:
    if not rows:
        return []
    clocks = clocks_at(at, zone=zone)
    moves = {row.id: move_now(row) for row in rows}
    lines = [
        HandoffLine(
            handoff=row,
            move=move,
            clock=clocks.clock(move) if move else None,
            mover=_mover(row, move) if move else "",
        )
        for row in rows
        for move in (moves[row.id],)
    ]
    return sorted(
        lines, key=lambda line: (line.clock is None, line.clock.reading.due_at if line.clock else at)
    )


def _mover(row: Handoff, move: Move) -> str:
    """Whose move it is by name: one of those who are on the hand-off, or the department that is its pool."""
    if move.person_id is None:
        return row.pool.name if row.pool else ""
    if row.ended_at is not None:
        return str(getattr(row, "manager_name", ""))
    return row.receiver.name if row.receiver and move.person_id == row.receiver_id else row.hands_over.name


def _accepted_by(row: Handoff) -> str:
    found = getattr(row, "acceptance", None)
    return found.by.name if found else ""
