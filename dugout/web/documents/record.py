"""One record of the document on a page of its own: what it says, and everything that was done to it."""

from django.http import HttpResponse

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.client_document.models import Goal, Need, Promise
from dugout.timeline.queries.feed import entries_of
from dugout.timeline.queries.lines import lines_of
from dugout.web.documents.showing import WORDS
from dugout.web.guard import SignedInRequest
from dugout.web.jinja import reader_zone
from dugout.web.showing import show

MOST_LINES = 100


def show_record(request: SignedInRequest, word: str, row: Need | Goal | Promise) -> HttpResponse:
    """`word` is the record's kind in history: need, goal or promise."""
    entries = entries_of(row.account_id).filter(subject_kind=word, subject_id=row.id).order_by("-id")
    context = {
        **WORDS,
        "account": row.account,
        "row": row,
        "word": word,
        "lines": lines_of(list(entries[:MOST_LINES]), zone=reader_zone(), currency=row.account.currency),
        "may_write": may(request.viewer, Action.WRITE_DOCUMENT, row.account).allowed,
        "may_settle": isinstance(row, Promise) and may(request.viewer, Action.SETTLE_PROMISE, row).allowed,
    }
    return show(request, "documents/record.html", context)
