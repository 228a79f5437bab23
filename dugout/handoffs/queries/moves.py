"""Whose move each hand-off is, for any number of them in a stated number of queries."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dugout.accounts.models import Ownership
from dugout.handoffs.models import ClockNotice, Handoff
from dugout.handoffs.rules import move_of
from dugout.handoffs.terms import HandoffState, Move, NoticeKind
from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.timeline.models import EntryWithdrawal


def with_introduction(rows: QuerySet[Handoff]) -> QuerySet[Handoff]:
    """Annotates `manager_id` and `manager_name`, and `introduced`: they spoke with the client after the acceptance."""
    spoken = Entry.objects.filter(
        Q(author_id=OuterRef("manager_id")) | Q(stand_in_for_id=OuterRef("manager_id")),
        account_id=OuterRef("account_id"),
        direction=Direction.TWO_WAY.value,
        happened_at__gte=OuterRef("ended_at"),
    ).exclude(Exists(EntryWithdrawal.objects.filter(entry_id=OuterRef("id"))))
    manager = Ownership.objects.filter(
        account_id=OuterRef("account_id"), managed=True, during__upper_inf=True
    )
    return rows.annotate(
        manager_id=manager.values("person_id")[:1], manager_name=manager.values("person__name")[:1]
    ).annotate(introduced=Exists(spoken))


def running(at: datetime) -> QuerySet[Handoff]:
    """Hand-offs on which a clock may run: submitted, returned, or accepted without the client introduced yet."""
    told_twice = ClockNotice.objects.filter(
        handoff_id=OuterRef("id"), started_at=OuterRef("move_since"), kind=NoticeKind.TWICE.value
    )
    rows = with_introduction(
        Handoff.objects.filter(move_since__lte=at).select_related(
            "account", "from_person", "receiver", "pool"
        )
    )
    return rows.filter(
        Q(state__in=[HandoffState.SUBMITTED.value, HandoffState.RETURNED.value])
        | Q(state=HandoffState.ACCEPTED.value, introduced=False)
    ).exclude(Exists(told_twice))


def move_now(handoff: Handoff) -> Move | None:
    """Whose move it is; of an accepted one only for rows of `with_introduction`. No query."""
    return move_of(
        HandoffState(handoff.state),
        since=handoff.move_since,
        from_person=handoff.from_person_id,
        receiver=handoff.receiver_id,
        pool=handoff.pool_id,
        accepted_by=getattr(handoff, "manager_id", None),
        introduced=getattr(handoff, "introduced", True),
    )


def notices_of(handoffs: Collection[int]) -> frozenset[tuple[int, str, datetime, str]]:
    """What clocks have told of these hand-offs already: (hand-off, clock, start, kind). One query."""
    rows = ClockNotice.objects.filter(handoff_id__in=handoffs)
    return frozenset(rows.values_list("handoff_id", "clock", "started_at", "kind"))
