"""Days on which a calendar is closed, or open half the day: by hand, or a country's of a year."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Calendar, Holiday
from dugout.our_company.rules.company import check_holiday
from dugout.our_company.rules.public_holidays import check_wanted, public_holidays
from dugout.our_company.terms import HolidayValues, PublicHolidays
from dugout.values.records import columns_of, told_of, values_of
from dugout.values.refused import Missing, Refused


def add_holiday(*, calendar: Calendar, values: HolidayValues, by: Allowed, at: datetime) -> Holiday:
    """A day on which a calendar is closed, or a half day."""
    values, problems = check_holiday(values)
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            holiday = Holiday.objects.create(calendar=calendar, **columns_of(values))
            subject = Subject(kind="calendar", id=calendar.id)
            record(kind="holiday_added", by=by, at=at, subject=subject, after=told_of(values))
    except IntegrityError as error:
        raise Refused.because(
            f"{values.day:%d %b %Y} is in this calendar already.",
            "Remove it first, then add it anew.",
            "day",
        ) from error
    return holiday


def add_public_holidays(*, calendar: Calendar, wanted: PublicHolidays, by: Allowed, at: datetime) -> int:
    """A country's or region's public holidays of a year; how many were new. Days that stand there stay as they are."""
    wanted, problems = check_wanted(wanted)
    if problems:
        raise Refused(problems)
    known = public_holidays(wanted)
    with transaction.atomic():
        Calendar.objects.select_for_update().get(id=calendar.id)
        of_year = Holiday.objects.filter(calendar=calendar, day__year=wanted.year)
        there = set(of_year.values_list("day", flat=True))
        new = [(day, name) for day, name in known if day not in there]
        Holiday.objects.bulk_create(Holiday(calendar=calendar, day=day, name=name) for day, name in new)
        if new:
            record(
                kind="public_holidays_added",
                by=by,
                at=at,
                subject=Subject(kind="calendar", id=calendar.id),
                after=told_of(wanted) | {"days": [day.isoformat() for day, _ in new]},
            )
    return len(new)


def remove_holiday(*, calendar: Calendar, day: date, by: Allowed, at: datetime) -> None:
    """Takes a holiday out: the calendar is open that day as in any other week."""
    with transaction.atomic():
        found = Holiday.objects.select_for_update().filter(calendar=calendar, day=day).first()
        if found is None:
            raise Missing.because("This day is not a holiday of the calendar.", "Look at the list again.")
        record(
            kind="holiday_removed",
            by=by,
            at=at,
            subject=Subject(kind="calendar", id=calendar.id),
            before=told_of(values_of(HolidayValues, found)),
        )
        found.delete()
