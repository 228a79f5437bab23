"""Turns what was typed into types, and nothing more: rules say what may be written."""

from datetime import date, time

from dugout.values.ids import from_public
from dugout.values.refused import Refused


def read_id(typed: str | None) -> int | None:
    """An id, or None when nothing or no id was sent."""
    return from_public(typed) if typed else None


def read_search(typed: str | None) -> str:
    """A text to look for, without signs that no kept text holds; at most 200 characters."""
    return "".join(sign for sign in (typed or "")[:200] if sign.isprintable()).strip()


def read_day(typed: str | None, field: str) -> date | None:
    """A day as browsers send it (YYYY-MM-DD); None when empty; refused when it is not a day."""
    if not typed or not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise Refused.because(
            f"“{typed.strip()[:40]}” is not a day.", "Write it as year-month-day, such as 2026-11-30.", field
        ) from error


def read_time(typed: str, field: str) -> time | None:
    """A time of day as browsers send it; None when empty; refused when it is not one."""
    if not typed.strip():
        return None
    try:
        return time.fromisoformat(typed.strip())
    except ValueError as error:
        raise Refused.because(
            f"“{typed.strip()[:20]}” is not a time of day.", "Write it as 13:00.", field
        ) from error
