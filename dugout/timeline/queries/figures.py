"""What lists of accounts sort by, as far as the timeline knows it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef
from django.db.models.fields.json import KeyTextTransform

from dugout.accounts.terms.figures import Figure, Values
from dugout.history.models import Entry
from dugout.timeline.models import EntryWithdrawal, Signal
from dugout.timeline.queries.conversations import conversations_of_many
from dugout.timeline.terms import LOGGED_KIND


def _open_signals(account_ids: Collection[int], _: datetime) -> Values:
    """How many are not resolved, and how severe the worst of them is."""
    rows = Signal.objects.filter(account_id__in=account_ids, resolved_at=None).order_by()
    found = rows.values_list("account_id").annotate(count=Count("id"), worst=Max("severity"))
    return {account_id: values for account_id, *values in found}


def _conversations(account_ids: Collection[int], _: datetime) -> Values:
    found = conversations_of_many(account_ids)
    return {account_id: (one.last_contact_at, one.last_proper_at) for account_id, one in found.items()}


def _logged_step(account_ids: Collection[int], _: datetime) -> Values:
    """The latest day on which an entry that stands says that something is next."""
    rows = Entry.objects.filter(
        ~Exists(EntryWithdrawal.objects.filter(entry_id=OuterRef("id"))),
        account_id__in=account_ids, kind__in=list(LOGGED_KIND), after__next_step_on__gt="",
    ).order_by()  # fmt: skip
    found = rows.values_list("account_id").annotate(day=Max(KeyTextTransform("next_step_on", "after")))
    return {account_id: (date.fromisoformat(day),) for account_id, day in found if account_id is not None}


OPEN_SIGNALS = Figure(columns=("open_signals", "worst_signal"), of=_open_signals)
CONVERSATIONS = Figure(columns=("last_contact_at", "last_proper_at"), of=_conversations)
LOGGED_STEP = Figure(columns=("logged_step_on",), of=_logged_step)
