"""Signals: what wants attention on an account, claimed by exactly one, resolved with an outcome."""

from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema, Status

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import Sent, listed, number
from dugout.api.shown import As, From, Id, Moment, TextOrNone, as_shape, shown
from dugout.timeline.commands.signals import add_evidence as add
from dugout.timeline.commands.signals import claim_signal as claim
from dugout.timeline.commands.signals import raise_signal as put_up
from dugout.timeline.commands.signals import release_claim as release
from dugout.timeline.commands.signals import resolve_signal as resolve
from dugout.timeline.models import Signal
from dugout.timeline.queries.signals import ORDER, signals, state_of
from dugout.timeline.terms import RaisedSignal, Severity, SignalOutcome, SignalSource, SignalState

router = Router()
SeverityWord = Annotated[str, As(lambda severity: Severity(severity).label)]


class SignalIn(Sent):
    """`severity` is info, watch, serious or critical. `source_id` de-duplicates until the signal is resolved."""

    account: str
    kind: str
    severity: str
    text: str
    source_id: str = ""
    due_on: date | None = None


class ReportIn(Sent):
    """Evidence; `severity` may make the signal worse, never better."""

    text: str
    severity: str | None = None


class ResolveIn(Sent):
    outcome: SignalOutcome
    outcome_text: str


class SignalOut(Schema):
    id: Id
    account: Id
    kind: str
    severity: SeverityWord
    text: str
    state: Annotated[SignalState, From(state_of)]
    source: str
    source_id: str
    reports: int
    due_on: date | None
    raised_by: Id | None
    raised_at: Moment
    claimed_by: Id | None
    claimed_at: Moment | None
    resolved_by: Id | None
    resolved_at: Moment | None
    outcome: TextOrNone
    outcome_text: str
    version: int


@router.get(
    "/signals", response={200: listed(SignalOut), **answers(404, 422)}, summary="Signals, worst first"
)
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
    return answer_list(request, rows, order=ORDER, show=as_shape(SignalOut))


@router.get("/signals/{signal_id}", response={200: SignalOut, **answers(404)}, summary="One signal")
@acts(Action.READ)
def read_signal(request: ApiRequest, signal_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    return shown(SignalOut, loaded(Signal, number(signal_id)))


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
    return Status(201, shown(SignalOut, row))


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
    return shown(SignalOut, row)


@router.post(
    "/signals/{signal_id}/claim",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Claim a signal",
)
@acts(Action.CLAIM_SIGNAL)
def claim_signal(request: ApiRequest, signal_id: str) -> Any:
    """Of many who claim at once one gets 200; the others 409, which names the winner."""
    return shown(SignalOut, claim(signal_id=number(signal_id), by=request.by, at=request.at))


@router.post(
    "/signals/{signal_id}/release",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Give a claimed signal back",
)
@acts(Action.RELEASE_SIGNAL)
def release_signal(request: ApiRequest, signal_id: str) -> Any:
    row = allowed(request, Action.RELEASE_SIGNAL, Signal, number(signal_id))
    return shown(SignalOut, release(signal_id=row.id, by=request.by, at=request.at))


@router.post(
    "/signals/{signal_id}/resolve",
    response={200: SignalOut, **answers(404, 409, 422)},
    summary="Resolve a signal with an outcome",
)
@acts(Action.RESOLVE_SIGNAL)
def resolve_signal(request: ApiRequest, signal_id: str, sent: ResolveIn) -> Any:
    """By who claimed it, or by the account's owner. A second one gets 409 with the name of the first."""
    row = allowed(request, Action.RESOLVE_SIGNAL, Signal, number(signal_id))
    return shown(
        SignalOut,
        resolve(
            signal_id=row.id,
            outcome=sent.outcome,
            text=sent.outcome_text,
            by=request.by,
            at=request.at,
        ),
    )
