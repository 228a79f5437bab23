"""Calendars as the values on which clocks run."""

from collections.abc import Collection
from datetime import date

from dugout.our_company.models import Calendar, Holiday, Location
from dugout.our_company.rules.hours import week_of
from dugout.our_company.terms import Holiday as HolidayValue
from dugout.our_company.terms import WorkCalendar

# Before a company is founded there is no calendar; a clock still has to run on something.
USUAL = WorkCalendar(zone="UTC", week=week_of([[["09:00", "17:00"]]] * 5 + [[], []]))


def calendars(only: Collection[int] | None = None) -> dict[int, WorkCalendar]:
    """Calendars by id as values: all, or those named. Two queries."""
    rows = Calendar.objects.all() if only is None else Calendar.objects.filter(id__in=only)
    holidays: dict[int, dict[date, HolidayValue]] = {row.id: {} for row in rows}
    for holiday in Holiday.objects.filter(calendar_id__in=holidays):
        holidays[holiday.calendar_id][holiday.day] = HolidayValue(holiday.name, holiday.open_until)
    return {
        row.id: WorkCalendar(zone=row.time_zone, week=week_of(row.week), holidays=holidays[row.id])
        for row in rows
    }


def main_calendar() -> WorkCalendar:
    """The main location's calendar: for pools, departments and business days. Three queries."""
    calendar_id = Location.objects.filter(main=True).values_list("calendar_id", flat=True).first()
    return calendars((calendar_id,))[calendar_id] if calendar_id else USUAL


def calendars_with_holidays(*, from_day: date) -> list[tuple[Calendar, list[str], list[Holiday]]]:
    """Every calendar with the places that follow it and its holidays from a day on. Three queries."""
    rows = list(Calendar.objects.order_by("name"))
    places: dict[int, list[str]] = {row.id: [] for row in rows}
    for location in Location.objects.order_by("-main", "name"):
        places[location.calendar_id].append(location.name)
    coming: dict[int, list[Holiday]] = {row.id: [] for row in rows}
    for holiday in Holiday.objects.filter(day__gte=from_day).order_by("day"):
        coming[holiday.calendar_id].append(holiday)
    return [(row, places[row.id], coming[row.id]) for row in rows]
