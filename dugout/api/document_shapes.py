"""How a document, its revisions and their differences are written in JSON."""

from typing import Annotated, Any

from ninja import Schema

from dugout.api.contact_shapes import roles_of
from dugout.api.items import GOAL, NEED, PROMISE
from dugout.api.shown import As, From, Id, Moment, shown
from dugout.client_document.queries.changes import ChangesSince, ItemChange
from dugout.client_document.queries.document import Document
from dugout.client_document.queries.revisions import SectionHead
from dugout.versioned_text.terms import PieceKind, RevisionText


class RevisionOut(Schema):
    """`body` is null in lists. `side` and `department` are those of the author at that time."""

    number: int
    body: str | None
    message: str
    author: Id | None
    author_name: str
    department: Annotated[str, From("department_name")]
    side: str
    at: Moment | None


def saved(row: RevisionText | None) -> dict[str, Any] | None:
    """A revision without its text."""
    return None if row is None else shown(RevisionOut, row, body=None)


class SectionOut(Schema):
    """`revision` is the number of the newest revision, 0 while nothing is written."""

    key: str
    title: str
    guidance: str
    body: str
    revision: Annotated[int, From("number")]
    saved: Annotated[RevisionOut | None, From("newest"), As(saved)]


class CheckOut(Schema):
    section: str
    sentence: str
    met: bool
    because: str


class TagOut(Schema):
    name: str
    at: Moment | None
    from_name: str
    to_name: str


class TeamMemberOut(Schema):
    """A contact with a part in the decision."""

    contact: Annotated[Id, From("id")]
    name: str
    roles: Annotated[list[str], From(roles_of)]
    influence: int | None
    attitude: int | None


def _none_known(document: Document) -> list[str]:
    return [section.key for section in document.sections if section.none_known]


class DocumentOut(Schema):
    """`none_known` holds the keys of sections that are answered so; completeness is `met` of `checks`.

    `handed_over` is the newest accepted hand-off to account management.
    """

    account: Annotated[Id, From("account.id")]
    sections: list[SectionOut]
    needs: Annotated[
        list[NEED.out_shape],  # type: ignore[name-defined]
        From(lambda document: (*document.needs, *document.aspirations)),
    ]
    goals: list[GOAL.out_shape]  # type: ignore[name-defined]
    promises: list[PROMISE.out_shape]  # type: ignore[name-defined]
    decision_team: list[TeamMemberOut]
    none_known: Annotated[list[str], From(_none_known)]
    met: Annotated[int, From("completeness.met")]
    checks: list[CheckOut]
    handed_over: TagOut | None


class PieceOut(Schema):
    kind: PieceKind
    text: str


class DiffOut(Schema):
    """Same and removed pieces in order are the older text, same and added ones the newer."""

    key: str
    title: str
    older: Annotated[int, From("older.number")]
    newer: Annotated[int, From("newer.number")]
    replaced: Annotated[bool, From("diff.replaced")]
    words_added: Annotated[int, From("diff.words_added")]
    words_removed: Annotated[int, From("diff.words_removed")]
    pieces: Annotated[list[PieceOut], From("diff.pieces")]


def _author_name(item: ItemChange) -> str:
    return item.entry.author.name if item.entry.author else "Dugout"


class ItemChangeOut(Schema):
    entry: Annotated[Id, From("entry.id")]
    sentence: str
    author_name: Annotated[str, From(_author_name)]
    at: Annotated[Moment | None, From("entry.recorded_at")]


class ChangesOut(Schema):
    """One difference a section from then to now; with a side, that side's saves one by one, newest first.

    `more` says that older changes are left out.
    """

    tag: TagOut | None
    sections: list[DiffOut]
    items: list[ItemChangeOut]
    more: bool


def section_out(head: SectionHead, newest: RevisionText) -> dict[str, Any]:
    given = {"body": newest.body, "revision": newest.number}
    return shown(SectionOut, head, **given, saved=saved(newest if newest.number else None))


def document_out(document: Document) -> dict[str, Any]:
    found = document.completeness.checks.items()
    checks = [shown(CheckOut, check, section=key) for key, checks in found for check in checks]
    return shown(DocumentOut, document, checks=checks)


def changes_out(since: ChangesSince | None) -> dict[str, Any]:
    if since is None:
        return {"tag": None, "sections": [], "items": [], "more": False}
    return shown(ChangesOut, since)
