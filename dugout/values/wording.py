"""How values read in sentences, on pages and in stored text. Pure, and below everything that writes one."""

from datetime import timedelta
from functools import cache

from babel.numbers import get_currency_symbol

from dugout.values.money import DECIMALS

MINUS = "−"


def money_in_words(minor: int, currency: str) -> str:
    """€412,800, −€12.50, CHF 1,200: decimals only where there are any; an unknown currency gives the bare number."""
    if currency not in DECIMALS:
        return f"{minor} {currency}"
    decimals = DECIMALS[currency]
    whole, part = divmod(abs(minor), 10**decimals)
    cents = f".{part:0{decimals}d}" if part and decimals else ""
    return f"{MINUS if minor < 0 else ''}{sign_of(currency)}{whole:,}{cents}"


@cache
def sign_of(currency: str) -> str:
    """What stands before the digits: €, or the letters with a gap where there is no sign."""
    sign = str(get_currency_symbol(currency, locale="en"))
    return f"{sign}\N{NO-BREAK SPACE}" if sign.isalpha() else sign


def span_in_words(value: timedelta) -> str:
    """How long, in the largest unit that fits: 86 min, 29 h, 12 days. Negative spans read like positive ones."""
    minutes = abs(int(value.total_seconds())) // 60
    if minutes < 100:
        return f"{minutes} min"
    if minutes < 60 * 72:
        return f"{minutes // 60} h"
    return f"{minutes // 1440} days"
