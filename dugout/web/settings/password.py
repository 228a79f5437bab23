"""One's own password."""

from allauth.core import ratelimit
from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.people.commands.passwords import change_password
from dugout.values.refused import Problem, Refused
from dugout.web.errors import error_page
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.showing import show
from dugout.web.signin.begun import go_on_with_new_password


@guarded(Action.OWN_SETTINGS, "GET", "POST")
def password(request: SignedInRequest) -> HttpResponse:
    """Another password, by who knows the present one. Ends every other session; tries are limited."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        if not ratelimit.consume(request, action="change_password", user=request.user):
            return error_page(request, 429)
        try:
            person = change_password(
                person=request.user,
                present=request.POST.get("present", ""),
                new=request.POST.get("password", ""),
                by=request.by,
                at=request.at,
            )
        except Refused as refusal:
            problems = refusal.problems
        else:
            go_on_with_new_password(request, person)
            say(request, "Your password is changed. Every other session has ended.")
            return HttpResponseRedirect("/settings")
    return show(request, "settings/password.html", {"problems": problems}, status=422 if problems else 200)
