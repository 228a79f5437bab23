"""Half-open spans: the first day or moment belongs to it, `until` does not. No `until` means without end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Whole days, `from_` included, `until` excluded. ValueError for a span without a day."""

    from_: date
    until: date | None = None

    def __post_init__(self) -> None:
        # A datetime is a date to Python, and would compare wrongly later.
        if isinstance(self.from_, datetime) or isinstance(self.until, datetime):
            raise TypeError("A DaySpan is made of dates, not of moments.")
        if self.until is not None and self.until <= self.from_:
            raise ValueError(f"A span from {self.from_} must end after it, not on {self.until}.")

    def contains(self, day: date) -> bool:
        return self.from_ <= day and (self.until is None or day < self.until)

    def overlaps(self, other: "DaySpan") -> bool:
        return (self.until is None or other.from_ < self.until) and (
            other.until is None or self.from_ < other.until
        )

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to it; None without end."""
        return None if self.until is None else self.until - timedelta(days=1)

    def days(self) -> Iterator[date]:
        """Each day of it. ValueError without end."""
        if self.until is None:
            raise ValueError("A span without end has no last day to count to.")
        return (self.from_ + timedelta(days=n) for n in range((self.until - self.from_).days))


@dataclass(frozen=True, slots=True)
class InstantSpan:
    """Moments with a zone, `from_` included, `until` excluded. ValueError when empty or without zone."""

    from_: datetime
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.from_.utcoffset() is None or (self.until is not None and self.until.utcoffset() is None):
            raise ValueError("A moment needs its zone.")
        if self.until is not None and self.until <= self.from_:
            raise ValueError(f"A span from {self.from_} must end after it, not at {self.until}.")

    def contains(self, moment: datetime) -> bool:
        return self.from_ <= moment and (self.until is None or moment < self.until)

    def overlaps(self, other: "InstantSpan") -> bool:
        return (self.until is None or other.from_ < self.until) and (
            other.until is None or self.from_ < other.until
        )
