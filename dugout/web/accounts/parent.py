"""Where an account belongs: who is above it, who lies under it, and putting it under another."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.queries.accounts import account as the_account
from dugout.accounts.queries.accounts import accounts_named
from dugout.accounts.queries.families import family_of
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CORRECT_ACCOUNT, "GET", "POST")
def change_parent(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Looks for the parent by name (`?q=`), then puts the account under it, or under none."""
    refusal = None
    if request.method == "POST":
        try:
            moved = commands.change_parent(
                account_id=account_id,
                parent_id=read_id(request.POST.get("parent")),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            where = f"under {moved.parent}" if moved.parent else "by itself"
            say(
                request,
                f"{moved.name} stands {where} now.",
                undo=f"/accounts/{account_id}/undo/{moved.version}",
            )
            return HttpResponseRedirect(f"/accounts/{account_id}/parent")
    account = the_account(account_id)
    wanted = (request.POST.get("q") or request.GET.get("q", "")).strip()[:200]
    context = {
        "account": account,
        "family": family_of(account_id),
        "wanted": wanted,
        "found": accounts_named(wanted, but=account_id),
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, "accounts/parent.html", context, status=status_of(refusal) if refusal else 200)
