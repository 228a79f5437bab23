"""Giving an account to another owner: who may is the access table's to say."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.queries.accounts import account as the_account
from dugout.people.queries.directory import choices_of_people
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CHANGE_OWNER, "GET", "POST")
def change_owner(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Of two who give it away at once, the second reads who owns it now."""
    account = the_account(account_id)
    must(request.viewer, Action.CHANGE_OWNER, account)
    refusal = None
    if request.method == "POST":
        try:
            given = commands.change_owner(
                account_id=account_id,
                person_id=read_id(request.POST.get("owner")) or 0,
                reason=request.POST.get("reason", ""),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
            account = the_account(account_id)
        else:
            say(request, f"{given.owner} owns {given.name} from now on.")
            return HttpResponseRedirect(f"/accounts/{account_id}")
    context = {
        "account": account,
        "owners": [pair for pair in choices_of_people() if pair[0] != account.owner_id],
        "typed": request.POST,
        "problems": refusal.problems if refusal else (),
        "refusal": refusal,
        "part": wants_a_part(request),
    }
    template = "accounts/_owner.html" if wants_a_part(request) else "accounts/owner.html"
    return show(request, template, context, status=status_of(refusal) if refusal else 200)
