"""From the text of a cell to a value, exactly as the mapping states it; nothing is guessed and nothing rounded."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from dugout.exchange.terms.mappings import UNITS, ColumnRule, Writing
from dugout.exchange.terms.rows import FieldRule, FieldType, StageRule
from dugout.values.money import LARGEST_MINOR, decimals_of
from dugout.values.refused import Problem
from dugout.values.texts import clean_line

Cell = Callable[[str], tuple[Any, str]]
"""Reads a text to its value and what was mended ("" for nothing). Unreadable when it cannot."""

# As many texts of a column are remembered: columns repeat themselves, and memory must not grow with the file.
REMEMBERED = 1024
_LONGEST_NUMBER = 40


class Unreadable(ValueError):
    """The text is not what the column should hold; says so in a sentence."""


def shown(text: str) -> str:
    """A text as a message quotes it: short, and with nothing in it that a screen would act on."""
    return ascii(text) if len(text) <= 40 else f"{text[:40]!a} ... ({len(text):,} characters)"


def cell_of(rule: FieldRule, column: ColumnRule, currency: str, stages: Mapping[str, StageRule]) -> Cell:
    """The reader of a column: empties first, then spellings to mend, then the type."""
    convert = _converter(rule, column, currency, stages)
    mend, empty = column.mend, column.empty | {""}
    nothing = "" if rule.type is FieldType.TEXT else None

    @lru_cache(REMEMBERED)
    def cell(text: str) -> tuple[Any, str]:
        plain = text.strip()
        better = mend.get(plain)
        note = f"Read {shown(plain)} as {shown(better)}, as the mapping says." if better is not None else ""
        plain = plain if better is None else better
        if plain in empty:
            if rule.required:
                raise Unreadable("This cell is empty and must not be.")
            return nothing, note
        value = convert(plain)
        if rule.required and value == nothing:
            raise Unreadable("This cell shows nothing and must not be empty.")
        return value, note

    return cell


def _converter(
    rule: FieldRule, column: ColumnRule, currency: str, stages: Mapping[str, StageRule]
) -> Callable[[str], Any]:
    if rule.type is FieldType.TEXT:
        return lambda text: read_text(text, rule.most)
    if rule.type is FieldType.STAGE:
        return lambda text: read_stage(text, stages)
    if rule.type is FieldType.DAY:
        pattern = day_pattern(column.writing.dates)
        return lambda text: read_day(text, pattern, column.writing.dates)
    money = rule.type is FieldType.MONEY
    zeros = UNITS[column.unit] + (decimals_of(currency) if money else 0)
    most = LARGEST_MINOR if money else rule.most
    return lambda text: read_number(text, column.writing, zeros=zeros, most=most)


def read_text(text: str, most: int) -> str:
    """A line of text, cleaned as one that is typed."""
    cleaned = clean_line(text, most)
    if isinstance(cleaned, Problem):
        raise Unreadable(f"{cleaned} It begins {shown(text[:40])}.")
    return cleaned


def read_stage(text: str, stages: Mapping[str, StageRule]) -> StageRule:
    """What the mapping says of this stage."""
    found = stages.get(text)
    if found is None:
        raise Unreadable(f"The mapping knows no stage {shown(text)}; it knows {', '.join(sorted(stages))}.")
    return found


def day_pattern(dates: str) -> re.Pattern[str]:
    """The pattern of days such as `month/day/year`. ValueError unless each of the three is there once."""
    if sorted(re.findall(r"year|month|day", dates)) != ["day", "month", "year"]:
        raise ValueError(f"{dates!r} does not name year, month and day, each once")
    pattern = re.escape(dates)
    for name, digits in (("year", "[0-9]{4}"), ("month", "[0-9]{1,2}"), ("day", "[0-9]{1,2}")):
        pattern = pattern.replace(name, f"(?P<{name}>{digits})")
    return re.compile(pattern)


def read_day(text: str, pattern: re.Pattern[str], dates: str) -> date:
    """A day in the stated order. 31/02 is none, and is not moved to the next one."""
    found = pattern.fullmatch(text)
    if found is None:
        raise Unreadable(f"{shown(text)} is not a day written {dates}.")
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise Unreadable(f"{shown(text)} is not a day of the calendar.") from None


@lru_cache(64)
def number_pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    """Digits, or groups of three parted by the stated mark; then the stated decimal mark and more digits."""
    grouped = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    return re.compile(rf"(?P<whole>{grouped}[0-9]+)(?:{re.escape(decimal)}(?P<part>[0-9]+))?")


def read_number(text: str, writing: Writing, *, zeros: int, most: int) -> int:
    """The number times ten to the power of `zeros`, exactly; 1,100.04 in millions of euros is 110004000000 cents."""
    found = number_pattern(writing.decimal, writing.thousands).fullmatch(text)
    if found is None or len(text) > _LONGEST_NUMBER:
        if text.startswith(("-", "−")):
            raise Unreadable(f"{shown(text)} is below zero.")
        parted = f" and {shown(writing.thousands)} between thousands" if writing.thousands else ""
        raise Unreadable(
            f"{shown(text)} is not a number with {shown(writing.decimal)} before decimals{parted}."
        )
    part = (found["part"] or "").rstrip("0")
    if len(part) > zeros:
        allowed = f"at most {zeros} decimals" if zeros else "no decimals"
        raise Unreadable(
            f"{shown(text)} has too many decimals: {allowed} can be kept, and nothing is rounded."
        )
    digits = re.sub("[^0-9]", "", found["whole"]) + part.ljust(zeros, "0")
    value = int(digits)
    if value > most:
        raise Unreadable(f"{shown(text)} is too large to keep.")
    return value
