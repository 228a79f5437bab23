"""The business-hour clock (book 01): every clock of Dugout is this one.

Business time is real time that passes within open hours: on a day on which clocks change, an hour on duty
is still an hour. Edges of hours become moments by `wall.instant_of`; between two edges time runs evenly, so a
night shift from 00:00 to 06:00 is five hours long when clocks go forward in it, seven when they go back.

A span is half-open: the moment of closing is closed. A due moment may be a moment of closing, though ("today
at 17:00"), and never lies inside closed time. Moments may come in any zone and go out in UTC; ValueError for
a moment without zone.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from dugout.our_company.rules.wall import instant_of
from dugout.our_company.terms import MIDNIGHT, WorkCalendar
from dugout.values.refused import Refused

Span = tuple[datetime, datetime]

LONGEST_CLOSED = timedelta(days=400)
_DAY = timedelta(days=1)
_NONE = timedelta(0)
_WEEKS_KEPT = 1_000


class NeverOpen(Refused):
    """A calendar without any open hour within 400 days: a clock on it would never run out."""

    usual_code = "never-open"


def open_spans(calendar: WorkCalendar, from_day: date, until_day: date) -> tuple[Span, ...]:
    """The open spans, in UTC, of the calendar's days from `from_day` up to but not with `until_day`."""
    days = (from_day + n * _DAY for n in range((until_day - from_day).days))
    return tuple(span for day in days for span in _spans_of_day(calendar, day))


def is_open(calendar: WorkCalendar, at: datetime) -> bool:
    """Whether business time runs at this moment."""
    at = _utc(at)
    # A calendar's week begins up to 14 hours beside the UTC one, so a neighbour can hold the moment.
    return any(
        opens <= at < closes
        for number in range(_week_number(at) - 1, _week_number(at) + 2)
        for opens, closes in _week(calendar, number)[1]
    )


def next_opening(calendar: WorkCalendar, at: datetime) -> datetime:
    """The moment itself when open, else the next opening. NeverOpen when there is none in 400 days."""
    at = _utc(at)
    opens, _ = next(_spans_after(calendar, at))
    return max(opens, at)


def add_business_time(calendar: WorkCalendar, start: datetime, amount: timedelta) -> datetime:
    """The first moment by which `amount` of business time has passed since `start`: when it is due.

    No amount at all gives `start` when open or just closing, else the next opening. ValueError for a negative
    amount, NeverOpen for a calendar without hours.
    """
    return due_moments(calendar, start, (amount,))[0]


def due_moments(
    calendar: WorkCalendar, start: datetime, amounts: Sequence[timedelta]
) -> tuple[datetime, ...]:
    """`add_business_time` for several amounts, smallest first, in one walk over the calendar."""
    if any(amount < _NONE for amount in amounts) or list(amounts) != sorted(amounts):
        raise ValueError("Amounts of business time are not negative, and come smallest first.")
    start = _utc(start)
    found: list[datetime] = []
    passed = _NONE
    for opens, closes in _spans_after(calendar, start, with_closing=True):
        begins = max(opens, start)
        length = closes - begins
        while len(found) < len(amounts) and amounts[len(found)] <= passed + length:
            found.append(begins + (amounts[len(found)] - passed))
        if len(found) == len(amounts):
            break
        passed += length
    return tuple(found)


def business_time_between(calendar: WorkCalendar, a: datetime, b: datetime) -> timedelta:
    """The business time from `a` to `b`, negative when `b` is earlier. Zero on a calendar without hours."""
    a, b = _utc(a), _utc(b)
    if b < a:
        return -business_time_between(calendar, b, a)
    first, last = _week_number(a) - 1, _week_number(b) + 1
    total = _NONE
    for number in range(first, last + 1):
        whole, spans = _week(calendar, number)
        # Weeks at the edges are counted span by span; those in the middle lie wholly between the two.
        if number - first > 2 and last - number > 2:
            total += whole
            continue
        for opens, closes in spans:
            begins, ends = max(opens, a), min(closes, b)
            if begins < ends:
                total += ends - begins
    return total


def is_business_day(calendar: WorkCalendar, day: date) -> bool:
    """Whether a day has any working hours; a half day has."""
    return bool(calendar.hours_on(day))


def add_business_days(calendar: WorkCalendar, day: date, n: int) -> date:
    """The n-th business day after `day`; before it for a negative n; for 0 the day itself, whatever it is.

    NeverOpen when 400 days go by without a business day.
    """
    step = _DAY if n > 0 else -_DAY
    left, closed = abs(n), 0
    while left:
        day += step
        closed += 1
        if is_business_day(calendar, day):
            left, closed = left - 1, 0
        elif closed >= LONGEST_CLOSED.days:
            raise _never_open(day - closed * step)
    return day


def business_days_between(calendar: WorkCalendar, a: date, b: date) -> int:
    """The business days after `a`, up to and with `b` (book 08, bands); negative when `b` is the earlier."""
    if b < a:
        return -business_days_between(calendar, b, a)
    return sum(is_business_day(calendar, a + n * _DAY) for n in range(1, (b - a).days + 1))


def _spans_after(calendar: WorkCalendar, at: datetime, *, with_closing: bool = False) -> Iterator[Span]:
    """The open spans that end after `at` (`with_closing`: or at it). NeverOpen after 400 closed days."""
    number, opened_last = _week_number(at) - 1, at
    while True:
        for opens, closes in _week(calendar, number)[1]:
            if closes > at or (with_closing and closes == at):
                if opens - opened_last > LONGEST_CLOSED:
                    raise _never_open(opened_last.date())
                opened_last = closes
                yield opens, closes
        number += 1
        if (number - 1) * 7 - opened_last.toordinal() > LONGEST_CLOSED.days:
            raise _never_open(opened_last.date())


def _never_open(since: date) -> NeverOpen:
    return NeverOpen.because(
        f"This calendar has no working hour in the {LONGEST_CLOSED.days} days from {since.isoformat()} on.",
        "Give its week working hours, or choose another calendar.",
        field="week",
    )


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("A moment needs its zone.")
    return moment.astimezone(UTC)


def _week_number(moment: datetime) -> int:
    # Day 1 of Python's count is a Monday, so these weeks begin on Mondays.
    return (moment.toordinal() - 1) // 7


def _week(calendar: WorkCalendar, number: int) -> tuple[timedelta, tuple[Span, ...]]:
    """The business time and the open spans of one week of a calendar, worked out once."""
    weeks = _weeks_of(calendar)
    found = weeks.get(number)
    if found is None:
        monday = date.fromordinal(number * 7 + 1)
        spans = open_spans(calendar, monday, monday + 7 * _DAY)
        found = (sum((closes - opens for opens, closes in spans), _NONE), spans)
        if len(weeks) >= _WEEKS_KEPT:
            weeks.clear()
        weeks[number] = found
    return found


@lru_cache(maxsize=256)
def _weeks_of(calendar: WorkCalendar) -> dict[int, tuple[timedelta, tuple[Span, ...]]]:  # noqa: ARG001  the key
    """The weeks of a calendar that were worked out already. A calendar is a value, so they never go stale."""
    return {}


def _spans_of_day(calendar: WorkCalendar, day: date) -> Iterator[Span]:
    zone = calendar.tz
    for opens, closes in calendar.hours_on(day):
        begins = instant_of(day, opens, zone)
        ends = instant_of(day + _DAY if closes == MIDNIGHT else day, closes, zone)
        # Hours that a jump of the clocks swallowed are not a span.
        if begins < ends:
            yield begins, ends
