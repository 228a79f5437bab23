"""Public ids, and half-open spans of days and moments."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.values.ids import LARGEST, from_public, to_public
from dugout.values.spans import DaySpan, InstantSpan

days = st.dates(date(2020, 1, 1), date(2020, 2, 1))
spans = st.builds(
    lambda day, length: DaySpan(day, day + timedelta(days=length) if length else None),
    days,
    st.integers(0, 9),
)


@given(st.integers(1, LARGEST))
def test_an_id_comes_back(number: int) -> None:
    assert from_public(to_public(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "01",
        "+1",
        "-1",
        " 1",
        "1 ",
        "1\n",
        "1_0",
        "1.0",
        "٣",
        "²",
        "x",
        str(LARGEST + 1),
        "9" * 5_000,
    ],
)
def test_what_was_never_an_id_is_none(text: str) -> None:
    assert from_public(text) is None


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_no_row_has_such_an_id(number: int) -> None:
    with pytest.raises(ValueError, match="not the id"):
        to_public(number)


def test_the_first_day_belongs_to_a_span_and_until_does_not() -> None:
    may = DaySpan(date(2026, 5, 1), date(2026, 6, 1))
    assert may.contains(date(2026, 5, 1))
    assert not may.contains(date(2026, 6, 1))
    assert (may.last_day, len(list(may.days()))) == (date(2026, 5, 31), 31)
    assert not may.overlaps(DaySpan(date(2026, 6, 1)))
    assert DaySpan(date(2026, 5, 1)).contains(date(9999, 12, 31))


@given(spans, spans)
def test_spans_overlap_when_they_share_a_day(one: DaySpan, other: DaySpan) -> None:
    window = [date(2020, 1, 1) + timedelta(days=n) for n in range(60)]
    shared = any(one.contains(day) and other.contains(day) for day in window)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_a_span_without_day_or_moment_is_none() -> None:
    day = date(2026, 5, 1)
    with pytest.raises(ValueError, match="end after"):
        DaySpan(day, day)
    with pytest.raises(TypeError):
        DaySpan(datetime(2026, 5, 1, tzinfo=UTC))
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="end after"):
        InstantSpan(moment, moment)
    with pytest.raises(ValueError, match="zone"):
        InstantSpan(datetime(2026, 5, 1))  # noqa: DTZ001  that is what is refused


def test_moments_of_a_span() -> None:
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    hour = InstantSpan(noon, noon + timedelta(hours=1))
    assert hour.contains(noon)
    assert not hour.contains(noon + timedelta(hours=1))
    assert hour.overlaps(InstantSpan(noon - timedelta(hours=1)))
    assert not hour.overlaps(InstantSpan(noon + timedelta(hours=1)))
