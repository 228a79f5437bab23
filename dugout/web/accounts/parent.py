"""Where an account belongs: who is above it, who lies under it, and putting it under another."""

from functools import partial

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.models import Account
from dugout.accounts.queries.accounts import accounts_named
from dugout.accounts.queries.families import family_of
from dugout.values.refused import Refused
from dugout.web.forms import answered, seen, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id


@guarded(Action.CORRECT_ACCOUNT, "GET", "POST")
def change_parent(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Looks for the parent by name (`?q=`), then puts the account under it, or under none."""
    return answered(
        request,
        form=partial(_form, request, account_id),
        verb=lambda: commands.change_parent(
            account_id=account_id,
            parent_id=read_id(request.POST.get("parent")),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda moved: (
            f"{moved.name} stands {f'under {moved.parent}' if moved.parent else 'by itself'} now."
        ),
        back=f"/accounts/{account_id}/parent",
        undo=lambda moved: f"/accounts/{account_id}/undo/{moved.version}",
    )


def _form(request: SignedInRequest, account_id: int, refusal: Refused | None) -> HttpResponse:
    wanted = (request.POST.get("q") or request.GET.get("q", "")).strip()[:200]
    return show_form(
        request,
        "accounts/parent.html",
        refusal,
        account=loaded(Account, account_id),
        family=family_of(account_id),
        wanted=wanted,
        found=accounts_named(wanted, but=account_id),
    )
