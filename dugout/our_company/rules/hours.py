"""Working hours as rows keep them (`[["09:00", "17:00"]]` for a day), and what is wrong with them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import cast

from dugout.our_company.rules.company import check_named
from dugout.our_company.terms import MIDNIGHT, CalendarValues, DayHours, Week, in_order
from dugout.values.refused import Problem, Refused
from dugout.values.zones import time_zones

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_REMEDY = "Write hours as 09:00 to 17:00, in order and without overlap."


def check_zone(zone: str) -> tuple[Problem, ...]:
    """What is wrong with a time zone's name: nothing, or that there is none such."""
    if zone in time_zones():
        return ()
    return (Problem("time_zone", f"There is no time zone {zone!r}.", "Choose one such as Europe/Berlin."),)


def check_calendar(values: CalendarValues) -> tuple[CalendarValues, tuple[Problem, ...]]:
    """The calendar as it is kept, and everything that is wrong with it."""
    values, problems = check_named(values, "A calendar")
    if wrong := check_week(values.week):
        return values, (*problems, *wrong)
    return replace(values, week=week_as_text(week_of(values.week))), problems


def check_week(raw: Sequence[Sequence[Sequence[str]]]) -> tuple[Problem, ...]:
    """All that is wrong with a week of hours as text, day by day; `week.0` is Monday's field."""
    if len(raw) != 7:
        return (Problem("week", f"A week has seven days; there are {len(raw)}.", "Give Monday to Sunday."),)
    return tuple(
        Problem(f"week.{number}", f"The hours of {name} cannot be read.", _REMEDY)
        for number, (name, day) in enumerate(zip(DAY_NAMES, raw, strict=True))
        if _day(day) is None
    )


def week_of(raw: Sequence[Sequence[Sequence[str]]]) -> Week:
    """A week from its text, Monday first. "24:00" closes at midnight. Refused with all its problems."""
    if problems := check_week(raw):
        raise Refused(problems)
    return cast("Week", tuple(_day(day) for day in raw))


def week_as_text(week: Week) -> list[list[list[str]]]:
    """A week as it is kept; `week_of` reads it back."""
    return [
        [[f"{opens:%H:%M}", "24:00" if closes == MIDNIGHT else f"{closes:%H:%M}"] for opens, closes in hours]
        for hours in week
    ]


def week_in_words(raw: Sequence[Sequence[Sequence[str]]]) -> list[tuple[str, str]]:
    """A week as people say it: days of the same hours together, ("Monday to Friday", "09:00 to 17:00")."""
    words: list[tuple[str, str]] = []
    first = 0
    for number in range(1, 8):
        if number < 7 and raw[number] == raw[first]:
            continue
        last = number - 1
        days = DAY_NAMES[first]
        if last > first:
            days += f" {'and' if last == first + 1 else 'to'} {DAY_NAMES[last]}"
        hours = " and ".join(f"{opens} to {closes}" for opens, closes in raw[first]) or "Closed"
        words.append((days, hours))
        first = number
    return words


def _day(raw: Sequence[Sequence[str]]) -> DayHours | None:
    spans = []
    for pair in raw:
        if len(pair) != 2:
            return None
        opens, closes = _time(pair[0]), MIDNIGHT if pair[1] == "24:00" else _time(pair[1])
        if opens is None or closes is None:
            return None
        spans.append((opens, closes))
    hours = tuple(spans)
    return hours if in_order(hours) else None


def _time(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None
