"""One's own password."""

from allauth.core import ratelimit
from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.people.commands.passwords import change_password
from dugout.web.errors import error_page
from dugout.web.forms import answered, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.signin.begun import go_on_with_new_password


@guarded(Action.OWN_SETTINGS, "GET", "POST")
def password(request: SignedInRequest) -> HttpResponse:
    """Another password, by who knows the present one. Ends every other session; tries are limited."""
    if request.method == "POST" and not ratelimit.consume(
        request, action="change_password", user=request.user
    ):
        return error_page(request, 429)
    return answered(
        request,
        form=lambda refusal: show_form(request, "settings/password.html", refusal),
        verb=lambda: _change(request),
        said="Your password is changed. Every other session has ended.",
        back="/settings",
    )


def _change(request: SignedInRequest) -> None:
    person = change_password(
        person=request.user,
        present=request.POST.get("present", ""),
        new=request.POST.get("password", ""),
        by=request.by,
        at=request.at,
    )
    go_on_with_new_password(request, person)
