"""One's own API tokens."""

from dataclasses import asdict

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.people.commands import tokens as verbs
from dugout.people.queries.tokens import tokens_of
from dugout.people.rules.tokens import check_token
from dugout.people.terms import Scope, TokenValues
from dugout.values.refused import Refused
from dugout.web.forms import Fields, show_form, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say


@guarded(Action.OWN_SETTINGS, "GET", "POST")
def tokens(request: SignedInRequest) -> HttpResponse:
    """The list, and a form for one more; its secret is shown on the answer and never again."""
    refusal: Refused | None = None
    secret, made, admin = "", None, request.user.is_admin
    if request.method == "POST":
        try:
            values = typed_as(
                TokenValues,
                request.POST,
                check=lambda typed: check_token(typed, admin=admin)[1],
                needed=("days",),
            )
            made, secret = verbs.make_token(
                person=request.user, **asdict(values), by=request.by, at=request.at
            )
        except Refused as refused:
            refusal = refused
    problems = refusal.problems if refusal else ()
    return show_form(
        request,
        "settings/tokens.html",
        refusal,
        fields=Fields(typed=request.POST if refusal else {}, was={}, seen="", problems=problems),
        tokens=tokens_of(request.user, at=request.at),
        scopes=[scope.value for scope in Scope if scope is not Scope.ADMIN or admin],
        secret=secret,
        made=made,
    )


@guarded(Action.OWN_SETTINGS, "POST")
def revoke_token(request: SignedInRequest, token_id: int) -> HttpResponse:
    verbs.revoke_token(token_id=token_id, person=request.user, by=request.by, at=request.at)
    say(request, "The token is revoked. Whatever used it is refused from now on.")
    return HttpResponseRedirect("/settings/tokens")
