"""Calendars and their working hours, which change from a day on."""

from datetime import date, datetime
from typing import Any

from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Calendar
from dugout.our_company.parts import under_its_own_name
from dugout.our_company.queries.calendars import week_text_on
from dugout.our_company.queries.company import company_day
from dugout.our_company.rules.company import check_day, check_name, name_of
from dugout.our_company.rules.hours import check_week, check_zone, week_as_text, week_of
from dugout.our_company.terms import WeekText
from dugout.values.refused import Missing, Refused, Stale


def add_calendar(*, name: str, time_zone: str, week: WeekText, by: Allowed, at: datetime) -> Calendar:
    """One more calendar. Its zone stays: hours in another zone are another calendar. Refused for a name in use."""
    if problems := (*check_name(name, "A calendar"), *check_zone(time_zone), *check_week(week)):
        raise Refused(problems)
    name, hours = name_of(name, "A calendar"), week_as_text(week_of(week))
    with under_its_own_name("calendar", name):
        calendar = Calendar.objects.create(name=name, time_zone=time_zone, week=hours)
        record(
            kind="calendar_added",
            by=by,
            at=at,
            subject=Subject(kind="calendar", id=calendar.id),
            after={"name": name, "time_zone": time_zone, "week": hours},
        )
    return calendar


def change_calendar(
    *, calendar_id: int, name: str, week: WeekText, from_day: date, seen: int, by: Allowed, at: datetime
) -> Calendar:
    """Another name at once, other hours from a day on, today or later: what was counted keeps its hours.

    Hours that were planned for that day or later are replaced, also by those that hold already; a new name alone
    leaves them. Refused when somebody changed it since `seen`.
    """
    if problems := (*check_name(name, "A calendar"), *check_week(week)):
        raise Refused(problems)
    name, hours = name_of(name, "A calendar"), week_as_text(week_of(week))
    today = company_day(at)
    with under_its_own_name("calendar", name):
        calendar = Calendar.objects.select_for_update().filter(id=calendar_id).first()
        if calendar is None:
            raise Missing.because("There is no such calendar.", "Take one of the list of calendars.")
        before: dict[str, Any] = {"name": calendar.name, "week": week_text_on(calendar, day=from_day)}
        if calendar.version != seen:
            raise Stale.because(
                f"{calendar.name} was changed since you opened it.",
                "Compare and save again.",
                theirs=before,
                yours={"name": name, "week": hours},
            )
        was, becomes = changed_values(before, {"name": name, "week": hours})
        cancels = not becomes and _later_with(calendar, hours, from_day) != calendar.later
        if not becomes and not cancels:
            return calendar
        if cancels:
            was, becomes = {"week": calendar.later[-1][1]}, {"week": hours}
        if "week" in becomes:
            _begin_week(calendar, hours, from_day, today)
        calendar.name = name
        calendar.version += 1
        calendar.save()
        record(
            kind="calendar_changed",
            by=by,
            at=at,
            subject=Subject(kind="calendar", id=calendar.id),
            before=was,
            after={**becomes, "from_day": from_day.isoformat()} if "week" in becomes else becomes,
        )
    return calendar


def _begin_week(calendar: Calendar, hours: WeekText, from_day: date, today: date) -> None:
    if problems := check_day(from_day, "from_day"):
        raise Refused(problems)
    if from_day < today:
        raise Refused.because(
            "Hours that are past have been counted.", "Change them from today or a later day on.", "from_day"
        )
    calendar.later = _later_with(calendar, hours, from_day)


def _later_with(calendar: Calendar, hours: WeekText, from_day: date) -> list[list[Any]]:
    """The changes to come, when these hours hold from a day on: none after it, and none that changes nothing."""
    begins = from_day.isoformat()
    earlier = [change for change in calendar.later if change[0] < begins]
    held = earlier[-1][1] if earlier else calendar.week
    return earlier if held == hours else [*earlier, [begins, hours]]
