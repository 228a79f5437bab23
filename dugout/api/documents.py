"""The client document: its sections with their revisions, the difference of any two, what changed."""

from typing import Any

from django.http import HttpResponse
from ninja import Router
from ninja.params import Query

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.api.auth import ApiRequest
from dugout.api.document_shapes import (
    ChangesOut,
    DiffOut,
    DocumentOut,
    RevisionOut,
    SectionOut,
    changes_out,
    document_out,
    saved,
    section_out,
)
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.shapes import Sent, listed, number
from dugout.api.shown import shown
from dugout.client_document.commands import sections
from dugout.client_document.queries.changes import changes_since_handoff
from dugout.client_document.queries.document import document_of
from dugout.client_document.queries.revisions import (
    diff_of_section,
    line_of,
    newest_of_section,
    revision_of_section,
    revisions_of_section,
    section_head,
)
from dugout.our_company.terms import Side

router = Router()
SECTION = "/documents/{account_id}/sections/{key}"


class SectionIn(Sent):
    """A section's whole text as Markdown, and in a few words why it changed."""

    body: str
    message: str = ""


class RestoreIn(Sent):
    """The number of the revision whose text comes back."""

    revision: int


@router.get(
    "/documents/{account_id}", response={200: DocumentOut, **answers(404)}, summary="A whole document"
)
@acts(Action.READ)
def read_document(request: ApiRequest, account_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    """Every section as it stands, with completeness, needs, goals and promises."""
    return document_out(document_of(number(account_id)))


@router.get(
    "/documents/{account_id}/changes",
    response={200: ChangesOut, **answers(404, 422)},
    summary="What changed since the hand-off",
)
@acts(Action.READ)
def read_changes(request: ApiRequest, account_id: str, side: Side | None = None) -> Any:  # noqa: ARG001
    """Since the newest accepted hand-off to account management; `tag` is null without one."""
    return changes_out(changes_since_handoff(number(account_id), side=side))


@router.get(SECTION, response={200: SectionOut, **answers(404)}, summary="One section")
@acts(Action.READ)
def read_section(request: ApiRequest, response: HttpResponse, account_id: str, key: str) -> Any:  # noqa: ARG001
    """The ETag is the number of its newest revision, 0 while nothing is written."""
    head = section_head(number(account_id), key)
    response["ETag"] = etag(head.newest)
    return section_out(head, newest_of_section(head))


@router.put(SECTION, response={200: SectionOut, **answers(404, 412, 422, 428)}, summary="Save a section")
@acts(Action.WRITE_DOCUMENT)
def save_section(
    request: ApiRequest, response: HttpResponse, account_id: str, key: str, sent: SectionIn
) -> Any:
    """Adds a revision; nothing is overwritten. A stale one is 412 with both texts, `theirs` and `yours`."""
    allowed(request, Action.WRITE_DOCUMENT, Account, number(account_id))
    sections.save_section(
        account_id=number(account_id),
        kind_key=key,
        body=sent.body,
        seen=seen_version(request),
        message=sent.message,
        by=request.by,
        at=request.at,
    )
    return read_section(request, response, account_id, key)


@router.post(
    SECTION + "/restore",
    response={200: SectionOut, **answers(404, 412, 422, 428)},
    summary="Restore a revision",
)
@acts(Action.WRITE_DOCUMENT)
def restore_section(
    request: ApiRequest, response: HttpResponse, account_id: str, key: str, sent: RestoreIn
) -> Any:
    """Its text becomes a new revision; those between stay."""
    allowed(request, Action.WRITE_DOCUMENT, Account, number(account_id))
    sections.restore_section(
        account_id=number(account_id),
        kind_key=key,
        number=sent.revision,
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return read_section(request, response, account_id, key)


@router.post(
    SECTION + "/none-known", response={200: SectionOut, **answers(404, 422)}, summary="Answer “none known”"
)
@acts(Action.WRITE_DOCUMENT)
def answer_none_known(request: ApiRequest, response: HttpResponse, account_id: str, key: str) -> Any:
    """For promises and risks; kept with who and when."""
    allowed(request, Action.WRITE_DOCUMENT, Account, number(account_id))
    sections.answer_none_known(account_id=number(account_id), kind_key=key, by=request.by, at=request.at)
    return read_section(request, response, account_id, key)


@router.post(
    SECTION + "/withdraw-none-known",
    response={200: SectionOut, **answers(404, 422)},
    summary="Withdraw “none known”",
)
@acts(Action.WRITE_DOCUMENT)
def withdraw_none_known(request: ApiRequest, response: HttpResponse, account_id: str, key: str) -> Any:
    allowed(request, Action.WRITE_DOCUMENT, Account, number(account_id))
    sections.withdraw_none_known(account_id=number(account_id), kind_key=key, by=request.by, at=request.at)
    return read_section(request, response, account_id, key)


@router.get(
    SECTION + "/revisions", response={200: listed(RevisionOut), **answers(404, 422)}, summary="Revisions"
)
@acts(Action.READ)
def list_revisions(
    request: ApiRequest,
    account_id: str,
    key: str,
    *,
    side: Side | None = None,
    limit: int | None = None,  # noqa: ARG001  answer_list reads it
    after: str | None = None,  # noqa: ARG001  answer_list reads it
) -> Any:
    """Newest first, without their texts; of one side where it is asked for."""
    rows = revisions_of_section(section_head(number(account_id), key))
    return answer_list(
        request,
        rows.filter(side=side.value) if side else rows,
        order=("-number",),
        show=lambda row: saved(line_of(row)),
    )


@router.get(
    SECTION + "/revisions/{revision}",
    response={200: RevisionOut, **answers(404, 422)},
    summary="One revision",
)
@acts(Action.READ)
def read_revision(request: ApiRequest, account_id: str, key: str, revision: int) -> Any:  # noqa: ARG001
    return shown(RevisionOut, revision_of_section(section_head(number(account_id), key), revision))


@router.get(SECTION + "/diff", response={200: DiffOut, **answers(404, 422)}, summary="Compare two revisions")
@acts(Action.READ)
def read_diff(
    request: ApiRequest,  # noqa: ARG001  the guard reads the request
    account_id: str,
    key: str,
    older: int = Query(0, alias="from"),  # type: ignore[type-arg]
    newer: int | None = Query(None, alias="to"),  # type: ignore[type-arg]
) -> Any:
    """By words, from one revision (0 is before the first) to another (the newest unless told)."""
    head = section_head(number(account_id), key)
    newest = head.newest if newer is None else newer
    return shown(DiffOut, diff_of_section(head, older=older, newer=newest))
