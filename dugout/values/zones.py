"""The time zones that this machine knows."""

from functools import cache
from zoneinfo import available_timezones


@cache
def time_zones() -> tuple[str, ...]:
    """Their names in order; read once, for that walks through hundreds of files."""
    return tuple(sorted(available_timezones()))
