"""Nobody is blindsided: who must hear of an open serious or critical signal."""

from django.db import transaction

from dugout.history.models import Entry
from dugout.our_company.queries import company_day
from dugout.people.queries.standing import heads_of_sides
from dugout.timeline.models import Signal
from dugout.timeline.parts.notices import notify
from dugout.timeline.rules.signals import tells
from dugout.timeline.terms import Severity


def tell_owner_of_signal(*, entry_id: int) -> int:
    """Tells the account's owner, and who acts for an absent one, of the signal that an entry reports.

    Of an account that nobody owns both heads are told. Idempotent; returns how many were told now. Nothing
    happens for a signal that is mild, or resolved meanwhile. Told as of the moment of the report.
    """
    entry = Entry.objects.select_related("account").get(id=entry_id)
    signal = Signal.objects.filter(id=entry.subject_id or 0, resolved_at=None).first()
    account = entry.account
    if signal is None or account is None or not tells(signal.severity):
        return 0
    word = Severity(signal.severity).label
    if account.owner_id is not None:
        persons, because = {account.owner_id}, f"You own this account, and its signal is {word}."
    else:
        persons = set(heads_of_sides(day=company_day(entry.recorded_at)).values())
        because = f"Nobody owns this account, and its signal is {word}."
    with transaction.atomic():
        return notify(
            persons=persons, entry_id=entry_id, because=because, at=entry.recorded_at, absent_too=True
        )
