"""How values read on a page: money, days, times, spans of time. Pure; a zone is an argument."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dugout.values.money import decimals_of
from dugout.values.wording import MINUS, money_in_words, sign_of

# Size, its letter, decimals shown, and which part of it the smaller unit's last half step is.
UNITS = ((10**9, "B", 2, 200_000), (10**6, "M", 2, 20_000), (10**3, "k", 1, 0))


def money(minor: int | None, currency: str) -> str:
    """€412,800 or €412.50: decimals only where there are any. Empty when unknown."""
    return "" if minor is None else money_in_words(minor, currency)


def money_tight(minor: int | None, currency: str) -> str:
    """€412.8k, €2.31M: for tight cells, rounded half up. What rounds to 1,000k is written 1M."""
    if minor is None:
        return ""
    for size, letter, places, half_step in UNITS:
        unit = size * 10 ** decimals_of(currency)
        if abs(minor) >= unit - (unit // half_step if half_step else 0):
            rounded = (abs(minor) * 10**places * 2 + unit) // (2 * unit)
            whole, part = divmod(rounded, 10**places)
            shown = f"{whole:,}.{part:0{places}d}".rstrip("0").rstrip(".")
            return f"{MINUS if minor < 0 else ''}{sign_of(currency)}{shown}{letter}"
    return money(minor, currency)


def day(value: date | None, today: date) -> str:
    """17 Nov; with the year when it is another: 17 Nov 2025."""
    if value is None:
        return ""
    return f"{value.day} {value:%b}" if value.year == today.year else f"{value.day} {value:%b %Y}"


def day_in_words(value: date, today: date) -> str:
    """Today, Yesterday, Tomorrow, Friday 20 November."""
    near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((value - today).days)
    year = "" if value.year == today.year else f" {value.year}"
    return near or f"{value:%A} {value.day} {value:%B}{year}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    """14:38 in the reader's zone."""
    return f"{value.astimezone(zone):%H:%M}"


def moment(value: datetime | None, zone: ZoneInfo, today: date) -> str:
    """14:38 today, else 17 Nov 14:38, in the reader's zone."""
    if value is None:
        return ""
    local = value.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == today else f"{day(local.date(), today)} {local:%H:%M}"


def days_ago(value: date | None, today: date) -> str:
    """today, yesterday, 12 days ago, in 3 days, in 7 months, 3 years ago; "never" when there was none."""
    if value is None:
        return "never"
    apart = (today - value).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(apart)
    return near or (f"{_how_long(apart)} ago" if apart > 0 else f"in {_how_long(-apart)}")


def _how_long(days: int) -> str:
    """In days below a hundred, then in the nearest month, from two years on in the nearest year."""
    if days < 100:
        return f"{days} days"
    months = (days * 48 + 730) // 1461
    return f"{months} months" if months < 24 else f"{(days * 8 + 1461) // 2922} years"


def plural(count: int, one: str, many: str = "") -> str:
    """1 account, 3 accounts, 10,000 accounts."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
