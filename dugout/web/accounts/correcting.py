"""Correcting the plain fields of an account, and taking that back."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.commands import undoing
from dugout.accounts.queries.accounts import account as the_account
from dugout.accounts.queries.changes import who_changed
from dugout.values.refused import Refused, Stale
from dugout.web.accounts.adding import fields_context
from dugout.web.accounts.merging import merge_of, stale_context
from dugout.web.accounts.reading import ACCOUNT_FIELDS, read_account, texts_of_account
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CORRECT_ACCOUNT, "GET", "POST")
def correct_account(request: SignedInRequest, account_id: int) -> HttpResponse:
    """A stale save shows what the other wrote; what only one of both touched is taken over without a question."""
    account = the_account(account_id)
    refusal = None
    if request.method == "POST":
        try:
            corrected = commands.correct_account(
                account_id=account_id,
                values=read_account(request.POST, parent_id=account.parent_id),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
            account = the_account(account_id)
        else:
            if corrected.version != account.version:
                undo = f"/accounts/{account_id}/undo/{corrected.version}"
                say(request, f"{corrected.name} is corrected.", undo=undo)
            return HttpResponseRedirect(f"/accounts/{account_id}")
    return _form(request, account_id, refusal)


def _form(request: SignedInRequest, account_id: int, refusal: Refused | None) -> HttpResponse:
    account = the_account(account_id)
    now = texts_of_account(account)
    context = {
        **fields_context(),
        "account": account,
        "now": now,
        "seen": account.version,
        "typed": request.POST or now,
        "was": now,
        "problems": refusal.problems if refusal else (),
        "may_change_owner": may(request.viewer, Action.CHANGE_OWNER, account).allowed,
    }
    if isinstance(refusal, Stale):
        merged = merge_of(request.POST, theirs=now, labels=ACCOUNT_FIELDS)
        context |= stale_context(merged, refusal, who_changed("account", account.id, account.id))
    elif refusal:
        # What was typed began from what the form had seen: that goes back with it.
        context["seen"] = request.POST.get("seen", "")
        context["was"] = {name: request.POST.get(f"was-{name}", now[name]) for name in ACCOUNT_FIELDS}
    return show(
        request, "accounts/correct_account.html", context, status=status_of(refusal) if refusal else 200
    )


@guarded(Action.CORRECT_ACCOUNT, "POST")
def undo_correction(request: SignedInRequest, account_id: int, version: int) -> HttpResponse:
    account = undoing.undo_correction(
        account_id=account_id, seen=version, by=request.viewer.author, at=request.at
    )
    say(request, f"{account.name} is as it was before.")
    return HttpResponseRedirect(f"/accounts/{account_id}")
