"""Adding a prospect; one that is likely here already is shown before a second is made."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.queries.choices import account_choices
from dugout.accounts.terms import CameBy, LikelyKnown
from dugout.people.queries.directory import choices_of_people
from dugout.values.money import DECIMALS
from dugout.values.refused import Refused
from dugout.web.accounts.reading import read_account
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show

CAME_BY = [(one.value, one.value.capitalize()) for one in CameBy]


@guarded(Action.ADD_ACCOUNT, "GET", "POST")
def add_account(request: SignedInRequest) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            made = commands.add_account(
                values=read_account(request.POST, parent_id=None),
                owner_id=read_id(request.POST.get("owner")),
                by=request.viewer.author,
                at=request.at,
                unless_known="even_so" not in request.POST,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{made.name} is added as a prospect.")
            return HttpResponseRedirect(f"/accounts/{made.id}")
    choices = account_choices()
    usual = {
        "owner": str(request.viewer.person.id), "currency": choices.currency, "came_by": CameBy.OUTBOUND.value,
        "name": request.GET.get("name", "")[:200],
    }  # fmt: skip
    known = refusal.known if isinstance(refusal, LikelyKnown) else ()
    context = {
        **fields_context(),
        "owners": choices_of_people(),
        "typed": request.POST or usual,
        "known": known,
        "problems": refusal.problems if refusal and not known else (),
    }
    return show(request, "accounts/add_account.html", context, status=422 if refusal else 200)


def fields_context() -> dict[str, Any]:
    """What the form of an account offers. One query."""
    return {"choices": account_choices(), "came_by": CAME_BY, "currencies": sorted(DECIMALS)}
