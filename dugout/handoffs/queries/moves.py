"""Whose move each hand-off is, for any number of them in a stated number of queries."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from dugout.accounts.models import Ownership
from dugout.handoffs.models import ClockNotice, Handoff
from dugout.handoffs.rules import move_of
from dugout.handoffs.terms import HandoffState, Move, NoticeKind
from dugout.history.terms import Direction

# Who hands over while it is open, as the rule of the same name says it.
HANDS_OVER = Case(
    When(Q(account__owner=None) | Q(account__owner=F("receiver")), then=F("from_person_id")),
    default=F("account__owner_id"),
)

# Whether nobody has to introduce the client: a later acceptance has that move, no account manager owns the account, or
# after the acceptance the manager, or who stood in for them on that day, spoke with somebody of the client.
INTRODUCED = """(
  exists (select 1 from dugout_handoff later where later.account_id = dugout_handoff.account_id
           and later.state = 'accepted' and later.id > dugout_handoff.id)
  or not exists (select 1 from dugout_ownership o
                  where o.account_id = dugout_handoff.account_id and o.managed and upper_inf(o.during))
  or exists (
    select 1 from dugout_ownership o
      join dugout_entry e on e.account_id = o.account_id
      join dugout_entryperson took on took.entry_id = e.id and not took.mentioned
     where o.account_id = dugout_handoff.account_id and o.managed and upper_inf(o.during)
       and e.direction = %s and e.happened_at >= dugout_handoff.ended_at
       and exists (select 1 from dugout_entrycontact c where c.entry_id = e.id)
       and not exists (select 1 from dugout_entrywithdrawal w where w.entry_id = e.id)
       and (took.person_id = o.person_id or took.person_id in (
         with recursive stands(person_id) as (
           select o.person_id
           union
           select coalesce(a.stand_in_id, p.reports_to_id)
             from stands s
             cross join lateral (
               select (e.happened_at at time zone (select time_zone from dugout_company limit 1))::date as day) d
             join dugout_absence a on a.person_id = s.person_id and a.cancelled_at is null and a.during @> d.day
             left join dugout_post p on p.person_id = s.person_id and p.during @> d.day
         )
         select person_id from stands))))"""


def with_introduction(rows: QuerySet[Handoff]) -> QuerySet[Handoff]:
    """Annotates `manager_id` and `manager_name`, and `introduced`: nobody has to introduce the client any more."""
    manager = Ownership.objects.filter(
        account_id=OuterRef("account_id"), managed=True, during__upper_inf=True
    )
    return rows.annotate(
        manager_id=manager.values("person_id")[:1],
        manager_name=manager.values("person__name")[:1],
        introduced=RawSQL(INTRODUCED, [Direction.TWO_WAY.value], output_field=BooleanField()),  # noqa: S611
    )


def running(at: datetime) -> QuerySet[Handoff]:
    """Hand-offs on which a clock may run: submitted, returned, or accepted without the client introduced yet."""
    told_twice = ClockNotice.objects.filter(
        handoff_id=OuterRef("id"), started_at=OuterRef("move_since"), kind=NoticeKind.TWICE.value
    )
    rows = with_introduction(
        Handoff.objects.filter(move_since__lte=at).select_related(
            "account__owner", "from_person", "receiver", "pool"
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
        hands_over=handoff.hands_over_id,
        receiver=handoff.receiver_id,
        pool=handoff.pool_id,
        accepted_by=getattr(handoff, "manager_id", None),
        introduced=getattr(handoff, "introduced", True),
    )


def notices_of(handoffs: Collection[int]) -> frozenset[tuple[int, str, datetime, str]]:
    """What clocks have told of these hand-offs already: (hand-off, clock, start, kind). One query."""
    rows = ClockNotice.objects.filter(handoff_id__in=handoffs)
    return frozenset(rows.values_list("handoff_id", "clock", "started_at", "kind"))
