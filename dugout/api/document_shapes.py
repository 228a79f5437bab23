"""How documents, needs, goals and promises are written in JSON."""

import datetime as dt
from typing import Any

from ninja import Schema

from dugout.api.shapes import id_text, moment
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.queries.changes import ChangesSince
from dugout.client_document.queries.document import Document
from dugout.client_document.queries.revisions import SectionDiff, SectionHead
from dugout.client_document.terms import GoalState, Horizon, ItemKind, ItemState, PromiseState
from dugout.versioned_text.terms import PieceKind, RevisionText


class RevisionOut(Schema):
    """`body` is null in lists. `side` and `department` are those of the author at that time."""

    number: int
    body: str | None
    message: str
    author: str | None
    author_name: str
    department: str
    side: str
    at: str | None


class RevisionList(Schema):
    items: list[RevisionOut]
    next: str | None


class SectionOut(Schema):
    """`revision` is the number of the newest revision, 0 while nothing is written."""

    key: str
    title: str
    guidance: str
    body: str
    revision: int
    saved: RevisionOut | None


class CheckOut(Schema):
    section: str
    sentence: str
    met: bool
    because: str


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


class DocumentOut(Schema):
    """`none_known` holds the keys of sections that are answered so; completeness is `met` of `checks`."""

    account: str
    sections: list[SectionOut]
    needs: list[NeedOut]
    goals: list[GoalOut]
    promises: list[PromiseOut]
    none_known: list[str]
    met: int
    checks: list[CheckOut]


class PieceOut(Schema):
    kind: PieceKind
    text: str


class DiffOut(Schema):
    """Same and removed pieces in order are the older text, same and added ones the newer."""

    key: str
    title: str
    older: int
    newer: int
    replaced: bool
    words_added: int
    words_removed: int
    pieces: list[PieceOut]


class TagOut(Schema):
    name: str
    at: str | None
    from_name: str
    to_name: str


class ItemChangeOut(Schema):
    entry: str
    sentence: str
    author_name: str
    at: str | None


class ChangesOut(Schema):
    tag: TagOut | None
    sections: list[DiffOut]
    items: list[ItemChangeOut]


def revision_out(row: RevisionText, *, with_body: bool) -> dict[str, Any]:
    return {
        "number": row.number,
        "body": row.body if with_body else None,
        "message": row.message,
        "author": id_text(row.author_id),
        "author_name": row.author_name,
        "department": row.department_name,
        "side": row.side,
        "at": moment(row.at),
    }


def section_out(head: SectionHead, newest: RevisionText) -> dict[str, Any]:
    return {
        "key": head.key,
        "title": head.title,
        "guidance": head.guidance,
        "body": newest.body,
        "revision": newest.number,
        "saved": revision_out(newest, with_body=False) if newest.number else None,
    }


def document_out(document: Document) -> dict[str, Any]:
    return {
        "account": id_text(document.account.id),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "guidance": section.guidance,
                "body": section.body,
                "revision": section.number,
                "saved": revision_out(section.newest, with_body=False) if section.newest else None,
            }
            for section in document.sections
        ],
        "needs": [need_out(row) for row in (*document.needs, *document.aspirations)],
        "goals": [goal_out(row) for row in document.goals],
        "promises": [promise_out(row) for row in document.promises],
        "none_known": [section.key for section in document.sections if section.none_known],
        "met": document.completeness.met,
        "checks": [
            {"section": key, "sentence": check.sentence, "met": check.met, "because": check.because}
            for key, checks in document.completeness.checks.items()
            for check in checks
        ],
    }


def diff_out(found: SectionDiff) -> dict[str, Any]:
    return {
        "key": found.key,
        "title": found.title,
        "older": found.older.number,
        "newer": found.newer.number,
        "replaced": found.diff.replaced,
        "words_added": found.diff.words_added,
        "words_removed": found.diff.words_removed,
        "pieces": [{"kind": piece.kind, "text": piece.text} for piece in found.diff.pieces],
    }


def changes_out(since: ChangesSince | None) -> dict[str, Any]:
    if since is None:
        return {"tag": None, "sections": [], "items": []}
    return {
        "tag": {
            "name": since.tag.name,
            "at": moment(since.tag.at),
            "from_name": since.tag.from_name,
            "to_name": since.tag.to_name,
        },
        "sections": [diff_out(section) for section in since.sections],
        "items": [
            {
                "entry": id_text(item.entry.id),
                "sentence": item.sentence,
                "author_name": item.entry.author.name if item.entry.author else "Dugout",
                "at": moment(item.entry.recorded_at),
            }
            for item in since.items
        ],
    }


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
