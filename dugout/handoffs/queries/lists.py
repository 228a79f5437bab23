"""Hand-offs in lists: what waits for one person, what runs, what ended."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.desk import ClockNow, desk_at
from dugout.handoffs.queries.moves import HANDS_OVER, move_now, with_introduction
from dugout.handoffs.terms import OPEN, WITH_THE_SELLER, HandoffState, Move
from dugout.statements.given import Given, among
from dugout.statements.kept import Kept

# Accepted, and the client not introduced yet.
UNMET = Q(state=HandoffState.ACCEPTED.value, introduced=False)

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


def handoffs(
    *,
    state: str | None = None,
    account_id: int | None = None,
    answered_by: tuple[Collection[int], int | None] | None = None,
) -> QuerySet[Handoff]:
    """Hand-offs filtered for a list; `answered_by` is (persons acted for, their department): the receiver's side."""
    rows = with_introduction(
        Handoff.objects.select_related("account__owner", "opportunity", "from_person", "receiver", "pool")
    )
    if state:
        rows = rows.filter(state=state)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    if answered_by is not None:
        persons, department_id = answered_by
        rows = rows.filter(Q(receiver_id__in=persons) | Q(pool_id=department_id, pool_id__isnull=False))
        rows = rows.annotate(hands_over_now=HANDS_OVER).exclude(ended_at=None, hands_over_now__in=persons)
    return rows


def handoff_lists(*, acts_for: Collection[int], department_id: int | None, at: datetime) -> HandoffLists:
    """The hand-offs of a person and of everybody. Nine queries, ten while somebody is absent."""
    live = live_handoffs(at=at, acts_for=acts_for, department_id=department_id)
    ended = handoffs().filter(ended_at__isnull=False).exclude(UNMET).select_related("acceptance__by")
    return replace(
        live,
        ended=tuple(
            HandoffLine(handoff=row, move=None, clock=None, mover="", accepted_by=_accepted_by(row))
            for row in ended.order_by("-ended_at", "-id")[:MOST_ENDED]
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

    One query where there is none, else seven; one more without the company's `zone`, and one while somebody is
    absent.
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
    live = _lines(rows, at, zone)
    to_answer = tuple(one for one in live if _to_answer(one, acts_for, department_id))
    to_mend = tuple(one for one in live if _to_mend(one, acts_for))
    to_introduce = tuple(one for one in live if _to_introduce(one, acts_for))
    mine = {one.handoff.id for one in (*to_answer, *to_mend, *to_introduce)}
    running = tuple(one for one in live if one.handoff.id not in mine)
    return HandoffLists(
        to_answer=to_answer, to_mend=to_mend, to_introduce=to_introduce, running=running, ended=()
    )


def _live() -> QuerySet[Handoff]:
    """Whatever waits for who asks, and so many others."""
    return _first(_on_the_way())


def _live_of() -> QuerySet[Handoff]:
    manages = Q(among("manager_id", "persons"), state=HandoffState.ACCEPTED.value)
    has_part = Q(among("hands_over_now", "persons")) | Q(among("receiver_id", "persons"))
    pooled = Q(among("pool_id", "pools"))
    return _first(_on_the_way().filter(has_part | pooled | manages | Q(is_mine=True)))


def _on_the_way() -> QuerySet[Handoff]:
    mine = ExpressionWrapper(_asked(), output_field=BooleanField())
    rows = handoffs().annotate(hands_over_now=HANDS_OVER).filter(Q(ended_at=None) | UNMET)
    return rows.annotate(is_mine=mine)


def _asked() -> Q:
    """Whose move it is in the place of these persons: to answer, to write or mend, to introduce."""
    answers = Q(among("receiver_id", "acts_for")) | Q(among("pool_id", "department"))
    hands_over = Q(among("hands_over_now", "acts_for"))
    return (
        (Q(state=HandoffState.SUBMITTED.value) & answers & ~hands_over)
        | Q(hands_over, state__in=[state.value for state in WITH_THE_SELLER])
        | (UNMET & Q(among("manager_id", "acts_for")))
    )


def _first(rows: QuerySet[Handoff]) -> QuerySet[Handoff]:
    place = Window(RowNumber(), partition_by="is_mine", order_by=["move_since", "id"])
    return rows.annotate(place=place).filter(Q(is_mine=True) | Q(place__lte=Given("most", IntegerField())))


_LIVE = Kept(_live)
_LIVE_OF = Kept(_live_of)


def _lines(rows: Collection[Handoff], at: datetime, zone: ZoneInfo | None) -> list[HandoffLine]:
    if not rows:
        return []
    desk = desk_at(at, zone=zone)
    moves = {row.id: move_now(row) for row in rows}
    lines = [
        HandoffLine(
            handoff=row,
            move=move,
            clock=desk.clock(move) if move else None,
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


def _to_answer(line: HandoffLine, acts_for: Collection[int], department_id: int | None) -> bool:
    handoff = line.handoff
    if line.state is not HandoffState.SUBMITTED or handoff.hands_over_id in acts_for:
        return False
    return handoff.receiver_id in acts_for or (
        handoff.pool_id is not None and handoff.pool_id == department_id
    )


def _to_mend(line: HandoffLine, acts_for: Collection[int]) -> bool:
    return line.state in WITH_THE_SELLER and line.handoff.hands_over_id in acts_for


def _to_introduce(line: HandoffLine, acts_for: Collection[int]) -> bool:
    return line.state not in OPEN and line.move is not None and line.move.person_id in acts_for
