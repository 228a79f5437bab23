"""Calendars for the tests of the clock, and a second clock: slow, minute by minute, written another way."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from dugout.our_company.terms import ClosedDay, DayHours, Week, WorkCalendar

# Days on which clocks change, and plain ones. Samoa left out a whole day; Cairo's day began at one o'clock.
NEAR = tuple(
    (zone, date.fromisoformat(day))
    for zone, days in {
        "Europe/Berlin": "2026-03-29 2026-10-25",
        "America/New_York": "2026-03-08 2026-11-01",
        "Australia/Lord_Howe": "2026-10-04 2026-04-05",
        "Africa/Cairo": "2026-04-24 2026-10-30",
        "Pacific/Apia": "2011-12-30",
        "Asia/Kathmandu": "2026-06-10",
        "UTC": "2026-06-10",
    }.items()
    for day in days.split()
)
MINUTE = timedelta(minutes=1)
NINE_TO_FIVE: DayHours = ((time(9), time(17)),)
OFFICE_WEEK: Week = (NINE_TO_FIVE,) * 5 + ((), ())  # type: ignore[assignment]
ALWAYS: Week = (((time(0), time(0)),),) * 7  # type: ignore[assignment]
NEVER: Week = ((),) * 7  # type: ignore[assignment]


def office(zone: str = "Europe/Berlin", **more: object) -> WorkCalendar:
    """Monday to Friday, nine to five."""
    return WorkCalendar(**{"zone": zone, "week": OFFICE_WEEK, **more})  # type: ignore[arg-type]


@st.composite
def _hours(draw: st.DrawFn) -> DayHours:
    # Clocks change at night: half of the edges are there.
    edges = sorted(draw(st.sets(st.integers(0, 8) | st.integers(0, 48), max_size=4)))
    edges = edges[: len(edges) // 2 * 2]
    return tuple(
        (time(a // 2, a % 2 * 30), time(b // 2 % 24, b % 2 * 30))
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    )


@st.composite
def calendars(draw: st.DrawFn, zone: str, near: date) -> WorkCalendar:
    """A random calendar that is open at some time, with holidays and perhaps another week near a day."""
    weeks = st.tuples(*[_hours()] * 7).filter(any)
    week = draw(weeks)
    days = st.integers(-8, 12).map(lambda n: near + timedelta(days=n))
    later = tuple(sorted(draw(st.dictionaries(days, weeks, max_size=2)).items()))
    ends = st.none() | st.integers(0, 23).map(time)
    holidays = draw(st.dictionaries(days, st.builds(ClosedDay, st.just("A holiday"), ends), max_size=4))
    return WorkCalendar(zone=zone, week=week, holidays=holidays, later=later)


class SlowClock:
    """Looks at the wall every minute of some weeks.

    The clock on the wall never seems to turn back: while an hour comes a second time it is taken to stand still
    at the latest time it has shown. That is the rule for edges that come twice, in other words.
    """

    def __init__(self, calendar: WorkCalendar, begins: datetime, days: int) -> None:
        self.begins = begins
        zone = ZoneInfo(calendar.zone)
        latest = datetime(1, 1, 1)  # noqa: DTZ001  wall time
        self.open: list[bool] = []
        for n in range(-1_440, days * 1_440):
            wall = (begins + n * MINUTE).astimezone(zone).replace(tzinfo=None, fold=0)
            latest = max(latest, wall)
            if n >= 0:
                self.open.append(self._shows_open(calendar, latest))

    @staticmethod
    def _shows_open(calendar: WorkCalendar, wall: datetime) -> bool:
        holiday = calendar.holidays.get(wall.date())
        if holiday and (holiday.open_until is None or wall.time() >= holiday.open_until):
            return False
        week = calendar.week
        for begins, other in calendar.later:
            week = other if wall.date() >= begins else week
        return any(
            opens <= wall.time() and (wall.time() < closes or closes == time(0))
            for opens, closes in week[wall.weekday()]
        )

    def _minute(self, at: datetime) -> int:
        return (at - self.begins) // MINUTE

    def is_open(self, at: datetime) -> bool:
        return self.open[self._minute(at)]

    def between(self, a: datetime, b: datetime) -> timedelta:
        return sum(self.open[self._minute(a) : self._minute(b)]) * MINUTE

    def add(self, start: datetime, minutes: int) -> datetime | None:
        """When so many minutes, at least one, have passed; None when not within the weeks looked at."""
        for n in range(self._minute(start), len(self.open)):
            minutes -= self.open[n]
            if minutes == 0:
                return self.begins + (n + 1) * MINUTE
        return None


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
