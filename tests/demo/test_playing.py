"""Lives side by side: in order of time, however they are nested."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.demo.days import Days
from dugout.demo.playing import Life, play, together

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def life(name: str, minutes: list[int], done: list[tuple[int, str]]) -> Life:
    for minute in minutes:
        yield START + dt.timedelta(minutes=minute)
        done.append((minute, name))


@given(st.lists(st.lists(st.integers(0, 500)).map(sorted), max_size=6))
def test_what_lives_do_is_done_in_order_of_time_and_nothing_is_lost(lives: list[list[int]]) -> None:
    done: list[tuple[int, str]] = []
    several = [life(f"{place:02}", minutes, done) for place, minutes in enumerate(lives)]
    nested = together(together(*several[:3]), *several[3:])
    moments = play(nested, between=lambda now, later: None)
    expected = sorted((minute, f"{place:02}") for place, minutes in enumerate(lives) for minute in minutes)
    assert [minute for minute, _ in done] == [minute for minute, _ in expected]
    assert sorted(done) == expected
    assert moments == len(expected)


def test_between_hears_of_each_step_to_a_later_moment_before_it_is_played() -> None:
    done: list[tuple[int, str]] = []
    heard: list[tuple[int, int, int]] = []

    def between(now: dt.datetime, later: dt.datetime) -> None:
        heard.append((now.minute, later.minute, len(done)))

    play(together(life("a", [1, 5], done), life("b", [1, 3], done)), between=between)
    assert heard == [(1, 3, 2), (3, 5, 3)]


def test_a_life_that_goes_back_in_time_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="goes back in time"):
        list(together(life("a", [5, 4], [])))


def open_days(days: Days, first: dt.date, count: int) -> Iterator[dt.date]:
    for step in range(count):
        day = first + dt.timedelta(days=step)
        if days.is_open(day):
            yield day


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 60))
def test_working_days_are_counted_back_and_forth_over_weekends_and_holidays(
    today: dt.date, number: int
) -> None:
    closed = frozenset({today - dt.timedelta(days=2), today + dt.timedelta(days=1)})
    days = Days(today, closed)
    before = list(open_days(days, today - dt.timedelta(days=120), 120))
    assert days.before(number) == before[-number]
    after = list(open_days(days, today, 150))
    assert days.after(number) == after[number]
    assert days.after(0) == after[0]


def test_nothing_is_told_of_today() -> None:
    with pytest.raises(ValueError, match="last working day"):
        Days(dt.date(2026, 11, 25)).at(0, "09:00")


def test_a_moment_is_told_by_the_clock_of_the_head_office() -> None:
    summer, winter = Days(dt.date(2026, 7, 2)), Days(dt.date(2026, 12, 2))
    assert summer.at(1, "10:15") == dt.datetime(2026, 7, 1, 8, 15, tzinfo=dt.UTC)
    assert winter.at(1, "10:15") == dt.datetime(2026, 12, 1, 9, 15, tzinfo=dt.UTC)
