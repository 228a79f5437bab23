"""A section's past: its revisions, one of them, the difference of two, and restoring one."""

from functools import partial

from django.http import HttpResponse

from dugout.access.loading import allowed
from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.commands import sections
from dugout.client_document.queries.revisions import (
    SectionHead,
    diff_of_section,
    line_of,
    revision_of_section,
    revisions_of_section,
    section_head,
)
from dugout.client_document.terms import DOCUMENT, HANDED_OVER
from dugout.our_company.terms import Side
from dugout.paging.keyset import page_of
from dugout.values.refused import Refused
from dugout.versioned_text.queries import newest_tag
from dugout.web.documents.choosing import read_choice
from dugout.web.documents.sections import read_number
from dugout.web.documents.showing import WORDS, pieces_of, rows_of
from dugout.web.errors import status_of
from dugout.web.forms import answered
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.READ)
def history(request: SignedInRequest, account_id: int, key: str) -> HttpResponse:
    """Every revision of a section, newest first; of one side where it is asked for."""
    head = section_head(account_id, key)
    side = read_choice(Side, request.GET.get("side"))
    rows = revisions_of_section(head)
    if side is not None:
        rows = rows.filter(side=side.value)
    page = page_of(rows, order=("-number",), after=request.GET.get("after"), limit=50)
    context = {
        **_shown(head),
        "page": page,
        "lines": [line_of(row) for row in page.rows],
        "side": side.value if side else "",
        "sides": [(one.value, one.label) for one in Side],
        "tagged": _tagged(head),
    }
    return show(request, "documents/history.html", context)


@guarded(Action.READ)
def revision(request: SignedInRequest, account_id: int, key: str, number: int) -> HttpResponse:
    """One revision as it was, and what it changed."""
    head = section_head(account_id, key)
    return _revision_page(request, head, number)


@guarded(Action.READ)
def compare_revisions(request: SignedInRequest, account_id: int, key: str) -> HttpResponse:
    """The difference of any two revisions; the newest two unless told."""
    head = section_head(account_id, key)
    newer = read_number(request.GET.get("to", str(head.newest)))
    older = read_number(request.GET.get("from", str(max(newer - 1, 0))))
    found = diff_of_section(head, older=older, newer=newer)
    beside = request.GET.get("view") == "beside"
    context = {
        **_shown(head),
        "found": found,
        "beside": beside,
        "pieces_of": pieces_of,
        "rows_of": rows_of,
    }
    return show(request, "documents/compare_revisions.html", context)


@guarded(Action.WRITE_DOCUMENT, "POST")
def restore_section(request: SignedInRequest, account_id: int, key: str) -> HttpResponse:
    """The old text becomes a new revision; those between stay."""
    allowed(request, Action.WRITE_DOCUMENT, Account, account_id)
    head = section_head(account_id, key)
    number = read_number(request.POST.get("number"))
    return answered(
        request,
        form=partial(_revision_page, request, head, number),
        verb=lambda: sections.restore_section(
            account_id=account_id,
            kind_key=key,
            number=number,
            seen=read_number(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        ),
        said=lambda saved: (
            f"{head.title}: revision {number} is restored as revision {saved.number}."
            if saved
            else f"{head.title} says that already."
        ),
        back=f"/accounts/{account_id}/document#{key}",
    )


def _revision_page(
    request: SignedInRequest, head: SectionHead, number: int, refusal: Refused | None = None
) -> HttpResponse:
    shown = revision_of_section(head, number)
    since = diff_of_section(head, older=number, newer=head.newest)
    context = {
        **_shown(head),
        "shown": shown,
        "since": since.diff,
        "pieces": pieces_of(since.diff.pieces),
        "tagged": _tagged(head),
        "may_write": may(request.viewer, Action.WRITE_DOCUMENT, head.account).allowed,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, "documents/revision.html", context, status=status_of(refusal) if refusal else 200)


def _shown(head: SectionHead) -> dict[str, object]:
    return {"head": head, "account": head.account, **WORDS}


def _tagged(head: SectionHead) -> int | None:
    """The revision of this section that was handed over, if one was."""
    tag = newest_tag(about_kind=DOCUMENT, about_id=head.account.id, name=HANDED_OVER)
    return tag.numbers.get(head.text_id or 0) if tag else None
