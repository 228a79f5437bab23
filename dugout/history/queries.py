"""What doctor asks about the outbox."""

from dugout.history.models import OutboxRow
from dugout.history.terms import MOST_TRIES


def parked_rows() -> int:
    """How many deliveries failed too often to be tried again. One query."""
    return OutboxRow.objects.filter(delivered_at=None, tries__gte=MOST_TRIES).count()
