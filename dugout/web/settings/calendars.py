"""Calendars: working hours and their changes. Administrators."""

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.commands.calendars import hours as commands
from dugout.our_company.models import Calendar
from dugout.our_company.queries.calendars import calendar_pages, week_text_on
from dugout.our_company.queries.company import company_zone
from dugout.our_company.rules.hours import DAY_NAMES
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say
from dugout.web.settings.hours import read_week, week_as_typed, zone_choices
from dugout.web.showing import show

USUAL = {f"week.{number}": "09:00 to 17:00" if number < 5 else "" for number in range(7)}


@guarded(Action.CONFIGURE)
def calendars(request: SignedInRequest) -> HttpResponse:
    """Every calendar: hours, what is planned, who follows it, holidays to come."""
    return show(request, "settings/calendars.html", {"pages": calendar_pages(day=request.viewer.day)})


@guarded(Action.CONFIGURE, "GET", "POST")
def add_calendar(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, {"name": "", "time_zone": company_zone(), **USUAL})
    try:
        added = commands.add_calendar(
            name=request.POST.get("name", ""),
            time_zone=request.POST.get("time_zone", "").strip(),
            week=read_week(request.POST),
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _form(request, request.POST, refusal=refusal)
    say(request, f"The calendar {added.name} is there. Let a location follow it, or give it to a person.")
    return HttpResponseRedirect(f"/settings/calendars#calendar-{added.id}")


@guarded(Action.CONFIGURE, "GET", "POST")
def change_calendar(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """Another name at once, other hours from a day on."""
    calendar = loaded(Calendar, calendar_id)
    today = request.viewer.day
    if request.method != "POST":
        week = week_as_typed(week_text_on(calendar, day=today))
        typed = {"name": calendar.name, "from_day": today.isoformat(), **week}
        return _form(request, typed, calendar_id=calendar_id)
    try:
        changed = commands.change_calendar(
            calendar_id=calendar_id,
            name=request.POST.get("name", ""),
            week=read_week(request.POST),
            from_day=read_day(request.POST.get("from_day"), "from_day") or today,
            seen=read_id(request.POST.get("seen")) or 0,
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _form(request, request.POST, calendar_id=calendar_id, refusal=refusal)
    say(request, f"{changed.name} is saved.")
    return HttpResponseRedirect(f"/settings/calendars#calendar-{calendar_id}")


def _form(
    request: SignedInRequest,
    typed: Mapping[str, str],
    *,
    calendar_id: int | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    context = {
        "calendar": loaded(Calendar, calendar_id) if calendar_id else None,
        "days": DAY_NAMES,
        "typed": typed,
        "zones": zone_choices(),
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, "settings/calendar.html", context, status=status_of(refusal) if refusal else 200)
