"""The words of the company: sides, working hours, holidays, the calendar as a value, clocks on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated
from zoneinfo import ZoneInfo

from dugout.values.records import Line

MIDNIGHT = time(0)


class Side(StrEnum):
    """The side of the company to which a department belongs. Marketing counts as sales."""

    SALES = "sales"
    ACCOUNT_MANAGEMENT = "account_management"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _SIDE_LABELS[self]


_SIDE_LABELS = {
    Side.SALES: "Sales",
    Side.ACCOUNT_MANAGEMENT: "Account management",
    Side.OTHER: "Other",
}

DayHours = tuple[tuple[time, time], ...]
"""The hours of one day by the clock on the wall, as (opens, closes), in order. Closing at 00:00: midnight."""

Week = tuple[DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours]
"""The hours of Monday to Sunday."""


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which a calendar is closed, or a half day that ends at `open_until`."""

    name: str
    open_until: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """When work is done: a value, equal to every other with the same zone, week and holidays.

    `zone` is an IANA name; `later` holds the weeks that replace `week` from a day on, in order. ValueError for
    an unknown zone, a week that has not seven days, and hours that are empty, out of order or overlap
    (`rules.hours` says it to people).
    """

    zone: str
    week: Week
    holidays: Mapping[date, ClosedDay] = field(default_factory=dict)
    later: tuple[tuple[date, Week], ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"There is no time zone {self.zone!r}.") from None
        for week in (self.week, *(week for _, week in self.later)):
            if len(week) != 7:
                raise ValueError("A week has seven days.")
            for hours in week:
                if not in_order(hours):
                    raise ValueError(f"Hours must be in order and not overlap: {hours}.")
        days = [day for day, _ in self.later]
        if days != sorted(set(days)):
            raise ValueError("Later weeks come in the order of the days from which they hold.")
        # The caller's dictionary may change later; a value may not.
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))
        object.__setattr__(
            self, "_hash", hash((self.zone, self.week, frozenset(self.holidays.items()), self.later))
        )

    def __hash__(self) -> int:
        return self._hash

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def week_on(self, day: date) -> Week:
        """The week that holds on this day: the last that began on or before it."""
        return next((week for begins, week in reversed(self.later) if begins <= day), self.week)

    def hours_on(self, day: date) -> DayHours:
        """The hours of this day by the clock on the wall: the week's, less what a holiday takes."""
        hours = self.week_on(day)[day.weekday()]
        holiday = self.holidays.get(day)
        if holiday is None:
            return hours
        if holiday.open_until is None:
            return ()
        end = holiday.open_until
        return tuple(
            (opens, closes if MIDNIGHT < closes <= end else end) for opens, closes in hours if opens < end
        )


def in_order(hours: DayHours) -> bool:
    """Whether each span of a day's hours opens before it closes, and after the one before it closed."""
    earliest = MIDNIGHT
    for place, (opens, closes) in enumerate(hours):
        if opens < earliest or (place and earliest == MIDNIGHT) or (closes != MIDNIGHT and closes <= opens):
            return False
        earliest = closes
    return True


class ClockState(StrEnum):
    """How far a clock has run: not half, at half time, at full time, at twice the time."""

    RUNNING = "running"
    HALF = "half"
    DUE = "due"
    TWICE = "twice"

    @property
    def label(self) -> str:
        return _CLOCK_LABELS[self]


_CLOCK_LABELS = {
    ClockState.RUNNING: "Running",
    ClockState.HALF: "Half the time is gone",
    ClockState.DUE: "Due",
    ClockState.TWICE: "Twice the time is gone",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that somebody has for a move: business time from `started_at` on.

    `used` is what earlier holders of the same move took of it, each in their own calendar.
    """

    started_at: datetime
    allowance: timedelta
    used: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if self.started_at.utcoffset() is None:
            raise ValueError("A clock starts at a moment with a zone.")
        if self.allowance <= timedelta(0) or self.used < timedelta(0):
            raise ValueError("A clock allows some time, and less than none was never used.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """What a clock says at a moment. Moments are UTC; `left` is business time, below zero when over."""

    due_at: datetime
    half_at: datetime
    twice_at: datetime
    left: timedelta
    state: ClockState


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FiscalQuarter:
    """A quarter of a fiscal year, which is named after the calendar year in which it ends."""

    year: int
    quarter: int

    def __str__(self) -> str:
        return f"FY{self.year} Q{self.quarter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What must be said to found a company. `location` is the main one."""

    name: str
    currency: str = "EUR"
    time_zone: str = "Europe/Berlin"
    fiscal_month: int = 1
    location: str = "Head office"
    demo: bool = False


WeekText = Sequence[Sequence[Sequence[str]]]
"""A week as it is written: seven lists of [opens, closes] such as ["09:00", "17:00"], Monday first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentValues:
    """What an administrator writes on a department. `position` is a position's code, "" for none."""

    name: Annotated[str, Line(100)]
    side: Side
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationValues:
    """A place where people work. The main one's calendar is that of pools and of business days."""

    name: Annotated[str, Line(100)]
    calendar_id: int
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyValues:
    """What an administrator writes on the company; `fiscal_month` is the first month of the fiscal year."""

    name: Annotated[str, Line(200)]
    currency: str
    time_zone: str
    fiscal_month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarValues:
    """What an administrator writes on a calendar; its zone stays."""

    name: Annotated[str, Line(100)]
    week: WeekText


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayValues:
    """A day on which a calendar is closed, or a half day that ends at `open_until`."""

    day: date
    name: Annotated[str, Line(100)]
    open_until: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHolidays:
    """A country's holidays of a year: by its ISO code, and that of a part of it."""

    country: str
    year: int
    region: str = ""
