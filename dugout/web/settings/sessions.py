"""One's own sessions: where somebody is signed in as me, and how to end it."""

from allauth.usersessions.models import UserSession
from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.values.refused import Missing
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.showing import show
from dugout.web.signin.begun import end_others

# People call a browser by the first of these names that stands in its own line.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@guarded(Action.OWN_SETTINGS)
def sessions(request: SignedInRequest) -> HttpResponse:
    mine = UserSession.objects.filter(user=request.user).order_by("-created_at", "-id")
    rows = [(session, browser_of(session.user_agent)) for session in mine if session.exists()]
    this = request.session.session_key
    rows.sort(key=lambda row: row[0].session_key != this)
    others = any(session.session_key != this for session, _ in rows)
    return show(request, "settings/sessions.html", {"sessions": rows, "this": this, "others": others})


@guarded(Action.OWN_SETTINGS, "POST")
def end_session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Ends one of one's own sessions: it is dead at its next request."""
    session = UserSession.objects.filter(user=request.user, id=session_id).first()
    if session is None:
        raise Missing.because("This session has ended already.", "Look at the list again.")
    session.end()
    say(request, "The session is ended.")
    return HttpResponseRedirect("/settings/sessions")


@guarded(Action.OWN_SETTINGS, "POST")
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    """Ends every session of mine but this one."""
    end_others(request, request.user)
    say(request, "Every other session is ended.")
    return HttpResponseRedirect("/settings/sessions")


def browser_of(user_agent: str) -> str:
    """ "Firefox on Linux": what a browser says of itself, in two words; its own line where neither is known."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    known = " on ".join(word for word in (browser, system) if word)
    return known or user_agent[:80] or "Unknown browser"
