"""One's own sessions: where somebody is signed in as me, and how to end it."""

from allauth.usersessions.models import UserSession
from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.values.refused import Missing
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.OWN_SETTINGS)
def sessions(request: SignedInRequest) -> HttpResponse:
    mine = UserSession.objects.filter(user=request.user).order_by("-created_at", "-id")
    living = [session for session in mine if session.exists()]
    return show(request, "settings/sessions.html", {"sessions": living, "this": request.session.session_key})


@guarded(Action.OWN_SETTINGS, "POST")
def end_session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Ends one of one's own sessions: it is dead at its next request."""
    session = UserSession.objects.filter(user=request.user, id=session_id).first()
    if session is None:
        raise Missing.because("This session has ended already.", "Look at the list again.")
    session.end()
    return HttpResponseRedirect("/settings/sessions")
