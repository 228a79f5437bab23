"""The business-hour clock: named cases, properties, and agreement with a slow second clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugout.our_company.rules.clock import (
    NeverOpen,
    add_business_days,
    add_business_time,
    business_days_between,
    business_time_between,
    due_moments,
    is_open,
    next_opening,
    open_spans,
)
from dugout.our_company.rules.wall import instant_of
from dugout.our_company.terms import ClosedDay, WorkCalendar
from tests.our_company.calendars import (
    ALWAYS,
    MINUTE,
    NEAR,
    NEVER,
    NINE_TO_FIVE,
    OFFICE_WEEK,
    SlowClock,
    calendars,
    office,
    utc,
)

HOUR = timedelta(hours=1)
cases = st.sampled_from(NEAR).flatmap(
    lambda near: st.tuples(
        calendars(*near),
        st.integers(-1_440, 1_440).map(lambda n: utc(near[1].isoformat()) + n * MINUTE),
    )
)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        # Berlin is an hour ahead of UTC in January, two in July; 2026-01-05 and 2026-07-06 are Mondays.
        ("2026-01-05T08:00", 8, "2026-01-05T16:00"),
        ("2026-01-05T08:00", 9, "2026-01-06T09:00"),
        ("2026-01-09T15:00", 2, "2026-01-12T09:00"),
        ("2026-01-09T16:00", 0, "2026-01-09T16:00"),
        ("2026-01-10T12:00", 0, "2026-01-12T08:00"),
        ("2026-01-10T12:00", 16, "2026-01-13T16:00"),
        ("2026-07-06T07:00", 40, "2026-07-10T15:00"),
        ("2026-03-27T15:00", 8, "2026-03-30T14:00"),
    ],
)
def test_an_office_clock_is_due(start: str, hours: int, due: str) -> None:
    assert add_business_time(office(), utc(start), hours * HOUR) == utc(due)


@pytest.mark.parametrize(("day", "length"), [("2026-03-29", 5), ("2026-10-25", 7), ("2026-06-10", 6)])
def test_a_night_shift_is_as_long_as_it_is(day: str, length: int) -> None:
    night = WorkCalendar(zone="Europe/Berlin", week=(((time(0), time(6)),),) * 7)  # type: ignore[arg-type]
    one = date.fromisoformat(day)
    ((opens, closes),) = open_spans(night, one, one + timedelta(days=1))
    assert closes - opens == length * HOUR


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
        ("Africa/Cairo", "2026-04-24T00:00", "2026-04-23T22:00"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00"),
        ("Asia/Kathmandu", "2026-06-10T09:00", "2026-06-10T03:15"),
    ],
)
def test_a_skipped_time_is_the_jump_and_a_repeated_one_the_first(zone: str, wall: str, moment: str) -> None:
    at = datetime.fromisoformat(wall)
    assert instant_of(at.date(), at.time(), ZoneInfo(zone)) == utc(moment)


def test_holidays_close_and_half_days_end_early() -> None:
    holidays = {
        date(2026, 12, 24): ClosedDay("Christmas Eve", time(12)),
        date(2026, 12, 25): ClosedDay("Christmas"),
    }
    calendar = office(holidays=holidays)
    assert open_spans(calendar, date(2026, 12, 24), date(2026, 12, 28)) == (
        (utc("2026-12-24T08:00"), utc("2026-12-24T11:00")),
    )
    assert add_business_time(calendar, utc("2026-12-24T10:00"), 2 * HOUR) == utc("2026-12-28T09:00")
    assert add_business_days(calendar, date(2026, 12, 23), 2) == date(2026, 12, 28)


def test_a_half_day_cuts_hours_that_run_to_midnight() -> None:
    calendar = WorkCalendar(
        zone="UTC", week=ALWAYS, holidays={date(2026, 6, 10): ClosedDay("Half", time(12))}
    )
    assert open_spans(calendar, date(2026, 6, 10), date(2026, 6, 11)) == (
        (utc("2026-06-10T00:00"), utc("2026-06-10T12:00")),
    )


def test_hours_that_change_hold_from_their_day_on() -> None:
    mornings = (((time(9), time(12)),),) * 5 + ((), ())
    calendar = office(later=((date(2026, 1, 7), mornings), (date(2026, 1, 12), OFFICE_WEEK)))
    spans = open_spans(calendar, date(2026, 1, 6), date(2026, 1, 13))
    assert [(opens.day, closes - opens) for opens, closes in spans] == [
        (6, 8 * HOUR), (7, 3 * HOUR), (8, 3 * HOUR), (9, 3 * HOUR), (12, 8 * HOUR),
    ]  # fmt: skip
    assert add_business_time(calendar, utc("2026-01-06T08:00"), 11 * HOUR) == utc("2026-01-07T11:00")


def test_opening_is_open_and_closing_is_closed() -> None:
    assert is_open(office(), utc("2026-01-05T08:00"))
    assert not is_open(office(), utc("2026-01-05T16:00"))
    assert next_opening(office(), utc("2026-01-05T16:00")) == utc("2026-01-06T08:00")
    assert next_opening(office(), utc("2026-01-05T09:00")) == utc("2026-01-05T09:00")


def test_time_backwards_is_negative() -> None:
    a, b = utc("2026-01-05T08:00"), utc("2026-01-12T08:00")
    assert business_time_between(office(), a, b) == 40 * HOUR
    assert business_time_between(office(), b, a) == -40 * HOUR


def test_ten_years_of_the_clock_that_never_stops_are_ten_years() -> None:
    a, b = utc("2020-01-01T00:00"), utc("2030-01-01T00:00")
    assert business_time_between(office("Europe/Berlin", week=ALWAYS), a, b) == b - a


def test_a_calendar_without_hours_is_named_instead_of_searched_for_ever() -> None:
    never = WorkCalendar(zone="UTC", week=NEVER)
    at = utc("2026-01-05T08:00")
    for ask in (
        lambda: next_opening(never, at),
        lambda: add_business_time(never, at, HOUR),
        lambda: add_business_days(never, at.date(), 1),
        lambda: add_business_days(never, at.date(), -1),
    ):
        with pytest.raises(NeverOpen) as refused:
            ask()
        assert refused.value.code == "never-open"
    assert business_time_between(never, at, at + timedelta(days=900)) == timedelta(0)
    assert not is_open(never, at)


@pytest.mark.parametrize(("closed", "opens_again"), [(390, True), (420, False)])
def test_four_hundred_closed_days_are_the_most(closed: int, opens_again: bool) -> None:
    first = date(2026, 1, 1)
    holidays = {first + timedelta(days=n): ClosedDay("Shut") for n in range(closed)}
    calendar = WorkCalendar(zone="UTC", week=ALWAYS, holidays=holidays)
    if opens_again:
        assert next_opening(calendar, utc("2026-01-01T00:00")).date() == first + timedelta(days=closed)
        return
    with pytest.raises(NeverOpen):
        next_opening(calendar, utc("2026-01-01T00:00"))


@pytest.mark.parametrize(
    ("day", "n", "result"),
    [
        ("2026-01-09", 1, "2026-01-12"),
        ("2026-01-10", 1, "2026-01-12"),
        ("2026-01-10", 0, "2026-01-10"),
        ("2026-01-12", -1, "2026-01-09"),
        ("2026-01-05", 10, "2026-01-19"),
    ],
)
def test_business_days_are_counted_on(day: str, n: int, result: str) -> None:
    assert add_business_days(office(), date.fromisoformat(day), n) == date.fromisoformat(result)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60))
def test_business_days_added_are_the_business_days_between(day: date, n: int) -> None:
    later = add_business_days(office(), day, n)
    assert business_days_between(office(), day, later) == n
    assert business_days_between(office(), later, day) == -n


@settings(deadline=None, max_examples=150)
@given(cases, st.integers(0, 3 * 1_440), st.integers(1, 20 * 60))
def test_it_agrees_with_the_slow_clock(
    case: tuple[WorkCalendar, datetime], length: int, minutes: int
) -> None:
    calendar, start = case
    slow = SlowClock(calendar, start, 7)
    assert business_time_between(calendar, start, start + length * MINUTE) == slow.between(
        start, start + length * MINUTE
    )
    assert is_open(calendar, start + length * MINUTE) == slow.is_open(start + length * MINUTE)
    expected = slow.add(start, minutes)
    if expected is not None:
        assert add_business_time(calendar, start, minutes * MINUTE) == expected


@settings(deadline=None, max_examples=200)
@given(cases, st.integers(0, 80 * 3_600), st.integers(0, 3_600))
def test_what_is_added_is_what_lies_between(
    case: tuple[WorkCalendar, datetime], seconds: int, more: int
) -> None:
    calendar, start = case
    amount, longer = timedelta(seconds=seconds), timedelta(seconds=seconds + more)
    due, later = due_moments(calendar, start, (amount, longer))
    assert business_time_between(calendar, start, due) == amount
    assert start <= due <= later
    assert (due < later) == (more > 0) or is_open(calendar, due) is False
    # Never due inside closed time: open, or the very moment of closing.
    assert is_open(calendar, due) or due == start or is_open(calendar, due - timedelta(microseconds=1))


@settings(deadline=None, max_examples=200)
@given(cases, st.integers(0, 5 * 86_400), st.integers(0, 5 * 86_400))
def test_time_between_adds_up_and_later_starts_are_due_later(
    case: tuple[WorkCalendar, datetime], first: int, second: int
) -> None:
    calendar, a = case
    b = a + timedelta(seconds=first)
    c = b + timedelta(seconds=second)
    assert business_time_between(calendar, a, b) + business_time_between(
        calendar, b, c
    ) == business_time_between(calendar, a, c)
    assert add_business_time(calendar, a, 3 * HOUR) <= add_business_time(calendar, b, 3 * HOUR)
    opening = next_opening(calendar, a)
    assert opening >= a
    assert is_open(calendar, opening)
    assert business_time_between(calendar, a, opening) == timedelta(0)


def test_moments_without_zone_and_negative_amounts_are_our_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        is_open(office(), datetime(2026, 1, 5))  # noqa: DTZ001  that is what is refused
    with pytest.raises(ValueError, match="not negative"):
        add_business_time(office(), utc("2026-01-05T08:00"), -HOUR)


def test_a_calendar_is_a_value() -> None:
    holidays = {date(2026, 1, 1): ClosedDay("New Year")}
    one, other = office(holidays=holidays), office(holidays=dict(holidays))
    assert one == other
    assert hash(one) == hash(other)
    holidays.clear()
    assert one == other
    assert one != office()


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Nowhere"},
        {"zone": "../etc/passwd"},
        {"week": OFFICE_WEEK[:6]},
        {"later": ((date(2026, 1, 7), OFFICE_WEEK[:6]),)},
        {"later": ((date(2026, 1, 7), OFFICE_WEEK), (date(2026, 1, 6), OFFICE_WEEK))},
        {"week": (((time(17), time(9)),), *OFFICE_WEEK[1:])},
        {"week": (((time(9), time(13)), (time(12), time(17))), *OFFICE_WEEK[1:])},
        {"week": (((time(9), time(0)), *NINE_TO_FIVE), *OFFICE_WEEK[1:])},
    ],
)
def test_a_calendar_that_makes_no_sense_is_not_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        office(**wrong)
