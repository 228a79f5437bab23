"""Signals: the list, one signal, and what can be done with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse

from dugout.access.loading import allowed, loaded
from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.paging.keyset import page_of
from dugout.timeline.commands import signals as commands
from dugout.timeline.models import Signal
from dugout.timeline.queries import signals as queries
from dugout.timeline.queries.signals import told_of_signal
from dugout.timeline.terms import (
    SIGNAL_KIND,
    SIGNAL_KINDS,
    RaisedSignal,
    Severity,
    SignalOutcome,
    SignalState,
)
from dugout.values.refused import Refused, Taken
from dugout.web.errors import status_of
from dugout.web.forms import answered, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day
from dugout.web.showing import show

VIEWS = (("open", "Unclaimed"), ("mine", "Mine"), ("claimed", "Claimed"), ("resolved", "Resolved"))
SEVERITIES = [(one.label, one.label.capitalize()) for one in reversed(Severity)]
OUTCOMES = [(one.value, one.label.capitalize()) for one in SignalOutcome]
KINDS = [(kind.key, kind.label.capitalize()) for kind in SIGNAL_KINDS]
WORDS = {"kinds": SIGNAL_KIND, "severity_of": Severity, "state_of": queries.state_of}


@guarded(Action.READ)
def signals(request: SignedInRequest) -> HttpResponse:
    """Signals that nobody has claimed; one's own; claimed and resolved ones."""
    chosen = request.GET.get("view", "open")
    mine = chosen == "mine"
    state = SignalState(chosen) if chosen in tuple(SignalState) else SignalState.OPEN
    rows = queries.signals(
        state=SignalState.CLAIMED if mine else state, claimed_by=request.viewer.acts_for if mine else None
    )
    order = ("-resolved_at", "-id") if state is SignalState.RESOLVED and not mine else queries.ORDER
    page = page_of(rows, order=order, after=request.GET.get("after"), limit=50)
    context = {"page": page, "views": VIEWS, "chosen": chosen if mine else state.value, **WORDS}
    return show(request, "timeline/signals.html", context)


@guarded(Action.RAISE_SIGNAL, "GET", "POST")
def raise_signal(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = loaded(Account, account_id)
    return answered(
        request,
        form=lambda refusal: show_form(
            request,
            "timeline/raise_signal.html",
            refusal,
            inside="timeline/_raise_signal.html",
            account=account,
            kind_choices=KINDS,
            severities=SEVERITIES,
            open_signals=queries.open_signals_of(account_id, most=5),
            **WORDS,
        ),
        verb=lambda: commands.raise_signal(
            signal=_read_signal(request, account_id), by=request.by, at=request.at
        ),
        said=f"Signal raised on {account.name}.",
        back=lambda raised: f"/signals/{raised.id}",
    )


@guarded(Action.READ)
def signal(request: SignedInRequest, signal_id: int) -> HttpResponse:
    """One signal: what was seen by whom, who has it, how it ended."""
    return _signal_page(request, loaded(Signal, signal_id))


@guarded(Action.RAISE_SIGNAL, "POST")
def add_evidence(request: SignedInRequest, signal_id: int) -> HttpResponse:
    severity = request.POST.get("severity")
    return _answered(
        request,
        signal_id,
        lambda: commands.add_evidence(
            signal_id=signal_id,
            text=request.POST.get("text", ""),
            severity=Severity.named(severity) if severity else None,
            by=request.by,
            at=request.at,
        ),
        "Your evidence is added.",
    )


@guarded(Action.CLAIM_SIGNAL, "POST")
def claim_signal(request: SignedInRequest, signal_id: int) -> HttpResponse:
    return _answered(
        request,
        signal_id,
        lambda: commands.claim_signal(signal_id=signal_id, by=request.by, at=request.at),
        "The signal is yours. Resolve it when it is done.",
    )


@guarded(Action.RELEASE_SIGNAL, "POST")
def release_claim(request: SignedInRequest, signal_id: int) -> HttpResponse:
    allowed(request, Action.RELEASE_SIGNAL, Signal, signal_id)
    return _answered(
        request,
        signal_id,
        lambda: commands.release_claim(signal_id=signal_id, by=request.by, at=request.at),
        "The signal is given back. Anybody can claim it.",
    )


@guarded(Action.RESOLVE_SIGNAL, "POST")
def resolve_signal(request: SignedInRequest, signal_id: int) -> HttpResponse:
    allowed(request, Action.RESOLVE_SIGNAL, Signal, signal_id)
    return _answered(
        request,
        signal_id,
        lambda: commands.resolve_signal(
            signal_id=signal_id,
            outcome=request.POST.get("outcome", ""),
            text=request.POST.get("outcome_text", ""),
            by=request.by,
            at=request.at,
        ),
        "The signal is resolved.",
    )


def _answered(
    request: SignedInRequest, signal_id: int, verb: Callable[[], object], said: str
) -> HttpResponse:
    """Refused, the signal is shown as it is now, with what is wrong; what was typed stays."""
    return answered(
        request,
        form=lambda refusal: _signal_page(request, loaded(Signal, signal_id), refusal),
        verb=verb,
        said=said,
        back=f"/signals/{signal_id}",
    )


def _signal_page(request: SignedInRequest, row: Signal, refusal: Refused | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "signal": row,
        "reports": queries.reports_of(row.id),
        "told": told_of_signal(row),
        "may_resolve": may(request.viewer, Action.RESOLVE_SIGNAL, row),
        "may_release": row.claimed_by_id is not None
        and may(request.viewer, Action.RELEASE_SIGNAL, row).allowed,
        "taken": isinstance(refusal, Taken),
        "problems": refusal.problems if refusal else (),
        "typed": request.POST,
        "outcomes": OUTCOMES,
        "severities": [pair for pair in SEVERITIES if Severity.named(pair[0]) > row.severity],
        "log_href": f"/accounts/{row.account_id}/log",
        **WORDS,
    }
    return show(request, "timeline/signal.html", context, status=status_of(refusal) if refusal else 200)


def _read_signal(request: SignedInRequest, account_id: int) -> RaisedSignal:
    post = request.POST
    due_on: date | None = read_day(post.get("due_on"), "due_on")
    return RaisedSignal(
        account_id=account_id,
        kind=post.get("kind", ""),
        severity=Severity.named(post.get("severity", "")),
        text=post.get("text", ""),
        due_on=due_on,
    )
