"""The days that can be kept. Every calendar holds them, and so does every clock: in each zone, with a term added."""

from datetime import UTC, date, datetime

from dugout.values.refused import Problem

# A day outside is a slip of the keys. PostgreSQL keeps the year 1 of Berlin as 1 BC, which Python cannot read.
EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)
# Not later than the earliest day begins anywhere: it begins east of Greenwich while it is the day before there.
EARLIEST_MOMENT = datetime(1899, 12, 31, tzinfo=UTC)


def check_kept_day(day: date | None, field: str) -> tuple[Problem, ...]:
    """What is wrong with a day that a person or a file gives: nothing, or that its year cannot be meant."""
    if day is None or EARLIEST <= day <= LATEST:
        return ()
    return (
        Problem(
            field,
            f"The year of {day.isoformat()} cannot be meant.",
            f"Give a day from {EARLIEST.year} to {LATEST.year}.",
        ),
    )
