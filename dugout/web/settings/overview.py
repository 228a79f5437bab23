"""The list of settings: what one may change, and what only administrators change."""

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.READ)
def settings(request: SignedInRequest) -> HttpResponse:
    return show(request, "settings/settings.html")
