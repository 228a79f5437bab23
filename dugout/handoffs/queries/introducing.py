"""Which accepted hand-offs still wait for the account manager to introduce themselves to the client."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from dugout.accounts.models import Ownership
from dugout.handoffs.models import Handoff
from dugout.handoffs.rules import is_introduced
from dugout.handoffs.terms import HandoffState
from dugout.our_company.queries import company_zone
from dugout.our_company.rules.periods import day_of
from dugout.people.queries.acting import acting_between
from dugout.timeline.queries.conversations import who_spoke_with_clients

# Accepted, and perhaps not introduced yet: `mark_introduced` decides.
PERHAPS_TO_INTRODUCE = Q(state=HandoffState.ACCEPTED.value, to_introduce_perhaps=True)


def with_manager(rows: QuerySet[Handoff]) -> QuerySet[Handoff]:
    """Annotates the account manager as `manager_id` and `manager_name`, and `to_introduce_perhaps`.

    The last is false where no account manager owns the account, where a later hand-off was accepted, and where the
    manager themselves spoke with the client since: for the few that are left one must know who stood in for whom.
    """
    manager = Ownership.objects.filter(
        account_id=OuterRef("account_id"), managed=True, during__upper_inf=True
    )
    later = Handoff.objects.filter(
        account_id=OuterRef("account_id"), state=HandoffState.ACCEPTED.value, id__gt=OuterRef("id")
    )
    spoke = who_spoke_with_clients().filter(
        entry__account_id=OuterRef("account_id"),
        entry__happened_at__gte=OuterRef(OuterRef("ended_at")),
        person_id=OuterRef("person_id"),
    )
    return rows.annotate(
        manager_id=manager.values("person_id")[:1],
        manager_name=manager.values("person__name")[:1],
        to_introduce_perhaps=Q(Exists(manager.filter(~Exists(spoke)))) & ~Q(Exists(later)),
    )


def mark_introduced(rows: Collection[Handoff]) -> None:
    """Sets `introduced` on rows of `with_manager`: whether nobody has to introduce the client any more."""
    doubtful: list[Handoff] = []
    for row in rows:
        perhaps = row.state == HandoffState.ACCEPTED.value and getattr(row, "to_introduce_perhaps", False)
        setattr(row, "introduced", not perhaps)  # noqa: B010  an annotation, as Django would set it
        if perhaps:
            doubtful.append(row)
    ended = [row.ended_at for row in doubtful if row.ended_at]
    spoke = _spoke([row.account_id for row in doubtful], since=min(ended)) if ended else {}
    if not spoke:
        return
    days = [one.day for of_account in spoke.values() for one in of_account]
    acting = acting_between(min(days), max(days))
    for row in doubtful:
        manager_id = getattr(row, "manager_id", 0)
        since = [one for one in spoke.get(row.account_id, ()) if row.ended_at and one.at >= row.ended_at]
        with_acting = [(one.person_id, acting.acts_for(manager_id, day=one.day)) for one in since]
        setattr(row, "introduced", is_introduced(manager_id, with_acting))  # noqa: B010  as above


class _Spoke(NamedTuple):
    """That one of ours took part in a conversation with the client."""

    at: datetime
    day: date
    person_id: int


def _spoke(account_ids: Collection[int], *, since: datetime) -> dict[int, list[_Spoke]]:
    found: dict[int, list[_Spoke]] = defaultdict(list)
    of_them = who_spoke_with_clients().filter(
        entry__account_id__in=account_ids, entry__happened_at__gte=since
    )
    rows = list(of_them.values_list("entry__account_id", "entry__happened_at", "person_id"))
    zone = company_zone() if rows else ""
    for account_id, at, person_id in rows:
        found[account_id].append(_Spoke(at, day_of(at, zone), person_id))
    return found
