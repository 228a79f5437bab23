"""Writing a section, and answering "none known" where that is an answer."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.commands import sections
from dugout.client_document.queries.revisions import SectionHead, newest_of_section, section_head
from dugout.values.refused import Refused, Stale
from dugout.versioned_text.rules.comparing import compare
from dugout.versioned_text.terms import RevisionText
from dugout.web.documents.showing import WORDS, rows_of
from dugout.web.errors import status_of
from dugout.web.forms import answered
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def write_section(request: SignedInRequest, account_id: int, key: str) -> HttpResponse:
    """A stale save shows both texts and keeps what was typed; its button then names what it saves over."""
    allowed(request, Action.WRITE_DOCUMENT, Account, account_id)
    head = section_head(account_id, key)
    return answered(
        request,
        form=partial(_form, request, head),
        verb=lambda: sections.save_section(
            account_id=account_id,
            kind_key=key,
            body=request.POST.get("body", ""),
            seen=read_number(request.POST.get("over") or request.POST.get("seen")),
            message=request.POST.get("message", ""),
            by=request.by,
            at=request.at,
        ),
        said=lambda saved: (
            f"{head.title}: revision {saved.number} is saved."
            if saved
            else f"{head.title} says that already."
        ),
        back=f"/accounts/{account_id}/document#{key}",
    )


@guarded(Action.WRITE_DOCUMENT, "POST")
def answer_none_known(request: SignedInRequest, account_id: int, key: str) -> HttpResponse:
    allowed(request, Action.WRITE_DOCUMENT, Account, account_id)
    sections.answer_none_known(account_id=account_id, kind_key=key, by=request.by, at=request.at)
    say(
        request,
        "Answered: none known.",
        undo=f"/accounts/{account_id}/document/{key}/withdraw-none-known",
    )
    return HttpResponseRedirect(f"/accounts/{account_id}/document#{key}")


@guarded(Action.WRITE_DOCUMENT, "POST")
def withdraw_none_known(request: SignedInRequest, account_id: int, key: str) -> HttpResponse:
    allowed(request, Action.WRITE_DOCUMENT, Account, account_id)
    sections.withdraw_none_known(account_id=account_id, kind_key=key, by=request.by, at=request.at)
    say(request, "“None known” is withdrawn.")
    return HttpResponseRedirect(f"/accounts/{account_id}/document#{key}")


def read_number(typed: str | None) -> int:
    """The number of a revision; -1, which none has, for what is not a number."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1


def _form(request: SignedInRequest, head: SectionHead, refusal: Refused | None) -> HttpResponse:
    newest = newest_of_section(head)
    context = {
        **WORDS,
        "head": head,
        "account": head.account,
        "newest": newest,
        "body": request.POST.get("body", newest.body),
        "message": request.POST.get("message", ""),
        "seen": request.POST.get("seen", newest.number),
        "problems": refusal.problems if refusal else (),
        "clash": _clash(refusal, newest, request.viewer.person.id) if isinstance(refusal, Stale) else None,
    }
    return show(
        request, "documents/write_section.html", context, status=status_of(refusal) if refusal else 200
    )


def _clash(stale: Stale, newest: RevisionText, reader_id: int) -> dict[str, Any]:
    """Theirs beside yours: which revision stands there now, by whom, and where the two differ."""
    difference = compare(stale.theirs["body"], stale.yours["body"])
    at = stale.theirs["at"]
    return {
        "number": stale.theirs["number"],
        "author": stale.theirs["author"],
        "mine": newest.number == stale.theirs["number"] and newest.author_id == reader_id,
        "at": datetime.fromisoformat(at) if at else None,
        "rows": rows_of(difference.pieces),
    }
