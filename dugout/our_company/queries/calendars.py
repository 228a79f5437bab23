"""Calendars as the values on which clocks run."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dugout.our_company.models import Calendar, Holiday, Location
from dugout.our_company.rules.hours import week_in_words, week_of
from dugout.our_company.terms import ClosedDay, WeekText, WorkCalendar

# Before a company is founded there is no calendar; a clock still has to run on something.
USUAL = WorkCalendar(zone="UTC", week=week_of([[["09:00", "17:00"]]] * 5 + [[], []]))


def calendars(only: Collection[int] | None = None) -> dict[int, WorkCalendar]:
    """Calendars by id as values: all, or those named."""
    rows = Calendar.objects.all() if only is None else Calendar.objects.filter(id__in=only)
    holidays: dict[int, dict[date, ClosedDay]] = {row.id: {} for row in rows}
    for holiday in Holiday.objects.filter(calendar_id__in=holidays):
        holidays[holiday.calendar_id][holiday.day] = ClosedDay(holiday.name, holiday.open_until)
    return {
        row.id: WorkCalendar(
            zone=row.time_zone,
            week=week_of(row.week),
            holidays=holidays[row.id],
            later=tuple((date.fromisoformat(day), week_of(week)) for day, week in row.later),
        )
        for row in rows
    }


def main_calendar() -> WorkCalendar:
    """The main location's calendar: for pools, departments and business days."""
    calendar_id = Location.objects.filter(main=True).values_list("calendar_id", flat=True).first()
    return calendars((calendar_id,))[calendar_id] if calendar_id else USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    """One calendar with its hours as text, what is planned, who follows it, and its holidays to come."""

    calendar: Calendar
    week: WeekText
    planned: list[tuple[date, WeekText]]
    places: list[Location]
    holidays: list[Holiday]

    @property
    def hours(self) -> list[tuple[str, str]]:
        return week_in_words(self.week)

    @property
    def hours_to_come(self) -> list[tuple[date, list[tuple[str, str]]]]:
        return [(day, week_in_words(week)) for day, week in self.planned]


def calendar_pages(*, day: date) -> list[CalendarPage]:
    """Every calendar as it stands on a day, those of locations first, main one at the top."""
    rows = {row.id: row for row in Calendar.objects.order_by("name")}
    places: dict[int, list[Location]] = {id_: [] for id_ in rows}
    for location in Location.objects.order_by("-main", "name"):
        places[location.calendar_id].append(location)
    coming: dict[int, list[Holiday]] = {id_: [] for id_ in rows}
    for holiday in Holiday.objects.filter(day__gte=day).order_by("day"):
        coming[holiday.calendar_id].append(holiday)
    pages = [
        CalendarPage(
            calendar=row,
            week=week_text_on(row, day=day),
            planned=[
                (begins, week) for text, week in row.later if (begins := date.fromisoformat(text)) > day
            ],
            places=places[id_],
            holidays=coming[id_],
        )
        for id_, row in rows.items()
    ]
    return sorted(pages, key=lambda page: (not page.places, not any(place.main for place in page.places)))


def week_text_on(calendar: Calendar, *, day: date) -> WeekText:
    """The hours of a calendar that hold on a day, as text."""
    held: WeekText = calendar.week
    for begins, week in calendar.later:
        if date.fromisoformat(begins) <= day:
            held = week
    return held


def holidays_from(calendar: Calendar, *, day: date) -> list[Holiday]:
    """The holidays of a calendar from a day on."""
    return list(Holiday.objects.filter(calendar=calendar, day__gte=day).order_by("day"))


def locations_with_calendars() -> list[Location]:
    """Every location with its calendar, the main one first."""
    return list(Location.objects.select_related("calendar").order_by("-main", "name"))
