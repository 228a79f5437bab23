"""Locations, their hours and holidays: administrators."""

from datetime import time

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.commands import changing
from dugout.our_company.models import Calendar
from dugout.our_company.queries.calendars import calendars_with_holidays
from dugout.values.refused import Missing, Problem, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day
from dugout.web.showing import show


@guarded(Action.CONFIGURE)
def calendars(request: SignedInRequest) -> HttpResponse:
    return _calendars(request, ())


@guarded(Action.CONFIGURE, "POST")
def add_holiday(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    calendar = _load(calendar_id)
    try:
        day = read_day(request.POST.get("day"), "day")
        if day is None:
            raise Refused.because("A holiday is on a day.", "Choose one.", "day")
        changing.add_holiday(
            calendar=calendar,
            day=day,
            name=request.POST.get("name", ""),
            open_until=_read_time(request.POST.get("open_until", "")),
            by=request.viewer.author,
            at=request.at,
        )
    except Refused as refusal:
        return _calendars(request, refusal.problems)
    return HttpResponseRedirect("/settings/calendars")


@guarded(Action.CONFIGURE, "POST")
def remove_holiday(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    day = read_day(request.POST.get("day"), "day")
    if day is None:
        raise Missing.because("This day is no holiday of the calendar.", "Look at the list again.")
    changing.remove_holiday(calendar=_load(calendar_id), day=day, by=request.viewer.author, at=request.at)
    return HttpResponseRedirect("/settings/calendars")


def _calendars(request: SignedInRequest, problems: tuple[Problem, ...]) -> HttpResponse:
    context = {
        "calendars": calendars_with_holidays(from_day=request.viewer.day),
        "typed": request.POST,
        "problems": problems,
    }
    return show(request, "settings/calendars.html", context, status=422 if problems else 200)


def _load(calendar_id: int) -> Calendar:
    calendar = Calendar.objects.filter(id=calendar_id).first()
    if calendar is None:
        raise Missing.because("There is no such calendar.", "Look at the list again.")
    return calendar


def _read_time(typed: str) -> time | None:
    if not typed.strip():
        return None
    try:
        return time.fromisoformat(typed.strip())
    except ValueError as error:
        raise Refused.because(
            f"“{typed.strip()[:20]}” is no time of day.", "Write it as 13:00.", "open_until"
        ) from error
