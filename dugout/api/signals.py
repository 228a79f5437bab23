"""Signals: what wants attention on an account, claimed by exactly one, resolved with an outcome."""

from datetime import date
from typing import Any

from ninja import Router, Schema, Status
from pydantic import ConfigDict

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import id_text, moment, number
from dugout.timeline.commands.signals import add_evidence as add
from dugout.timeline.commands.signals import claim_signal as claim
from dugout.timeline.commands.signals import raise_signal as put_up
from dugout.timeline.commands.signals import release_claim as release
from dugout.timeline.commands.signals import resolve_signal as resolve
from dugout.timeline.models import Signal
from dugout.timeline.queries.signals import ORDER, signals, state_of
from dugout.timeline.terms import Outcome, RaisedSignal, Severity, SignalSource, SignalState

router = Router()


class SignalIn(Schema):
    """`severity` is info, watch, serious or critical. `source_id` de-duplicates until the signal is resolved."""

    model_config = ConfigDict(extra="forbid")

    account: str
    kind: str
    severity: str
    text: str
    source_id: str = ""
    due_on: date | None = None


class ReportIn(Schema):
    """Evidence; `severity` may make the signal worse, never better."""

    model_config = ConfigDict(extra="forbid")

    text: str
    severity: str | None = None


class ResolveIn(Schema):
    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    outcome_text: str


class SignalOut(Schema):
    id: str
    account: str
    kind: str
    severity: str
    text: str
    state: SignalState
    source: str
    source_id: str
    reports: int
    due_on: date | None
    raised_by: str | None
    raised_at: str
    claimed_by: str | None
    claimed_at: str | None
    resolved_by: str | None
    resolved_at: str | None
    outcome: str | None
    outcome_text: str
    version: int


class SignalList(Schema):
    items: list[SignalOut]
    next: str | None


@router.get("/signals", response={200: SignalList, **answers(404, 422)}, summary="Signals, worst first")
@acts(Action.READ)
def list_signals(
    request: ApiRequest,
    *,
    account: str | None = None,
    state: SignalState | None = None,
    mine: bool = False,
    limit: int | None = None,  # noqa: ARG001  answer_list reads it
    after: str | None = None,  # noqa: ARG001  answer_list reads it
) -> Any:
    """`mine` are those that the caller, or somebody for whom they act, has claimed."""
    rows = signals(
        account_id=number(account) if account else None,
        state=state,
        claimed_by=request.viewer.acts_for if mine else None,
    )
    return answer_list(request, rows, order=ORDER, show=_out)


@router.get("/signals/{signal_id}", response={200: SignalOut, **answers(404)}, summary="One signal")
@acts(Action.READ)
def read_signal(request: ApiRequest, signal_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    return _out(loaded(Signal, number(signal_id)))


@router.post("/signals", response={201: SignalOut, **answers(404, 409, 422)}, summary="Raise a signal")
@acts(Action.RAISE_SIGNAL)
def raise_signal(request: ApiRequest, sent: SignalIn) -> Any:
    """Adds to the unresolved signal of the same account, kind and source id, where there is one."""
    row = put_up(
        signal=RaisedSignal(
            account_id=number(sent.account),
            kind=sent.kind,
            severity=Severity.named(sent.severity),
            text=sent.text,
            source=SignalSource.API,
            source_id=sent.source_id,
            due_on=sent.due_on,
        ),
        by=request.by,
        at=request.at,
    )
    return Status(201, _out(row))


@router.post(
    "/signals/{signal_id}/report",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Add evidence to a signal",
)
@acts(Action.RAISE_SIGNAL)
def report_signal(request: ApiRequest, signal_id: str, sent: ReportIn) -> Any:
    row = add(
        signal_id=number(signal_id),
        text=sent.text,
        severity=Severity.named(sent.severity) if sent.severity else None,
        by=request.by,
        at=request.at,
    )
    return _out(row)


@router.post(
    "/signals/{signal_id}/claim",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Claim a signal",
)
@acts(Action.CLAIM_SIGNAL)
def claim_signal(request: ApiRequest, signal_id: str) -> Any:
    """Of many who claim at once one gets 200; the others 409, which names the winner."""
    return _out(claim(signal_id=number(signal_id), by=request.by, at=request.at))


@router.post(
    "/signals/{signal_id}/release",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Give a claimed signal back",
)
@acts(Action.RELEASE_SIGNAL)
def release_signal(request: ApiRequest, signal_id: str) -> Any:
    row = allowed(request, Action.RELEASE_SIGNAL, Signal, number(signal_id))
    return _out(release(signal_id=row.id, by=request.by, at=request.at))


@router.post(
    "/signals/{signal_id}/resolve",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Resolve a signal with an outcome",
)
@acts(Action.RESOLVE_SIGNAL)
def resolve_signal(request: ApiRequest, signal_id: str, sent: ResolveIn) -> Any:
    """By who claimed it, or by the account's owner. A second one gets 409 with the name of the first."""
    row = allowed(request, Action.RESOLVE_SIGNAL, Signal, number(signal_id))
    return _out(
        resolve(
            signal_id=row.id,
            outcome=sent.outcome,
            text=sent.outcome_text,
            by=request.by,
            at=request.at,
        )
    )


def _out(row: Signal) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "kind": row.kind,
        "severity": Severity(row.severity).label,
        "text": row.text,
        "state": state_of(row),
        "source": row.source,
        "source_id": row.source_id,
        "reports": row.reports,
        "due_on": row.due_on,
        "raised_by": id_text(row.raised_by_id),
        "raised_at": moment(row.raised_at),
        "claimed_by": id_text(row.claimed_by_id),
        "claimed_at": moment(row.claimed_at),
        "resolved_by": id_text(row.resolved_by_id),
        "resolved_at": moment(row.resolved_at),
        "outcome": row.outcome or None,
        "outcome_text": row.outcome_text,
        "version": row.version,
    }
