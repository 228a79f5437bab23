"""Days on which a calendar is closed, or open half the day: by hand, or a country's of a year."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Calendar, Holiday
from dugout.our_company.rules.company import check_day, name_of
from dugout.our_company.rules.public_holidays import public_holidays
from dugout.values.refused import Missing, Refused


def add_holiday(
    *, calendar: Calendar, day: date, name: str, open_until: time | None, by: Allowed, at: datetime
) -> Holiday:
    """A day on which a calendar is closed, or a half day that ends at `open_until`."""
    name = name_of(name, "A holiday")
    if problems := check_day(day, "day"):
        raise Refused(problems)
    try:
        with transaction.atomic():
            holiday = Holiday.objects.create(calendar=calendar, day=day, name=name, open_until=open_until)
            record(
                kind="holiday_added",
                by=by,
                at=at,
                subject=Subject(kind="calendar", id=calendar.id),
                after={
                    "day": day.isoformat(),
                    "name": name,
                    "open_until": open_until.isoformat() if open_until else None,
                },
            )
    except IntegrityError as error:
        raise Refused.because(
            f"{day:%d %b %Y} is in this calendar already.", "Remove it first, then add it anew.", "day"
        ) from error
    return holiday


def add_public_holidays(
    *, calendar: Calendar, country: str, region: str, year: int, by: Allowed, at: datetime
) -> int:
    """A country's or region's public holidays of a year; how many were new. Days that stand there stay as they are."""
    known = public_holidays(country, region, year)
    with transaction.atomic():
        Calendar.objects.select_for_update().get(id=calendar.id)
        there = set(Holiday.objects.filter(calendar=calendar, day__year=year).values_list("day", flat=True))
        new = [(day, name) for day, name in known if day not in there]
        Holiday.objects.bulk_create(Holiday(calendar=calendar, day=day, name=name) for day, name in new)
        if new:
            record(
                kind="public_holidays_added",
                by=by,
                at=at,
                subject=Subject(kind="calendar", id=calendar.id),
                after={
                    "country": country,
                    "region": region,
                    "year": year,
                    "days": [day.isoformat() for day, _ in new],
                },
            )
    return len(new)


def remove_holiday(*, calendar: Calendar, day: date, by: Allowed, at: datetime) -> None:
    """Takes a holiday out: the calendar is open that day as in any other week."""
    with transaction.atomic():
        found = Holiday.objects.select_for_update().filter(calendar=calendar, day=day).first()
        if found is None:
            raise Missing.because("This day is no holiday of the calendar.", "Look at the list again.")
        record(
            kind="holiday_removed",
            by=by,
            at=at,
            subject=Subject(kind="calendar", id=calendar.id),
            before={
                "day": day.isoformat(),
                "name": found.name,
                "open_until": found.open_until.isoformat() if found.open_until else None,
            },
        )
        found.delete()
