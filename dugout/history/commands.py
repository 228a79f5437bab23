"""Delivering what the outbox holds: each row once to its consumer, whoever else delivers at the same time."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import F

from dugout.history.models import OutboxRow
from dugout.history.terms import CONSUMERS, MOST_TRIES

log = logging.getLogger(__name__)


def deliver_outbox(*, at: datetime, most: int = 1000) -> int:
    """Delivers up to `most` waiting rows, oldest first, each in a transaction of its own; returns how many.

    A consumer that fails leaves its row waiting with the error and one try more; the others go on.
    """
    delivered = 0
    last_id = 0
    for _ in range(most):
        row_id = _deliver_one(after_id=last_id, at=at)
        if row_id is None:
            break
        last_id = row_id
        delivered += 1
    return delivered


def _deliver_one(*, after_id: int, at: datetime) -> int | None:
    with transaction.atomic():
        row = (
            OutboxRow.objects.select_for_update(skip_locked=True)
            .filter(delivered_at=None, id__gt=after_id, tries__lt=MOST_TRIES)
            .order_by("id")
            .first()
        )
        if row is None:
            return None
        try:
            with transaction.atomic():
                CONSUMERS.get(row.consumer).deliver(row.entry_id)
        except Exception as error:
            log.exception("outbox row %s was not delivered to %s", row.id, row.consumer)
            OutboxRow.objects.filter(id=row.id).update(tries=F("tries") + 1, last_error=repr(error)[:2000])
        else:
            OutboxRow.objects.filter(id=row.id).update(delivered_at=at)
        return row.id
