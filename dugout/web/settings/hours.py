"""How working hours and time zones are typed and shown in forms."""

import re
from collections.abc import Mapping

from dugout.our_company.terms import WeekText
from dugout.values.zones import time_zones

_BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b)\s*")
_APART = re.compile(r"\s*(?:,|;|\band\b)\s*")
_SHORT = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?")


def read_week(typed: Mapping[str, str]) -> WeekText:
    """The seven fields `week.0` (Monday) to `week.6`, each such as "9-12:30, 13:30 to 17:00"; empty is closed.

    What cannot be read stays as it is, for the rules to name the day.
    """
    return [_read_day(typed.get(f"week.{number}", "")) for number in range(7)]


def week_as_typed(week: WeekText) -> dict[str, str]:
    """The seven fields of a week that is kept."""
    return {
        f"week.{number}": ", ".join(f"{opens} to {closes}" for opens, closes in hours)
        for number, hours in enumerate(week)
    }


def zone_choices() -> list[tuple[str, str]]:
    """Every time zone, for choosers."""
    return [(zone, zone) for zone in time_zones()]


def _read_day(typed: str) -> list[list[str]]:
    text = typed.strip().lower()
    if text in ("", "closed"):
        return []
    return [[_as_kept(edge) for edge in _BETWEEN.split(span, maxsplit=1)] for span in _APART.split(text)]


def _as_kept(edge: str) -> str:
    found = _SHORT.fullmatch(edge.strip())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else edge
