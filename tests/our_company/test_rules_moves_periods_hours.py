"""Clocks of moves, own hours, periods, and hours as text."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.our_company.rules.hours import check_week, check_zone, week_as_text, week_in_words, week_of
from dugout.our_company.rules.move_clock import pass_on, verdict
from dugout.our_company.rules.own_hours import calendar_for
from dugout.our_company.rules.periods import (
    day_of,
    days_after,
    days_of_fiscal_year,
    days_of_quarter,
    fiscal_quarter,
    fiscal_year,
    last_days,
    moments_of,
)
from dugout.our_company.terms import Clock, ClockState, ClosedDay, FiscalQuarter, Side
from dugout.values.refused import Refused
from dugout.values.spans import DaySpan
from tests.our_company.calendars import ALWAYS, OFFICE_WEEK, office, utc

HOUR = timedelta(hours=1)
SIXTEEN = Clock(utc("2026-01-05T08:00"), 16 * HOUR)


@pytest.mark.parametrize(
    ("at", "left", "state"),
    [
        ("2026-01-04T08:00", 16, ClockState.RUNNING),
        ("2026-01-05T08:00", 16, ClockState.RUNNING),
        ("2026-01-05T15:00", 9, ClockState.RUNNING),
        ("2026-01-05T16:00", 8, ClockState.HALF),
        ("2026-01-06T15:00", 1, ClockState.HALF),
        ("2026-01-06T16:00", 0, ClockState.DUE),
        ("2026-01-07T12:00", -4, ClockState.DUE),
        ("2026-01-08T16:00", -16, ClockState.TWICE),
        ("2026-01-10T16:00", -24, ClockState.TWICE),
    ],
)
def test_a_clock_of_sixteen_hours_is_read(at: str, left: int, state: ClockState) -> None:
    reading = verdict(SIXTEEN, utc(at), office())
    assert (reading.left, reading.state) == (left * HOUR, state)
    assert (reading.half_at, reading.due_at, reading.twice_at) == (
        utc("2026-01-05T16:00"),
        utc("2026-01-06T16:00"),
        utc("2026-01-08T16:00"),
    )


def test_a_stand_in_has_what_is_left_and_the_clock_does_not_stop() -> None:
    passed = pass_on(SIXTEEN, utc("2026-01-05T14:00"), office())
    assert passed == Clock(utc("2026-01-05T14:00"), 16 * HOUR, used=6 * HOUR)
    same = verdict(passed, utc("2026-01-05T14:00"), office())
    assert same == verdict(SIXTEEN, utc("2026-01-05T14:00"), office())
    # In New York it is 9:00: two more hours to half time, ten to full time.
    abroad = verdict(passed, utc("2026-01-05T14:00"), office("America/New_York"))
    assert (abroad.half_at, abroad.due_at) == (utc("2026-01-05T16:00"), utc("2026-01-06T16:00"))


def test_points_that_passed_before_stay_passed_with_the_next_holder() -> None:
    passed = pass_on(SIXTEEN, utc("2026-01-07T09:00"), office())
    reading = verdict(passed, utc("2026-01-07T09:00"), office("America/New_York"))
    assert (reading.state, reading.left) == (ClockState.DUE, -HOUR)
    assert reading.half_at == reading.due_at == utc("2026-01-07T09:00")
    assert reading.twice_at > reading.due_at


@given(st.integers(0, 20 * 1_440))
def test_state_and_time_left_never_contradict_each_other(minutes: int) -> None:
    at = SIXTEEN.started_at + timedelta(minutes=minutes)
    reading = verdict(SIXTEEN, at, office())
    assert (reading.left <= timedelta(0)) == (reading.state in (ClockState.DUE, ClockState.TWICE))
    assert (reading.left <= -16 * HOUR) == (reading.state == ClockState.TWICE)


def test_own_hours_replace_the_week_and_the_zone_and_holidays_stay() -> None:
    location = office(holidays={date(2026, 1, 6): ClosedDay("Epiphany", time(12))})
    assert calendar_for(location, None, None) is location
    assert calendar_for(location, None, "") is location
    own = calendar_for(location, office(week=ALWAYS), "Asia/Kathmandu")
    assert (own.zone, own.week, own.holidays) == ("Asia/Kathmandu", ALWAYS, location.holidays)
    assert calendar_for(location, office("UTC", week=ALWAYS), None).zone == "Europe/Berlin"
    assert calendar_for(location, None, "UTC").week == OFFICE_WEEK


def test_the_last_n_days_are_today_and_those_before() -> None:
    assert last_days(date(2026, 3, 1), 7) == DaySpan(date(2026, 2, 23), date(2026, 3, 2))
    assert len(list(last_days(date(2026, 3, 1), 90).days())) == 90
    assert days_after(date(2026, 2, 27), 2) == date(2026, 3, 1)
    with pytest.raises(ValueError):
        last_days(date(2026, 3, 1), 0)


def test_a_moment_has_its_day_in_the_zone() -> None:
    assert day_of(utc("2026-06-10T22:30"), "Europe/Berlin") == date(2026, 6, 11)
    assert day_of(utc("2026-06-10T03:30"), "America/New_York") == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("zone", "from_", "minutes"),
    [
        ("Europe/Berlin", date(2026, 3, 15), 719 * 60),
        ("Europe/Berlin", date(2026, 10, 15), 721 * 60),
        ("Europe/Berlin", date(2026, 6, 1), 720 * 60),
        ("Australia/Lord_Howe", date(2026, 9, 20), 719 * 60 + 30),
        ("Australia/Lord_Howe", date(2026, 3, 20), 720 * 60 + 30),
    ],
)
def test_thirty_days_are_as_long_as_they_are(zone: str, from_: date, minutes: int) -> None:
    span = moments_of(DaySpan(from_, days_after(from_, 30)), zone)
    assert span.until is not None
    assert span.until - span.from_ == timedelta(minutes=minutes)
    assert moments_of(DaySpan(from_), zone).until is None


@pytest.mark.parametrize(
    ("day", "first_month", "quarter"),
    [
        (date(2026, 1, 1), 1, (2026, 1)),
        (date(2026, 12, 31), 1, (2026, 4)),
        (date(2026, 3, 31), 4, (2026, 4)),
        (date(2026, 4, 1), 4, (2027, 1)),
        (date(2026, 1, 15), 12, (2026, 1)),
        (date(2025, 12, 1), 12, (2026, 1)),
    ],
)
def test_a_day_has_its_fiscal_quarter(day: date, first_month: int, quarter: tuple[int, int]) -> None:
    assert fiscal_quarter(day, first_month) == FiscalQuarter(year=quarter[0], quarter=quarter[1])


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_each_day_lies_in_its_quarter_and_year_and_in_no_other(day: date, first_month: int) -> None:
    year = fiscal_year(day, first_month)
    quarters = [days_of_quarter(FiscalQuarter(year=year, quarter=n), first_month) for n in (1, 2, 3, 4)]
    holding = [n for n, span in enumerate(quarters, 1) if span.contains(day)]
    assert holding == [fiscal_quarter(day, first_month).quarter]
    whole = days_of_fiscal_year(year, first_month)
    assert (quarters[0].from_, quarters[3].until) == (whole.from_, whole.until)
    assert all(a.until == b.from_ for a, b in pairwise(quarters))


def test_a_week_as_text_comes_back() -> None:
    text = [[["09:00", "12:30"], ["13:00", "24:00"]], *[[["09:00", "17:00"]]] * 4, [], []]
    assert week_as_text(week_of(text)) == text


@pytest.mark.parametrize(
    "day",
    [[["9:00", "17:00"]], [["17:00", "09:00"]], [["09:00", "25:00"]], [["09:00"]], [["09:00", "09:00"]]],
)
def test_a_day_that_cannot_be_read_is_named(day: list[list[str]]) -> None:
    week = [[], day, [], [], [], [], []]
    assert [problem.what for problem in check_week(week)] == ["The hours of Tuesday cannot be read."]
    with pytest.raises(Refused, match="Tuesday"):
        week_of(week)


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (
            [[["09:00", "17:00"]]] * 5 + [[], []],
            [("Monday to Friday", "09:00 to 17:00"), ("Saturday and Sunday", "Closed")],
        ),
        ([[]] * 7, [("Monday to Sunday", "Closed")]),
        (
            [[], [["08:00", "12:00"], ["13:00", "24:00"]], [], [], [], [], []],
            [
                ("Monday", "Closed"),
                ("Tuesday", "08:00 to 12:00 and 13:00 to 24:00"),
                ("Wednesday to Sunday", "Closed"),
            ],
        ),
    ],
)
def test_a_week_reads_as_people_say_it(week: list[list[list[str]]], words: list[tuple[str, str]]) -> None:
    assert week_in_words(week) == words


def test_a_week_has_seven_days_and_a_zone_a_name() -> None:
    assert check_week([[]] * 6)[0].field == "week"
    assert check_zone("Europe/Berlin") == ()
    assert check_zone("Europe/Nowhere")[0].field == "time_zone"


def test_sides_read_as_people_say_them() -> None:
    assert [side.label for side in Side] == ["Sales", "Account management", "Other"]
