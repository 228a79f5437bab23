"""The inbox: what one was told, and why."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.timeline.commands import inbox as commands
from dugout.timeline.queries.inbox import inbox, path_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.jinja import reader_zone
from dugout.web.reading import read_id
from dugout.web.showing import show


@guarded(Action.OWN_SETTINGS)
def notices(request: SignedInRequest) -> HttpResponse:
    """One's notices, newest first; `?unread=1` leaves the read ones out."""
    unread = bool(request.GET.get("unread"))
    found = inbox(
        request.viewer.person.id,
        zone=reader_zone(),
        currency="",
        unread=unread,
        after=request.GET.get("after"),
    )
    return show(request, "timeline/notices.html", {"inbox": found, "unread_only": unread})


@guarded(Action.OWN_SETTINGS, "POST")
def mark_read(request: SignedInRequest, notification_id: int) -> HttpResponse:
    commands.mark_read(notification_id=notification_id, by=request.by, at=request.at)
    return HttpResponseRedirect("/notices")


@guarded(Action.OWN_SETTINGS, "POST")
def open_notice(request: SignedInRequest, notification_id: int) -> HttpResponse:
    """Marks a notice as read and leads to what it tells of."""
    found = commands.mark_read(notification_id=notification_id, by=request.by, at=request.at)
    return HttpResponseRedirect(path_of(found.entry))


@guarded(Action.OWN_SETTINGS, "POST")
def mark_all_read(request: SignedInRequest) -> HttpResponse:
    """All up to the newest that the page showed: one that came meanwhile stays unread."""
    up_to = read_id(request.POST.get("up_to"))
    commands.mark_all_read(by=request.by, at=request.at, up_to_id=up_to)
    return HttpResponseRedirect("/notices")
