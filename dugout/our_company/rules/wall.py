"""From the clock on the wall to moments. The one place that knows of hours that are skipped or come twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which clocks in this zone first show this time of this day, or a later one.

    A time that comes twice (clocks go back) is taken the first time. A time that is skipped (clocks go
    forward) is the moment of the jump. So a later wall time is never an earlier moment.
    """
    local = datetime.combine(day, at.replace(fold=0), zone)
    moment = local.astimezone(UTC)
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    # Most days: no change of offset anywhere near. Offsets grow over a gap, and shrink over a fold.
    if before is None or after is None or after <= before:
        return moment
    return _jump_between(moment - (after - before), moment, zone)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, of a day in this zone (not every day has a 00:00)."""
    return instant_of(day, time(0), zone)


def _jump_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first second, after `low` and up to `high`, with another offset than `low` has."""
    offset = low.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + (high - low) // (2 * _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high
