"""One's own API tokens."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.people.commands import tokens as verbs
from dugout.people.queries.tokens import tokens_of
from dugout.people.terms import Scope
from dugout.values.refused import Problem, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.OWN_SETTINGS, "GET", "POST")
def tokens(request: SignedInRequest) -> HttpResponse:
    """The list, and a form for one more; its secret is shown on the answer and never again."""
    problems: tuple[Problem, ...] = ()
    secret, made = "", None
    if request.method == "POST":
        try:
            made, secret = verbs.make_token(
                person=request.user,
                name=request.POST.get("name", ""),
                scopes=[scope for scope in Scope if scope.value in request.POST.getlist("scopes")],
                days=read_id(request.POST.get("days")) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refusal:
            problems = refusal.problems
    context = {
        "tokens": tokens_of(request.user, at=request.at),
        "scopes": [scope.value for scope in Scope if scope is not Scope.ADMIN or request.user.is_admin],
        "secret": secret,
        "made": made,
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return show(request, "settings/tokens.html", context, status=422 if problems else 200)


@guarded(Action.OWN_SETTINGS, "POST")
def revoke_token(request: SignedInRequest, token_id: int) -> HttpResponse:
    verbs.revoke_token(token_id=token_id, person=request.user, by=request.by, at=request.at)
    say(request, "The token is revoked. Whatever used it is refused from now on.")
    return HttpResponseRedirect("/settings/tokens")
