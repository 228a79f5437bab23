"""The days that can be kept."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.values.days import EARLIEST, EARLIEST_MOMENT, LATEST, check_kept_day

# Of no place, or counting leap seconds: their earliest days are those of places.
ZONES = sorted(zone for zone in available_timezones() if not zone.startswith(("right/", "posix/")))
A_DAY = timedelta(days=1)


@pytest.mark.parametrize("day", [None, EARLIEST, date(2026, 3, 4), LATEST])
def test_a_day_of_these_centuries_is_kept(day: date | None) -> None:
    assert check_kept_day(day, "due_on") == ()


@pytest.mark.parametrize("day", [date.min, EARLIEST - A_DAY, LATEST + A_DAY, date.max])
def test_a_day_that_cannot_be_meant_is_named(day: date) -> None:
    (problem,) = check_kept_day(day, "due_on")
    assert problem.field == "due_on"
    assert day.isoformat() in problem.what


@given(st.sampled_from(ZONES))
def test_the_earliest_day_begins_after_the_earliest_moment_in_every_zone(zone: str) -> None:
    begins = datetime.combine(EARLIEST, time.min, ZoneInfo(zone))
    assert begins >= EARLIEST_MOMENT
    assert EARLIEST_MOMENT.astimezone(ZoneInfo(zone)).astimezone(UTC) == EARLIEST_MOMENT
