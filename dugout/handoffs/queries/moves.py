"""Whose move each hand-off is, for any number of them at once."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q

from dugout.handoffs.models import ClockNotice, Handoff
from dugout.handoffs.queries.introducing import PERHAPS_TO_INTRODUCE, mark_introduced, with_manager
from dugout.handoffs.rules import move_of, waits_for, who_hands_over
from dugout.handoffs.terms import WITH_THE_SELLER, HandoffState, Move, NoticeKind
from dugout.statements import among, rows_of

# Of the open ones, those whose move may be that of somebody who acts for these: `is_asked` decides.
MAY_BE_ASKED = Q(Q(among("receiver_id", "acts_for")) | Q(among("pool_id", "department"))) & Q(
    state=HandoffState.SUBMITTED.value
) | Q(Q(among("from_person_id", "acts_for")) | Q(among("account__owner_id", "acts_for"))) & Q(
    state__in=[state.value for state in WITH_THE_SELLER]
)


def running(at: datetime) -> list[Handoff]:
    """Hand-offs on which a clock may run: submitted, returned, or accepted without the client introduced yet."""
    told_twice = ClockNotice.objects.filter(
        handoff_id=OuterRef("id"), started_at=OuterRef("move_since"), kind=NoticeKind.TWICE.value
    )
    found = with_manager(
        Handoff.objects.filter(move_since__lte=at).select_related(
            "account__owner", "from_person", "receiver", "pool"
        )
    ).filter(Q(state__in=[HandoffState.SUBMITTED.value, HandoffState.RETURNED.value]) | PERHAPS_TO_INTRODUCE)
    rows = list(found.exclude(Exists(told_twice)))
    mark_introduced(rows)
    return [row for row in rows if move_now(row)]


def perhaps_asked() -> ArraySubquery:
    """Open ones that may wait for who acts for these persons, as a column of a statement: `how_many_asked` decides."""
    return rows_of(
        Handoff.objects.filter(MAY_BE_ASKED, ended_at=None),
        state="state", since="move_since", receiver="receiver_id", pool="pool_id", opener="from_person_id",
        owner=F("account__owner_id"),
    )  # fmt: skip


def how_many_asked(
    rows: Iterable[Mapping[str, Any]], *, acts_for: Collection[int], department_id: int | None
) -> int:
    """How many of the rows of `perhaps_asked` wait for who acts for these persons and works in this department."""
    asked = 0
    for row in rows:
        receiver, pool = row["receiver"], row["pool"]
        hands_over = who_hands_over(owner=row["owner"], receiver=receiver, opener=row["opener"])
        move = move_of(
            HandoffState(row["state"]), since=datetime.fromisoformat(row["since"]), hands_over=hands_over,
            receiver=receiver, pool=pool,
        )  # fmt: skip
        asked += waits_for(move, hands_over=hands_over, acts_for=acts_for, department=department_id)
    return asked


def is_asked(handoff: Handoff, *, acts_for: Collection[int], department_id: int | None) -> bool:
    """Whether it waits for who acts for these persons and works in this department. As `move_now`."""
    return waits_for(
        move_now(handoff),
        hands_over=handoff.hands_over_id,
        acts_for=acts_for,
        department=department_id,
    )


def move_now(handoff: Handoff) -> Move | None:
    """Whose move it is; of an accepted one only for rows of `mark_introduced`."""
    return move_of(
        HandoffState(handoff.state),
        since=handoff.move_since,
        hands_over=handoff.hands_over_id,
        receiver=handoff.receiver_id,
        pool=handoff.pool_id,
        accepted_by=getattr(handoff, "manager_id", None),
        introduced=getattr(handoff, "introduced", True),
    )


def notices_of(handoffs: Collection[int]) -> frozenset[tuple[int, str, datetime, str]]:
    """What clocks have told of these hand-offs already: (hand-off, clock, start, kind)."""
    rows = ClockNotice.objects.filter(handoff_id__in=handoffs)
    return frozenset(rows.values_list("handoff_id", "clock", "started_at", "kind"))
