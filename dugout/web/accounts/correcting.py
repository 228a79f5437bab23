"""Correcting the plain fields of an account, and taking that back."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.commands import undoing
from dugout.accounts.models import Account
from dugout.accounts.rules import check_account
from dugout.accounts.terms import AccountValues
from dugout.history.queries import who_changed
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.accounts.adding import fields_context
from dugout.web.forms import answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say


@guarded(Action.CORRECT_ACCOUNT, "GET", "POST")
def correct_account(request: SignedInRequest, account_id: int) -> HttpResponse:
    """The parent has a form of its own."""
    account = loaded(Account, account_id)
    return answered(
        request,
        form=partial(_form, request, account_id),
        verb=lambda: commands.correct_account(
            account_id=account_id,
            values=typed_as(AccountValues, request.POST, check=check_account, parent_id=account.parent_id),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda now: f"{now.name} is corrected." if now.version != account.version else "",
        back=f"/accounts/{account_id}",
        undo=lambda now: f"/accounts/{account_id}/undo/{now.version}",
    )


def _form(request: SignedInRequest, account_id: int, refusal: Refused | None) -> HttpResponse:
    account = loaded(Account, account_id)
    now = texts_of(values_of(AccountValues, account))
    del now["parent"]
    return show_form(
        request,
        "accounts/correct_account.html",
        refusal,
        fields=fields_of(request, now, account.version, refusal),
        who=who_changed("account", account.id, account.id) if refusal else "",
        account=account,
        may_change_owner=may(request.viewer, Action.CHANGE_OWNER, account).allowed,
        **fields_context(),
    )


@guarded(Action.CORRECT_ACCOUNT, "POST")
def undo_correction(request: SignedInRequest, account_id: int, version: int) -> HttpResponse:
    account = undoing.undo_correction(account_id=account_id, seen=version, by=request.by, at=request.at)
    say(request, f"{account.name} is as it was before.")
    return HttpResponseRedirect(f"/accounts/{account_id}")
