"""Giving an account to another owner: who may is the access table's to say."""

from functools import partial

from django.http import HttpResponse

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.models import Account
from dugout.people.queries.directory import choices_of_people
from dugout.values.refused import Refused
from dugout.web.forms import answered, seen, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id


@guarded(Action.CHANGE_OWNER, "GET", "POST")
def change_owner(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Of two who give it away at once, the second reads who owns it now."""
    allowed(request, Action.CHANGE_OWNER, Account, account_id)
    return answered(
        request,
        form=partial(_form, request, account_id),
        verb=lambda: commands.change_owner(
            account_id=account_id,
            person_id=read_id(request.POST.get("owner")) or 0,
            reason=request.POST.get("reason", ""),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda given: f"{given.owner} owns {given.name} from now on.",
        back=f"/accounts/{account_id}",
    )


def _form(request: SignedInRequest, account_id: int, refusal: Refused | None) -> HttpResponse:
    account = loaded(Account, account_id)
    owners = [pair for pair in choices_of_people() if pair[0] != account.owner_id]
    return show_form(
        request, "accounts/owner.html", refusal, inside="accounts/_owner.html", account=account, owners=owners
    )
