"""Days and periods as the book counts them. A bare date is a date in the company's zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dugout.our_company.rules.wall import start_of_day
from dugout.our_company.terms import FiscalQuarter
from dugout.values.spans import DaySpan, InstantSpan


def day_of(instant: datetime, zone: str | ZoneInfo) -> date:
    """The date that a calendar on the wall in this zone shows at this moment. ValueError without a zone."""
    if instant.utcoffset() is None:
        raise ValueError("A moment needs its zone.")
    return instant.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()


def last_days(today: date, n: int) -> DaySpan:
    """What "the last n days" are: today and the n - 1 days before it."""
    if n < 1:
        raise ValueError("The last n days are at least one.")
    return DaySpan(today - timedelta(days=n - 1), today + timedelta(days=1))


def days_after(day: date, n: int) -> date:
    """What "n days after D" is: D + n, calendar days."""
    return day + timedelta(days=n)


def moments_of(span: DaySpan, zone: str) -> InstantSpan:
    """The moments, in UTC, of whole days in this zone: 30 days are 719, 720 or 721 hours, never assumed."""
    tz = ZoneInfo(zone)
    return InstantSpan(
        start_of_day(span.from_, tz), None if span.until is None else start_of_day(span.until, tz)
    )


def fiscal_quarter(day: date, first_month: int) -> FiscalQuarter:
    """The fiscal year and quarter of a day. The year is named after the calendar year in which it ends."""
    _check_month(first_month)
    months_in = (day.month - first_month) % 12
    began = day.year if day.month >= first_month else day.year - 1
    return FiscalQuarter(year=began + (first_month > 1), quarter=months_in // 3 + 1)


def fiscal_year(day: date, first_month: int) -> int:
    """The fiscal year of a day, named after the calendar year in which it ends."""
    return fiscal_quarter(day, first_month).year


def days_of_quarter(quarter: FiscalQuarter, first_month: int) -> DaySpan:
    """The days of a fiscal quarter."""
    _check_month(first_month)
    begins = _month(quarter.year - (first_month > 1), first_month - 1 + 3 * (quarter.quarter - 1))
    return DaySpan(begins, _month(begins.year, begins.month - 1 + 3))


def days_of_fiscal_year(year: int, first_month: int) -> DaySpan:
    """The days of a fiscal year."""
    _check_month(first_month)
    began = year - (first_month > 1)
    return DaySpan(_month(began, first_month - 1), _month(began, first_month - 1 + 12))


def _month(year: int, months: int) -> date:
    """The first day of the month that is `months` after January of `year`."""
    return date(year + months // 12, months % 12 + 1, 1)


def _check_month(first_month: int) -> None:
    if not 1 <= first_month <= 12:
        raise ValueError("A fiscal year begins in a month from 1 to 12.")
