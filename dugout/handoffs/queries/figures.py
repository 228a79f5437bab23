"""What lists of accounts filter by, as far as hand-offs know it."""

from collections.abc import Collection
from datetime import datetime

from dugout.accounts.terms.figures import Figure, Values
from dugout.handoffs.models import Handoff


def _handoff_open(account_ids: Collection[int], _: datetime) -> Values:
    rows = Handoff.objects.filter(account_id__in=account_ids, ended_at=None)
    return dict.fromkeys(rows.values_list("account_id", flat=True), (True,))


HANDOFF_OPEN = Figure(columns=("handoff_open",), of=_handoff_open)
