"""The days of the story, counted in working days from today. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
WEEK = 5
MONTH = 21
YEAR = 250


@dataclass(frozen=True)
class Days:
    """Moments and days of the story: nothing happens on a weekend or a holiday, and nothing after yesterday."""

    today: date
    closed: Collection[date] = field(default=frozenset())

    def is_open(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def before(self, working_days: int) -> date:
        """The day so many working days before today; 1 is the last working day."""
        day = self.today
        for _ in range(working_days):
            day -= timedelta(days=1)
            while not self.is_open(day):
                day -= timedelta(days=1)
        return day

    def after(self, working_days: int) -> date:
        """The day so many working days after today; 0 is today, or the next day on which people work."""
        day = self.today
        while not self.is_open(day):
            day += timedelta(days=1)
        for _ in range(working_days):
            day += timedelta(days=1)
            while not self.is_open(day):
                day += timedelta(days=1)
        return day

    def at(self, working_days: int, clock: str) -> datetime:
        """A moment so many working days before today, by the clock on the wall of the head office ("10:20")."""
        if working_days < 1:
            raise ValueError("The story ends on the last working day before today.")
        return datetime.combine(self.before(working_days), time.fromisoformat(clock), ZONE).astimezone(UTC)
