"""The day that a phrase names, seen from a day: `by Friday`, `on 6 March`, `in 3 days`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_BEFORE = r"(?P<by>\b(?:by|until|before|on|for|due)\s+(?:the\s+)?)?"


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day that a text names, where in the text, and whether a word such as `by` leads to it."""

    day: date
    start: int
    end: int
    due: bool


def _weekday(found: re.Match[str], today: date) -> date:
    """The next such day after today; with `next`, the one of the week after this."""
    wanted = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(found["weekday"].lower()))
    if found["next"]:
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _day_of_month(found: re.Match[str], today: date) -> date:
    """This day of this month: of the year that is written, else the next one that comes."""
    month = MONTHS.index(found["month"].lower()[:3]) + 1
    number = int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, number)
    day = date(today.year, month, number)
    return day if day >= today else date(today.year + 1, month, number)


def _in_some_days(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=int(found["count"]) * (7 if found["unit"].lower() == "week" else 1))


_Reader = Callable[[re.Match[str], date], date]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(_BEFORE + pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b", lambda found, _: date.fromisoformat(found["iso"])),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+{_MONTH}\b(?:\s+(?P<year>20\d\d))?", _day_of_month),
        (rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>20\d\d))?", _day_of_month),
        (rf"\b(?:(?P<next>next)\s+|this\s+)?{_WEEKDAY}\b", _weekday),
        (r"\bin\s+(?P<count>\d{1,2})\s+(?P<unit>day|week)s?\b", _in_some_days),
        (r"\btomorrow\b", lambda _, today: today + timedelta(days=1)),
        (r"\btoday\b", lambda _, today: today),
        (r"\bnext\s+week\b", lambda _, today: today + timedelta(days=7 - today.weekday())),
    )
)


def find_day(text: str, today: date) -> FoundDay | None:
    """The first day that a text names, or None. A weekday is the next such day, never today.

    `31 February` and the like name no day.
    """
    best: FoundDay | None = None
    for pattern, read in _READERS:
        for found in pattern.finditer(text):
            try:
                day = read(found, today)
            except (ValueError, OverflowError):
                continue
            if best is None or found.start() < best.start:
                best = FoundDay(day, found.start(), found.end(), found["by"] is not None)
            break
    return best
