"""How a document, its revisions and their differences are written in JSON."""

from typing import Any

from ninja import Schema

from dugout.accounts.models import Contact
from dugout.api.items import GOAL, NEED, PROMISE
from dugout.api.shapes import id_text, moment
from dugout.client_document.queries.changes import ChangesSince
from dugout.client_document.queries.document import Document
from dugout.client_document.queries.revisions import SectionDiff, SectionHead
from dugout.versioned_text.terms import PieceKind, RevisionText, TagText


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


class TagOut(Schema):
    name: str
    at: str | None
    from_name: str
    to_name: str


class TeamMemberOut(Schema):
    """A contact with a part in the decision."""

    contact: str
    name: str
    roles: list[str]
    influence: int | None
    attitude: int | None


class DocumentOut(Schema):
    """`none_known` holds the keys of sections that are answered so; completeness is `met` of `checks`.

    `handed_over` is the newest accepted hand-off to account management.
    """

    account: str
    sections: list[SectionOut]
    needs: list[NEED.out_shape]  # type: ignore[name-defined]
    goals: list[GOAL.out_shape]  # type: ignore[name-defined]
    promises: list[PROMISE.out_shape]  # type: ignore[name-defined]
    decision_team: list[TeamMemberOut]
    none_known: list[str]
    met: int
    checks: list[CheckOut]
    handed_over: TagOut | None


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


class ItemChangeOut(Schema):
    entry: str
    sentence: str
    author_name: str
    at: str | None


class ChangesOut(Schema):
    """One difference a section from then to now; with a side, that side's saves one by one, newest first.

    `more` says that older changes are left out.
    """

    tag: TagOut | None
    sections: list[DiffOut]
    items: list[ItemChangeOut]
    more: bool


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
        "needs": [NEED.out(row) for row in (*document.needs, *document.aspirations)],
        "goals": [GOAL.out(row) for row in document.goals],
        "promises": [PROMISE.out(row) for row in document.promises],
        "decision_team": [_member_out(contact) for contact in document.decision_team],
        "none_known": [section.key for section in document.sections if section.none_known],
        "met": document.completeness.met,
        "checks": [
            {"section": key, "sentence": check.sentence, "met": check.met, "because": check.because}
            for key, checks in document.completeness.checks.items()
            for check in checks
        ],
        "handed_over": _tag_out(document.handed_over) if document.handed_over else None,
    }


def _member_out(contact: Contact) -> dict[str, Any]:
    return {
        "contact": id_text(contact.id),
        "name": contact.name,
        "roles": sorted(role.role for role in contact.roles.all()),
        "influence": contact.influence,
        "attitude": contact.attitude,
    }


def _tag_out(tag: TagText) -> dict[str, Any]:
    return {"name": tag.name, "at": moment(tag.at), "from_name": tag.from_name, "to_name": tag.to_name}


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
        return {"tag": None, "sections": [], "items": [], "more": False}
    return {
        "tag": _tag_out(since.tag),
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
        "more": since.more,
    }
