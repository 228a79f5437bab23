"""Places where people work, and the calendar that each follows. Administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.commands import locations as commands
from dugout.our_company.models import Location
from dugout.our_company.queries.calendars import locations_with_calendars
from dugout.our_company.queries.choices import choices_of_calendars
from dugout.our_company.terms import LocationValues
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def locations(request: SignedInRequest) -> HttpResponse:
    """The list, and a form for one more."""
    if request.method != "POST":
        return _show(request)
    try:
        added = commands.add_location(values=read_location(request), by=request.by, at=request.at)
    except Refused as refusal:
        return _show(request, refusal=refusal)
    say(request, f"{added.name} is a location now.")
    return HttpResponseRedirect("/settings/locations")


@guarded(Action.CONFIGURE, "GET", "POST")
def change_location(request: SignedInRequest, location_id: int) -> HttpResponse:
    """The list, with the form of one of them."""
    edited = loaded(Location, location_id)
    if request.method != "POST":
        return _show(request, edited=edited)
    try:
        changed = commands.change_location(
            location_id=location_id,
            values=read_location(request),
            seen=read_id(request.POST.get("seen")) or 0,
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _show(request, edited=loaded(Location, location_id), refusal=refusal)
    say(request, f"{changed.name} is saved.")
    return HttpResponseRedirect("/settings/locations")


def read_location(request: SignedInRequest) -> LocationValues:
    typed = request.POST
    return LocationValues(
        name=typed.get("name", ""),
        calendar_id=read_id(typed.get("calendar")) or 0,
        main=bool(typed.get("main")),
    )


def _show(
    request: SignedInRequest, *, edited: Location | None = None, refusal: Refused | None = None
) -> HttpResponse:
    now = {"name": "", "calendar": "", "main": ""}
    if edited is not None:
        now = {
            "name": edited.name,
            "calendar": str(edited.calendar_id),
            "main": "on" if edited.main else "",
        }
    context = {
        "locations": locations_with_calendars(),
        "edited": edited,
        "calendars": choices_of_calendars(),
        "typed": request.POST or now,
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, "settings/locations.html", context, status=status_of(refusal) if refusal else 200)
