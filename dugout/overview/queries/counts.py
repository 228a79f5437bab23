"""The numbers beside the navigation."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from dugout.access.terms import Viewer
from dugout.handoffs.queries.moves import how_many_asked, perhaps_asked
from dugout.people.models import Person
from dugout.selling.models import Opportunity
from dugout.selling.terms import Outcome
from dugout.statements import Given, Kept, among
from dugout.timeline.models import Notification, Signal

# Each count stops here, so that it costs the same however much is stored.
MOST_SALES, MOST = 1000, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCounts:
    """What waits for one person.

    Unread notices, own open sales, hand-offs whose next move is theirs, signals that they claimed or that nobody
    claimed on their accounts.
    """

    unread: int
    open_sales: int
    handoffs: int
    signals: int


def waiting_counts(viewer: Viewer) -> WaitingCounts:
    """The numbers of one person."""
    found = _COUNTED.first(
        me=viewer.person.id,
        acts_for=sorted(viewer.acts_for),
        department=[viewer.post.department_id] if viewer.post.department_id else [],
    )
    assert found is not None  # who asks is somebody
    unread, open_sales, claimed, unclaimed, handoffs = found
    return WaitingCounts(
        unread=len(unread),
        open_sales=len(open_sales),
        handoffs=how_many_asked(handoffs, acts_for=viewer.acts_for, department_id=viewer.post.department_id),
        signals=min(len(claimed) + len(unclaimed), MOST),
    )


def _counted() -> Any:
    unread = Notification.objects.filter(person_id=Given("me"), read_at=None)
    sales = Opportunity.objects.filter(among("owner_id", "acts_for"), outcome=Outcome.OPEN.value)
    claimed = Signal.objects.filter(among("claimed_by_id", "acts_for"), resolved_at=None)
    unclaimed = Signal.objects.filter(
        among("account__owner_id", "acts_for"), resolved_at=None, claimed_by=None
    )
    return Person.objects.filter(id=Given("me")).values_list(
        ArraySubquery(unread.values("id")[:MOST]),
        ArraySubquery(sales.values("id")[:MOST_SALES]),
        ArraySubquery(claimed.values("id")[:MOST]),
        ArraySubquery(unclaimed.values("id")[:MOST]),
        perhaps_asked(),
    )


_COUNTED = Kept(_counted)
