"""The hand-off that carries a won sale on, and whether the win can still be taken back."""

from django.db.models import Q

from dugout.handoffs.models import Handoff
from dugout.handoffs.terms import HandoffState
from dugout.revenue.models import Paper
from dugout.selling.models import Opportunity


def handoff_of_sale(sale: Opportunity) -> Handoff | None:
    """The hand-off that a sale's win opened, or took the sale in: open on its account then."""
    own = Q(opportunity=sale.id)
    takes_in = Q(account=sale.account_id, ended_at=None) if sale.account_id else Q(pk=None)
    rows = Handoff.objects.filter(own | takes_in).exclude(state=HandoffState.WITHDRAWN.value)
    return rows.select_related("receiver", "pool", "from_person").order_by("-id").first()


def closed_by_acceptance(sale: Opportunity) -> bool:
    """Whether a hand-off that was accepted closed the sale: its own, or one that took it in.

    An acceptance settles a sale at its own moment. A sale that settled at another moment settled without a hand-off.
    """
    rows = Handoff.objects.filter(account=sale.account_id, state=HandoffState.ACCEPTED.value)
    return sale.settled_at is not None and rows.filter(ended_at=sale.settled_at).exists()


def win_can_go_back(sale: Opportunity) -> bool:
    """Whether a won sale can be opened again: nothing of it is signed, no acceptance closed it."""
    signed = Paper.objects.filter(opportunity=sale.id, confirmed_at__isnull=False)
    return sale.account_id is not None and not closed_by_acceptance(sale) and not signed.exists()
