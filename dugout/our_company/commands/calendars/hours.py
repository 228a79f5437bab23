"""Calendars and their working hours, which change from a day on."""

from datetime import date, datetime
from typing import Any

from dugout.history.parts import change_row, record
from dugout.history.queries import the
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Calendar
from dugout.our_company.parts import under_its_own_name
from dugout.our_company.queries.calendars import week_text_on
from dugout.our_company.queries.company import company_day
from dugout.our_company.rules.company import check_day
from dugout.our_company.rules.hours import check_calendar, check_zone
from dugout.our_company.terms import CalendarValues, WeekText
from dugout.values.records import columns_of, told_of
from dugout.values.refused import Problem, Refused


def add_calendar(*, name: str, time_zone: str, week: WeekText, by: Allowed, at: datetime) -> Calendar:
    """One more calendar. Its zone stays: hours in another zone are another calendar. Refused for a name in use."""
    values = _as_kept(name, week, *check_zone(time_zone))
    with under_its_own_name("calendar", values.name):
        calendar = Calendar.objects.create(time_zone=time_zone, **columns_of(values))
        subject = Subject(kind="calendar", id=calendar.id)
        after = told_of(values) | {"time_zone": time_zone}
        record(kind="calendar_added", by=by, at=at, subject=subject, after=after)
    return calendar


def change_calendar(
    *, calendar_id: int, name: str, week: WeekText, from_day: date, seen: int, by: Allowed, at: datetime
) -> Calendar:
    """Another name at once, other hours from a day on, today or later: what was counted keeps its hours.

    Hours that were planned for that day or later are replaced, even by the hours that hold already. A new name alone
    keeps them. Refused when somebody changed it since `seen`.
    """
    values = _as_kept(name, week)
    with under_its_own_name("calendar", values.name):
        calendar = the(Calendar.objects.select_for_update(), calendar_id)
        later = _later_with(calendar, values.week, from_day)
        other_hours = week_text_on(calendar, day=from_day) != values.week
        begins = other_hours or (calendar.name == values.name and later != calendar.later)
        # The same hours take the place of all that are planned: it is the last of those that differ.
        day_told = from_day if other_hours else date.max
        change_row(
            calendar,
            {"name": values.name} | ({"later": later} if begins else {}),
            seen=seen,
            told=lambda row: {
                "name": row.name,
                "week": week_text_on(row, day=day_told),
                "from_day": from_day.isoformat(),
            },
            kind="calendar_changed",
            subject="calendar",
            by=by,
            at=at,
            checked=lambda: _check_beginning(from_day, company_day(at)) if begins else (),
            named=("from_day",) if begins else (),
        )
    return calendar


def _as_kept(name: str, week: WeekText, *more: Problem) -> CalendarValues:
    values, problems = check_calendar(CalendarValues(name=name, week=week))
    if problems := (*problems, *more):
        raise Refused(problems)
    return values


def _check_beginning(from_day: date, today: date) -> tuple[Problem, ...]:
    """What is wrong with the day from which other hours hold."""
    problems = check_day(from_day, "from_day")
    if problems or from_day >= today:
        return problems
    remedy = "Change them from today or a later day on."
    return (Problem("from_day", "Hours that are past have been counted.", remedy),)


def _later_with(calendar: Calendar, hours: WeekText, from_day: date) -> list[list[Any]]:
    """The changes to come, when these hours hold from a day on: none after it, and none that changes nothing."""
    begins = from_day.isoformat()
    earlier = [change for change in calendar.later if change[0] < begins]
    held = earlier[-1][1] if earlier else calendar.week
    return earlier if held == hours else [*earlier, [begins, hours]]
