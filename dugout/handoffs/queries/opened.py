"""The hand-off that carries a won sale on."""

from django.db.models import Q

from dugout.handoffs.models import Handoff
from dugout.handoffs.terms import HandoffState
from dugout.selling.models import Opportunity


def handoff_of_sale(sale: Opportunity) -> Handoff | None:
    """The hand-off that a sale's win opened, or took the sale in: open on its account then. One query."""
    own = Q(opportunity=sale.id)
    takes_in = Q(account=sale.account_id, ended_at=None) if sale.account_id else Q(pk=None)
    rows = Handoff.objects.filter(own | takes_in).exclude(state=HandoffState.WITHDRAWN.value)
    return rows.select_related("receiver", "pool", "from_person").order_by("-id").first()
