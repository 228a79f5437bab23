"""Holidays of a calendar: by hand, half days, and a country's of a year. Administrators."""

from babel import Locale
from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.commands.calendars import holidays as commands
from dugout.our_company.models import Calendar
from dugout.our_company.queries.calendars import holidays_from
from dugout.our_company.rules.public_holidays import countries
from dugout.values.refused import Missing, Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say
from dugout.web.settings.hours import read_time
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def holidays(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """The holidays of one calendar from today on, and a form for one more."""
    calendar = loaded(Calendar, calendar_id)
    if request.method != "POST":
        return _show(request, calendar_id)
    typed = request.POST
    try:
        day = read_day(typed.get("day"), "day")
        if day is None:
            raise Refused.because("A holiday is on a day.", "Choose one.", "day")
        commands.add_holiday(
            calendar=calendar,
            day=day,
            name=typed.get("name", ""),
            open_until=read_time(typed.get("open_until", ""), "open_until"),
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _show(request, calendar_id, refusal=refusal)
    say(request, f"{typed.get('name', '').strip()} is a holiday of {calendar.name}.")
    return HttpResponseRedirect(f"/settings/calendars/{calendar_id}/holidays")


@guarded(Action.CONFIGURE, "POST")
def add_public_holidays(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """A country's public holidays of a year, those that are not there yet."""
    calendar = loaded(Calendar, calendar_id)
    typed = request.POST
    try:
        added = commands.add_public_holidays(
            calendar=calendar,
            country=typed.get("country", "").strip().upper(),
            region=typed.get("region", "").strip(),
            year=read_id(typed.get("year")) or 0,
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _show(request, calendar_id, refusal=refusal)
    say(
        request, f"{added} holidays added to {calendar.name}." if added else "All of them were there already."
    )
    return HttpResponseRedirect(f"/settings/calendars/{calendar_id}/holidays")


@guarded(Action.CONFIGURE, "POST")
def remove_holiday(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    calendar = loaded(Calendar, calendar_id)
    day = read_day(request.POST.get("day"), "day")
    if day is None:
        raise Missing.because("This day is no holiday of the calendar.", "Look at the list again.")
    commands.remove_holiday(calendar=calendar, day=day, by=request.by, at=request.at)
    say(request, f"{calendar.name} is open on {day:%d %b %Y} as in any other week.")
    return HttpResponseRedirect(f"/settings/calendars/{calendar_id}/holidays")


def _show(request: SignedInRequest, calendar_id: int, *, refusal: Refused | None = None) -> HttpResponse:
    calendar = loaded(Calendar, calendar_id)
    names = Locale("en").territories
    context = {
        "calendar": calendar,
        "holidays": holidays_from(calendar, day=request.viewer.day),
        "countries": sorted(((code, names.get(code, code)) for code in countries()), key=lambda one: one[1]),
        "typed": request.POST,
        # In the last quarter it is next year that people plan.
        "year": request.viewer.day.year + (request.viewer.day.month > 9),
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, "settings/holidays.html", context, status=status_of(refusal) if refusal else 200)
