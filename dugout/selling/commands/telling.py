"""Nobody is blindsided: who sells to an account hears of its trouble."""

from django.db import transaction

from dugout.history.models import Entry
from dugout.our_company.queries import company_day
from dugout.selling.queries.sellers import sellers_of
from dugout.timeline.models import Signal
from dugout.timeline.parts.notices import notify
from dugout.timeline.rules.signals import tells
from dugout.timeline.terms import Severity


def tell_sellers(*, entry_id: int) -> int:
    """Tells the owners of open opportunities, and of those won in the last 12 months. Returns how many were told.

    Idempotent. Nothing happens for a signal that is mild, or resolved meanwhile.
    """
    entry = Entry.objects.get(id=entry_id)
    signal = Signal.objects.filter(id=entry.subject_id or 0, resolved_at=None).first()
    if signal is None or entry.account_id is None or not tells(signal.severity):
        return 0
    day = company_day(entry.recorded_at)
    sellers = sellers_of(entry.account_id, day=day)
    word = Severity(signal.severity).label
    with transaction.atomic():
        return notify(
            persons=sellers,
            entry_id=entry_id,
            because=f"You sell or lately sold to this account, and its signal is {word}.",
            at=entry.recorded_at,
            absent_too=True,
        )
