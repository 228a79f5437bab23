"""Calendars: working hours and their changes. Administrators."""

from functools import partial

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.our_company.commands.calendars import hours as commands
from dugout.our_company.models import Calendar
from dugout.our_company.queries.calendars import calendar_pages, week_text_on
from dugout.our_company.queries.company import company_zone
from dugout.our_company.rules.hours import DAY_NAMES, check_calendar
from dugout.our_company.terms import CalendarValues
from dugout.values.refused import Refused
from dugout.web.forms import answered, fields_of, seen, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day
from dugout.web.settings.hours import read_week, week_as_typed, zone_choices
from dugout.web.showing import show

USUAL = {f"week.{number}": "09:00 to 17:00" if number < 5 else "" for number in range(7)}
DAYS = {f"week.{number}": name for number, name in enumerate(DAY_NAMES)}


@guarded(Action.CONFIGURE)
def calendars(request: SignedInRequest) -> HttpResponse:
    """Every calendar: hours, what is planned, who follows it, holidays to come."""
    return show(request, "settings/calendars.html", {"pages": calendar_pages(day=request.viewer.day)})


@guarded(Action.CONFIGURE, "GET", "POST")
def add_calendar(request: SignedInRequest) -> HttpResponse:
    return answered(
        request,
        form=partial(_form, request, None),
        verb=lambda: commands.add_calendar(
            name=request.POST.get("name", ""),
            time_zone=request.POST.get("time_zone", "").strip(),
            week=read_week(request.POST),
            by=request.by,
            at=request.at,
        ),
        said=lambda added: (
            f"The calendar {added.name} is there. Let a location follow it, or give it to a person."
        ),
        back=_place,
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def change_calendar(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """Another name at once, other hours from a day on."""
    return answered(
        request,
        form=partial(_form, request, calendar_id),
        verb=lambda: _change(request, calendar_id),
        said=lambda changed: f"{changed.name} is saved.",
        back=_place,
    )


def _change(request: SignedInRequest, calendar_id: int) -> Calendar:
    values = CalendarValues(name=request.POST.get("name", ""), week=read_week(request.POST))
    try:
        from_day = read_day(request.POST.get("from_day"), "from_day")
    except Refused as unreadable:
        raise Refused((*check_calendar(values)[1], *unreadable.problems)) from unreadable
    return commands.change_calendar(
        calendar_id=calendar_id,
        name=values.name,
        week=values.week,
        from_day=from_day or request.viewer.day,
        seen=seen(request),
        by=request.by,
        at=request.at,
    )


def _form(request: SignedInRequest, calendar_id: int | None, refusal: Refused | None) -> HttpResponse:
    calendar, today = loaded(Calendar, calendar_id) if calendar_id else None, request.viewer.day
    now = {"name": "", "time_zone": company_zone(), **USUAL}
    if calendar:
        week = week_as_typed(week_text_on(calendar, day=today))
        now = {"name": calendar.name, "from_day": today.isoformat(), **week}
    return show_form(
        request,
        "settings/calendar.html",
        refusal,
        fields=fields_of(request, now, calendar.version if calendar else 0, refusal),
        who=who_changed("calendar", calendar.id, None) if calendar and refusal else "",
        calendar=calendar,
        days=list(DAYS.items()),
        labels={**DAYS, "from_day": "Hours hold from"},
        zones=zone_choices(),
    )


def _place(calendar: Calendar) -> str:
    return f"/settings/calendars#calendar-{calendar.id}"
