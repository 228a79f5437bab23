"""What changed in the document since the hand-off, by everybody or by one side."""

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.queries.changes import changes_since_handoff
from dugout.our_company.terms import Side
from dugout.web.documents.choosing import read_choice
from dugout.web.documents.showing import WORDS, pieces_of, rows_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.READ)
def changes(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Everybody's as one difference a section; one side's revision by revision."""
    side = read_choice(Side, request.GET.get("side"))
    beside = request.GET.get("view") == "beside"
    since = changes_since_handoff(account_id, side=side)
    context = {
        **WORDS,
        "account": since.account if since else loaded(Account, account_id),
        "since": since,
        "side": side.value if side else "",
        "sides": [(one.value, one.label) for one in Side],
        "beside": beside,
        "pieces_of": pieces_of,
        "rows_of": rows_of,
    }
    return show(request, "documents/changes.html", context)
