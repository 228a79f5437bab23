"""Snapshots: where an account stands now. The command line prints the same."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from ninja import Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import acts, answers
from dugout.api.shapes import MoneyOut, id_text, moment, money, number
from dugout.overview.queries.snapshot import Snapshot, snapshot_of
from dugout.overview.terms.snapshot import HandoffNow, PaperNow
from dugout.selling.queries.where import Where
from dugout.timeline.terms import Severity

router = Router()


class NamedOut(Schema):
    id: str
    name: str


class OnItOut(Schema):
    """One of our people on the account, with every reason why."""

    id: str
    name: str
    phone: str
    why: list[str]


class WhereOut(Schema):
    """Where one sale stands. `wants` holds the sentences of the gates of its step that are not met."""

    opportunity: str
    name: str
    process: str
    step: int
    of: int
    step_name: str
    since: str
    wants: list[str]
    next_step: str | None
    next_step_on: date | None
    owner: str
    stalled: bool
    sentence: str


class SpokeOut(Schema):
    department: str
    last_contact_at: str | None
    last_proper_conversation_at: str | None


class SnapshotSignalOut(Schema):
    id: str
    kind: str
    severity: str
    text: str
    raised_at: str
    raised_by: str | None
    claimed_by: str | None


class SnapshotPromiseOut(Schema):
    id: str
    text: str
    by: str
    to: str | None
    due_on: date | None


class SnapshotHandoffOut(Schema):
    """The open hand-off, else the last one."""

    id: str
    state: str
    from_person: str
    to: str
    opened_at: str
    ended_at: str | None


class SnapshotPaperOut(Schema):
    """`value` is an order's total, a contract's year."""

    id: str
    status: str
    value: MoneyOut
    signed_on: date | None
    ends_on: date | None


class ChangedOut(Schema):
    """How many entries a department wrote today and in the six days before."""

    department: str
    entries: int


class SnapshotOut(Schema):
    """What has no data is null or empty."""

    account: NamedOut
    at: str
    stage: str
    stage_since: date | None
    phase: str
    owner: NamedOut | None
    people: list[OnItOut]
    client_since: date | None
    managed_since: str | None
    arr: MoneyOut
    renewal_on: date | None
    where: list[WhereOut]
    last_contact_at: str | None
    last_proper_conversation_at: str | None
    by_department: list[SpokeOut]
    open_signals: list[SnapshotSignalOut]
    open_promises: list[SnapshotPromiseOut]
    handoff: SnapshotHandoffOut | None
    contracts: list[SnapshotPaperOut]
    orders: list[SnapshotPaperOut]
    changed_in_7_days: list[ChangedOut]


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
    return snapshot_out(snapshot_of(number(account_id), at=request.at, zone=zone))


def snapshot_out(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as JSON values, for the API and the command line."""
    account, figures, beside = snapshot.account, snapshot.figures, snapshot.beside
    return {
        "account": {"id": id_text(account.id), "name": account.name},
        "at": moment(snapshot.at),
        "stage": account.stage,
        "stage_since": beside.stage_since,
        "phase": snapshot.phase.value,
        "owner": {"id": id_text(account.owner_id), "name": account.owner.name} if account.owner else None,
        "people": [
            {"id": id_text(one.person_id), "name": one.name, "phone": one.phone, "why": list(one.why)}
            for one in beside.people
        ],
        "client_since": figures.client_since,
        "managed_since": moment(figures.managed_since),
        "arr": money(figures.arr, figures.currency),
        "renewal_on": figures.renewal_on,
        "where": [_where(one) for one in snapshot.where],
        "last_contact_at": moment(snapshot.last_contact_at),
        "last_proper_conversation_at": moment(snapshot.last_proper_at),
        "by_department": [
            {
                "department": one.department,
                "last_contact_at": moment(one.contact_at),
                "last_proper_conversation_at": moment(one.proper_at),
            }
            for one in snapshot.spoke
        ],
        **_attention(snapshot),
        "handoff": _handoff(beside.handoff),
        "contracts": [_paper(one) for one in beside.papers if one.kind == "contract"],
        "orders": [_paper(one) for one in beside.papers if one.kind == "order"],
        "changed_in_7_days": [
            {"department": one.department, "entries": one.count} for one in snapshot.changed
        ],
    }


def _attention(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "open_signals": [
            {
                "id": id_text(one.id),
                "kind": one.kind,
                "severity": Severity(one.severity).label,
                "text": one.text,
                "raised_at": moment(one.raised_at),
                "raised_by": one.raised_by or None,
                "claimed_by": one.claimed_by or None,
            }
            for one in snapshot.beside.signals
        ],
        "open_promises": [
            {
                "id": id_text(one.id),
                "text": one.text,
                "by": one.by,
                "to": one.to or None,
                "due_on": one.due_on,
            }
            for one in snapshot.beside.promises
        ],
    }


def _where(one: Where) -> dict[str, Any]:
    return {
        "opportunity": id_text(one.opportunity_id),
        "name": one.name,
        "process": one.process,
        "step": one.step,
        "of": one.of,
        "step_name": one.step_name,
        "since": moment(one.since),
        "wants": list(one.wants),
        "next_step": one.next_step or None,
        "next_step_on": one.next_step_on,
        "owner": one.owner,
        "stalled": one.stalled,
        "sentence": one.sentence,
    }


def _handoff(one: HandoffNow | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": id_text(one.id),
        "state": one.state,
        "from_person": one.from_person,
        "to": one.to,
        "opened_at": moment(one.opened_at),
        "ended_at": moment(one.ended_at),
    }


def _paper(one: PaperNow) -> dict[str, Any]:
    return {
        "id": id_text(one.id),
        "status": one.status,
        "value": money(one.value, one.currency),
        "signed_on": one.signed_on,
        "ends_on": one.ends_on,
    }
