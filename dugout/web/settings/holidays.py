"""Holidays of a calendar: by hand, half days, and a country's of a year. Administrators."""

from functools import partial

from babel import Locale
from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.commands.calendars import holidays as commands
from dugout.our_company.models import Calendar
from dugout.our_company.queries.calendars import holidays_from
from dugout.our_company.rules.company import check_named
from dugout.our_company.rules.public_holidays import check_wanted, countries
from dugout.our_company.terms import HolidayValues, PublicHolidays
from dugout.values.refused import Missing, Refused
from dugout.web.forms import answered, show_form, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day
from dugout.web.saying import say


@guarded(Action.CONFIGURE, "GET", "POST")
def holidays(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """The holidays of one calendar from today on, and a form for one more."""
    calendar = loaded(Calendar, calendar_id)
    return answered(
        request,
        form=partial(_form, request, calendar),
        verb=lambda: commands.add_holiday(
            calendar=calendar,
            values=typed_as(
                HolidayValues, request.POST, check=lambda typed: check_named(typed, "A holiday")[1]
            ),
            by=request.by,
            at=request.at,
        ),
        said=lambda added: f"{added.name} is a holiday of {calendar.name}.",
        back=_place(calendar),
    )


@guarded(Action.CONFIGURE, "POST")
def add_public_holidays(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """A country's public holidays of a year, those that are not there yet."""
    calendar = loaded(Calendar, calendar_id)

    def verb() -> int:
        wanted = typed_as(PublicHolidays, request.POST, check=lambda typed: check_wanted(typed)[1])
        return commands.add_public_holidays(calendar=calendar, wanted=wanted, by=request.by, at=request.at)

    return answered(
        request,
        form=partial(_form, request, calendar),
        verb=verb,
        said=lambda added: (
            f"{added} holidays added to {calendar.name}." if added else "All of them were there already."
        ),
        back=_place(calendar),
    )


@guarded(Action.CONFIGURE, "POST")
def remove_holiday(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    calendar = loaded(Calendar, calendar_id)
    day = read_day(request.POST.get("day"), "day")
    if day is None:
        raise Missing.because("This day is not a holiday of the calendar.", "Look at the list again.")
    commands.remove_holiday(calendar=calendar, day=day, by=request.by, at=request.at)
    say(request, f"{calendar.name} is open on {day:%d %b %Y} as in any other week.")
    return HttpResponseRedirect(_place(calendar))


def _form(request: SignedInRequest, calendar: Calendar, refusal: Refused | None) -> HttpResponse:
    names = Locale("en").territories
    return show_form(
        request,
        "settings/holidays.html",
        refusal,
        calendar=calendar,
        holidays=holidays_from(calendar, day=request.viewer.day),
        countries=sorted(((code, names.get(code, code)) for code in countries()), key=lambda one: one[1]),
        # In the last quarter it is next year that people plan.
        year=request.viewer.day.year + (request.viewer.day.month > 9),
    )


def _place(calendar: Calendar) -> str:
    return f"/settings/calendars/{calendar.id}/holidays"
