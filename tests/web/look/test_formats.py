"""How values read: money, days, times, spans."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.values.wording import span_in_words
from dugout.web import formats

TODAY = dt.date(2026, 11, 17)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (41_280_000, "EUR", "€412,800"),
        (41_250, "EUR", "€412.50"),
        (41_205, "EUR", "€412.05"),
        (-9_900, "GBP", "−£99"),
        (5_000, "JPY", "¥5,000"),
        (1_234_567, "KWD", "KWD 1,234.567"),
        (120_000, "CHF", "CHF 1,200"),
        (0, "EUR", "€0"),
        (7, "XXX", "7 XXX"),
        (None, "EUR", ""),
    ],
)
def test_money_has_decimals_only_where_there_are_any(minor: int | None, currency: str, shown: str) -> None:
    assert formats.money(minor, currency).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("minor", "shown"),
    [
        (41_280_000, "€412.8k"),
        (237_000_000, "€2.37M"),
        (250_000_000, "€2.5M"),
        (40_000_000, "€400k"),
        (99_950, "€999.50"),
        (100_000, "€1k"),
        (-68_100_000, "−€681k"),
        (231_000_000_000, "€2.31B"),
        (99_994_999, "€999.9k"),
        (99_995_000, "€1M"),
        (99_600_000, "€996k"),
        (99_999_500_000, "€1B"),
    ],
)
def test_tight_money_keeps_what_matters(minor: int, shown: str) -> None:
    assert formats.money_tight(minor, "EUR") == shown


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_money_loses_no_cent(minor: int) -> None:
    text = formats.money(minor, "EUR")
    plain = text.replace("−", "-").replace("€", "").replace(",", "")
    whole, _, part = plain.partition(".")
    sign = -1 if plain.startswith("-") else 1
    assert sign * (abs(int(whole)) * 100 + int(part or 0)) == minor


def test_a_day_says_its_year_only_when_it_is_another() -> None:
    assert formats.day(dt.date(2026, 3, 7), TODAY) == "7 Mar"
    assert formats.day(dt.date(2025, 3, 7), TODAY) == "7 Mar 2025"
    assert formats.day(None, TODAY) == ""


def test_near_days_have_names() -> None:
    said = [formats.day_in_words(TODAY + dt.timedelta(days=n), TODAY) for n in (-1, 0, 1, 3, 60)]
    assert said == ["Yesterday", "Today", "Tomorrow", "Friday 20 November", "Saturday 16 January 2027"]


def test_a_time_is_told_in_the_readers_zone() -> None:
    late = dt.datetime(2026, 11, 17, 23, 30, tzinfo=dt.UTC)
    assert formats.clock(late, BERLIN) == "00:30"
    assert formats.moment(late, BERLIN, TODAY) == "18 Nov 00:30"
    assert formats.moment(late, ZoneInfo("UTC"), TODAY) == "23:30"


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (dt.timedelta(minutes=86), "86 min"),
        (dt.timedelta(minutes=99, seconds=59), "99 min"),
        (dt.timedelta(minutes=100), "1 h"),
        (dt.timedelta(hours=29), "29 h"),
        (dt.timedelta(hours=72), "3 days"),
        (dt.timedelta(minutes=-5), "5 min"),
    ],
)
def test_a_span_reads_in_the_largest_unit_that_fits(span: dt.timedelta, shown: str) -> None:
    assert span_in_words(span) == shown


def test_days_ago_and_days_to_come() -> None:
    said = [formats.days_ago(TODAY + dt.timedelta(days=n), TODAY) for n in (-12, -1, 0, 1, 3)]
    assert [*said, formats.days_ago(None, TODAY)] == [
        "12 days ago", "yesterday", "today", "tomorrow", "in 3 days", "never",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (99, "in 99 days"),
        (100, "in 3 months"),
        (365, "in 12 months"),
        (715, "in 23 months"),
        (716, "in 2 years"),
        (1_096, "in 3 years"),
        (1_278, "in 3 years"),
        (-99, "99 days ago"),
        (-100, "3 months ago"),
        (-5_479, "15 years ago"),
    ],
)
def test_what_is_far_away_is_said_in_months_then_in_years(days: int, shown: str) -> None:
    assert formats.days_ago(TODAY + dt.timedelta(days=days), TODAY) == shown


def test_one_has_its_own_word() -> None:
    assert [formats.plural(n, "account") for n in (0, 1, 10_000)] == [
        "0 accounts",
        "1 account",
        "10,000 accounts",
    ]
    assert formats.plural(2, "thing needs", "things need") == "2 things need"
