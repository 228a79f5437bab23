"""The figures of an account that the timeline knows, written down to the accounts in the same transaction.

The caller holds the account (`accounts.parts.hold`), so that two who change it at once write one after the other.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Value
from django.db.models.functions import Coalesce, Greatest

from dugout.accounts.parts import keep_figures
from dugout.timeline.models import Signal
from dugout.timeline.queries.conversations import conversations_of, last_next_step


def keep_open_signals(account_id: int) -> None:
    """Recomputes how many signals of an account are unresolved and how severe the worst is. Two statements."""
    found = Signal.objects.filter(account_id=account_id, resolved_at=None).aggregate(
        open=Count("id"), worst=Coalesce(Max("severity"), 0)
    )
    keep_figures(account_id, open_signals=found["open"], worst_signal=found["worst"])


def advance_conversations(account_id: int, *, contact_at: datetime, proper_at: datetime | None) -> None:
    """Moves the last contact and the last proper conversation forward, never back. One statement."""
    values: dict[str, Any] = {"last_contact_at": Greatest(F("last_contact_at"), Value(contact_at))}
    if proper_at is not None:
        values["last_proper_at"] = Greatest(F("last_proper_at"), Value(proper_at))
    keep_figures(account_id, **values)


def advance_next_step(account_id: int, day: date) -> None:
    """Moves the last next step that an entry names forward, never back. One statement."""
    keep_figures(account_id, logged_step_on=Greatest(F("logged_step_on"), Value(day)))


def keep_entry_figures(account_id: int) -> None:
    """Recomputes conversations and the last next step from the account's entries, after one was withdrawn.

    Three statements.
    """
    found = conversations_of(account_id)
    keep_figures(
        account_id,
        last_contact_at=found.last_contact_at,
        last_proper_at=found.last_proper_at,
        logged_step_on=last_next_step(account_id),
    )
