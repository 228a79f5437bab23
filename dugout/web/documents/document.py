"""The document itself: on the screen, and on paper."""

from typing import Any

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.client_document.queries.document import Document, document_of
from dugout.client_document.queries.revisions import recent_revisions
from dugout.web.documents.showing import WORDS
from dugout.web.documents.writers import Writers, writers_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.READ)
def document(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Everything that is written about the client, each part with its ways to write it."""
    found = document_of(account_id)
    writers = writers_of(request, found.account)
    context = {
        **_shown(found),
        "recent": recent_revisions(found),
        "writers": writers,
        "settles": _settles(request, found, writers),
        "log_href": f"/accounts/{account_id}/log",
    }
    return show(request, "documents/document.html", context)


@guarded(Action.READ)
def document_on_paper(request: SignedInRequest, account_id: int) -> HttpResponse:
    """The same without the shell and with nothing folded, for printing or keeping as PDF."""
    return show(request, "documents/document_on_paper.html", _shown(document_of(account_id)))


def _shown(found: Document) -> dict[str, Any]:
    return {"document": found, "account": found.account, **WORDS}


def _settles(request: SignedInRequest, found: Document, writers: Writers) -> frozenset[int]:
    """The promises whose end the reader may tell: those who write all of them, others their own."""
    return frozenset(
        promise.id
        for promise in found.promises
        if writers.allowed or promise.by_id in request.viewer.acts_for
    )
