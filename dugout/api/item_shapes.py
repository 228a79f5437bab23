"""How needs, goals and promises are written in JSON."""

import datetime as dt
from typing import Any

from ninja import Schema

from dugout.api.shapes import id_text, moment
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.terms import GoalState, Horizon, ItemKind, ItemState, PromiseState


class NeedOut(Schema):
    id: str
    account: str
    kind: ItemKind
    text: str
    horizon: Horizon
    state: ItemState
    owner: str | None
    day: dt.date
    source_entry: str | None
    version: int


class GoalOut(Schema):
    id: str
    account: str
    text: str
    measure: str
    baseline: str
    target: str
    current: str
    due_on: dt.date | None
    state: GoalState
    version: int


class PromiseOut(Schema):
    id: str
    account: str
    text: str
    to_contact: str | None
    by: str
    made_on: dt.date
    said_in: str | None
    due_on: dt.date | None
    state: PromiseState
    settled_by: str | None
    settled_at: str | None
    version: int


def need_out(row: Need) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "kind": row.kind,
        "text": row.text,
        "horizon": row.horizon,
        "state": row.state,
        "owner": id_text(row.owner_id),
        "day": row.day,
        "source_entry": id_text(row.source_entry_id),
        "version": row.version,
    }


def goal_out(row: Goal) -> dict[str, Any]:
    fields = ("text", "measure", "baseline", "target", "current", "due_on", "state", "version")
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        **{name: getattr(row, name) for name in fields},
    }


def promise_out(row: Promise) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "text": row.text,
        "to_contact": id_text(row.to_contact_id),
        "by": id_text(row.by_id),
        "made_on": row.made_on,
        "said_in": id_text(row.said_in_id),
        "due_on": row.due_on,
        "state": row.state,
        "settled_by": id_text(row.settled_by_id),
        "settled_at": moment(row.settled_at),
        "version": row.version,
    }
