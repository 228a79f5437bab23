"""Snapshots: where an account stands now. The command line prints the same."""

from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from ninja import Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import acts, answers
from dugout.api.shapes import MoneyOut, number
from dugout.api.shown import From, Id, Moment, TextOrNone, shown
from dugout.api.signals import SeverityWord
from dugout.overview.queries.snapshot import snapshot_of

router = Router()


class NamedOut(Schema):
    id: Id
    name: str


class OnItOut(Schema):
    """One of our people on the account, with every reason why."""

    id: Annotated[Id, From("person_id")]
    name: str
    phone: str
    why: list[str]


class WhereOut(Schema):
    """Where one sale stands. `wants` holds the sentences of the gates of its step that are not met."""

    opportunity: Id
    name: str
    process: str
    step: int
    of: int
    step_name: str
    since: Moment
    wants: list[str]
    next_step: TextOrNone
    next_step_on: date | None
    owner: str
    stalled: bool
    sentence: str


class SpokeOut(Schema):
    department: str
    last_contact_at: Annotated[Moment | None, From("contact_at")]
    last_proper_conversation_at: Annotated[Moment | None, From("proper_at")]


class SnapshotSignalOut(Schema):
    id: Id
    kind: str
    severity: SeverityWord
    text: str
    raised_at: Moment
    raised_by: TextOrNone
    claimed_by: TextOrNone


class SnapshotPromiseOut(Schema):
    id: Id
    text: str
    by: str
    to: TextOrNone
    due_on: date | None


class SnapshotHandoffOut(Schema):
    """The open hand-off, else the last one."""

    id: Id
    state: str
    from_person: str
    to: str
    opened_at: Moment
    ended_at: Moment | None


class SnapshotPaperOut(Schema):
    """`value` is an order's total, a contract's year."""

    id: Id
    status: str
    value: MoneyOut
    signed_on: date | None
    ends_on: date | None


class ChangedOut(Schema):
    """How many entries a department wrote today and in the six days before."""

    department: str
    entries: Annotated[int, From("count")]


def _papers(kind: str) -> From:
    return From(lambda snapshot: [one for one in snapshot.beside.papers if one.kind == kind])


class SnapshotOut(Schema):
    """What has no data is null or empty."""

    account: NamedOut
    at: Moment
    stage: Annotated[str, From("account.stage")]
    stage_since: Annotated[date | None, From("beside.stage_since")]
    phase: str
    owner: Annotated[NamedOut | None, From("account.owner")]
    people: Annotated[list[OnItOut], From("beside.people")]
    client_since: Annotated[date | None, From("figures.client_since")]
    managed_since: Annotated[Moment | None, From("figures.managed_since")]
    arr: Annotated[MoneyOut, From("figures.arr", currency="figures.currency")]
    renewal_on: Annotated[date | None, From("figures.renewal_on")]
    where: list[WhereOut]
    last_contact_at: Moment | None
    last_proper_conversation_at: Annotated[Moment | None, From("last_proper_at")]
    by_department: Annotated[list[SpokeOut], From("spoke")]
    open_signals: Annotated[list[SnapshotSignalOut], From("beside.signals")]
    open_promises: Annotated[list[SnapshotPromiseOut], From("beside.promises")]
    handoff: Annotated[SnapshotHandoffOut | None, From("beside.handoff")]
    contracts: Annotated[list[SnapshotPaperOut], _papers("contract")]
    orders: Annotated[list[SnapshotPaperOut], _papers("order")]
    changed_in_7_days: Annotated[list[ChangedOut], From("changed")]


@router.get(
    "/accounts/{account_id}/snapshot",
    response={200: SnapshotOut, **answers(404)},
    summary="Where an account stands now",
)
@router.get(
    "/snapshots/{account_id}",
    response={200: SnapshotOut, **answers(404)},
    summary="The same, by its own name",
    operation_id="read_snapshot_by_name",
)
@acts(Action.READ)
def read_snapshot(request: ApiRequest, account_id: str) -> Any:
    """Stage and step, who is on it, money, last contact, signals, promises, hand-off, what changed in 7 days."""
    zone = ZoneInfo(request.viewer.zone)
    return shown(SnapshotOut, snapshot_of(number(account_id), at=request.at, zone=zone))
