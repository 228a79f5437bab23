"""Signals: of an account, claimed by somebody, claimed by nobody."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from dugout.history.queries import the
from dugout.timeline.models import Notification, Signal, SignalReport
from dugout.timeline.terms import SignalState

# Worst first, then the longest open.
ORDER = ("-severity", "raised_at", "id")
_STATES = {
    SignalState.OPEN: Q(resolved_at=None, claimed_by=None),
    SignalState.CLAIMED: Q(resolved_at=None, claimed_by__isnull=False),
    SignalState.RESOLVED: Q(resolved_at__isnull=False),
}


def signals(
    *,
    account_id: int | None = None,
    state: SignalState | None = None,
    claimed_by: Collection[int] | None = None,
    unresolved: bool = False,
) -> QuerySet[Signal]:
    """Signals with account and persons joined, unordered. Everything that is given must hold."""
    found = Signal.objects.select_related("account__owner", "raised_by", "claimed_by", "resolved_by")
    if account_id is not None:
        found = found.filter(account_id=account_id)
    if state is not None:
        found = found.filter(_STATES[state])
    if claimed_by is not None:
        found = found.filter(claimed_by_id__in=claimed_by)
    if unresolved:
        found = found.filter(resolved_at=None)
    return found


def open_signals_of(account_id: int, *, most: int = 20) -> list[Signal]:
    """The unresolved signals of an account, worst first."""
    return list(signals(account_id=account_id, unresolved=True).order_by(*ORDER)[:most])


def the_signal(signal_id: int) -> Signal:
    """One signal with account and persons. Missing when there is none."""
    return the(signals(), signal_id)


def reports_of(signal_id: int) -> list[SignalReport]:
    """The reports of a signal, the first one first, with who reported."""
    return list(SignalReport.objects.filter(signal_id=signal_id).select_related("by").order_by("id"))


def told_of_signal(signal: Signal) -> list[str]:
    """The names of everybody who was told of its reports, the first told first."""
    entries = SignalReport.objects.filter(signal=signal).values("entry_id")
    told = (
        Notification.objects.filter(entry_id__in=entries)
        .order_by("id")
        .values_list("person__name", flat=True)
    )
    return list(dict.fromkeys(told))


def state_of(signal: Signal) -> SignalState:
    """Open, claimed or resolved, as the row says."""
    if signal.resolved_at is not None:
        return SignalState.RESOLVED
    return SignalState.OPEN if signal.claimed_by_id is None else SignalState.CLAIMED
