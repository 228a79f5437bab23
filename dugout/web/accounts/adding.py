"""Adding a prospect; one that is likely here already is shown before a second is made."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.accounts.commands import accounts as commands
from dugout.accounts.queries.choices import account_choices
from dugout.accounts.rules import check_account
from dugout.accounts.terms import AccountValues, CameBy, LikelyKnown
from dugout.people.queries.directory import choices_of_people
from dugout.values.money import DECIMALS
from dugout.values.refused import Refused
from dugout.web.forms import answered, fields_of, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id

CAME_BY = [(one.value, one.value.capitalize()) for one in CameBy]


@guarded(Action.ADD_ACCOUNT, "GET", "POST")
def add_account(request: SignedInRequest) -> HttpResponse:
    return answered(
        request,
        form=partial(_form, request),
        verb=lambda: commands.add_account(
            values=typed_as(AccountValues, request.POST, check=check_account),
            owner_id=read_id(request.POST.get("owner")),
            by=request.by,
            at=request.at,
            unless_known="even_so" not in request.POST,
        ),
        said=lambda made: f"{made.name} is added as a prospect.",
        back=lambda made: f"/accounts/{made.id}",
    )


def _form(request: SignedInRequest, refusal: Refused | None) -> HttpResponse:
    offered = fields_context()
    usual = AccountValues(name=request.GET.get("name", "")[:200], currency=offered["offered"].currency)
    fields = fields_of(request, texts_of(usual) | {"owner": str(request.viewer.person.id)}, 0, refusal)
    known = refusal.known if isinstance(refusal, LikelyKnown) else ()
    if known:
        fields = replace(fields, problems=())
    return show_form(
        request,
        "accounts/add_account.html",
        refusal,
        fields=fields,
        owners=choices_of_people(),
        known=known,
        **offered,
    )


def fields_context() -> dict[str, Any]:
    """What the form of an account offers."""
    return {"offered": account_choices(), "choices": {"came_by": CAME_BY}, "currencies": sorted(DECIMALS)}
