"""The hand-off of an account that matters now."""

from django.db.models import F

from dugout.handoffs.models import Handoff
from dugout.statements import Given, Kept

_LATEST = Kept(
    lambda: (
        Handoff.objects.select_related("account__owner", "from_person", "receiver", "pool")
        .filter(account_id=Given("account"))
        .order_by(F("ended_at").desc(nulls_first=True), "-id")[:1]
    )
)


def latest_handoff(account_id: int) -> Handoff | None:
    """The open hand-off of an account, else the one that ended last; None where there was none."""
    return _LATEST.first(account=account_id)
