"""Numbers as people type them, the same in every form. Files and the API have spellings of their own."""

import re
from decimal import Decimal

from dugout.values.money import LARGEST_MINOR, Money, decimals_of
from dugout.values.refused import Refused

_BLANKS_AND_APOSTROPHES = re.compile("(?<=[0-9])[ \u00a0\u202f'’](?=[0-9]{3}(?![0-9]))")
_SPELLED = re.compile(r"(?P<sign>[-+]?)(?P<digits>[0-9]+(?:[.,][0-9]+)*) ?(?P<times>[kKmM]?)")
_GROUPED = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:[{mark}][0-9]{{3}})+") for mark in ".,"}
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}
_LONGEST = 40
LARGEST_WHOLE = 10**15 - 1


def readings_of(text: str) -> tuple[Decimal, ...]:
    """The numbers that a typed text may be, the likelier first: none for what is not a number, two at the most.

    A point or comma before exactly three last digits groups thousands if it is the only kind of mark or stands before
    the other; else it is the decimal sign. Blanks and apostrophes group. `25k` is 25,000 and `4.5m` is 4,500,000.
    Where one mark alone stands before three last digits there is a second reading: that it is the decimal sign.
    """
    bare = _BLANKS_AND_APOSTROPHES.sub("", text.strip().replace("−", "-"))
    found = _SPELLED.fullmatch(bare) if len(text) <= _LONGEST else None
    if found is None:
        return ()
    times = _TIMES[found["times"].lower()] * (-1 if found["sign"] == "-" else 1)
    return tuple(Decimal(one) * times for one in _plain(found["digits"]))


def _plain(digits: str) -> tuple[str, ...]:
    """Digits with points and commas as plain decimals with a point."""
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return (digits,)
    last = marks[-1]
    whole, _, part = digits.rpartition(last)
    if len(set(marks)) == 1 and _GROUPED[last].fullmatch(digits):
        grouped = digits.replace(last, "")
        return (grouped, f"{whole}.{part}") if len(marks) == 1 else (grouped,)
    if len(marks) == 1:
        return (f"{whole}.{part}",)
    other = marks[0]
    if other != last and last not in whole and _GROUPED[other].fullmatch(whole):
        return (f"{whole.replace(other, '')}.{part}",)
    return ()


def read_whole(typed: str, field: str, what: str = "whole number") -> int | None:
    """A whole number; None for an empty text. Refused for everything else."""
    if not typed.strip():
        return None
    readings = readings_of(typed)
    if not readings or readings[0] != int(readings[0]) or abs(readings[0]) > LARGEST_WHOLE:
        raise Refused.because(
            f"“{typed.strip()[:40]}” is not a {what}.", "Write digits, such as 1,200.", field
        )
    _refuse_two(typed, readings, field, decimals_matter=_is_multiplied(typed))
    return int(readings[0])


def read_amount(typed: str, currency: str, field: str) -> int | None:
    """An amount in minor units of a currency; None for an empty text.

    Refused: what is not an amount, more decimals than the currency has, and what may be read in two ways.
    """
    if not typed.strip():
        return None
    places, readings = decimals_of(currency), readings_of(typed)
    if not readings:
        raise Refused.because(
            "This is not an amount.", "Write digits, such as 1,234.50 or 25k.", field, code="not-an-amount"
        )
    _refuse_two(typed, readings, field, decimals_matter=places == 3 or _is_multiplied(typed))
    minor = readings[0].scaleb(places)
    if minor != int(minor):
        allowed = f"at most {places} decimals" if places else "no decimals"
        raise Refused.because(
            f"{currency} has {allowed}.",
            "Write fewer decimals; nothing is rounded for you.",
            field,
            code="too-many-decimals",
        )
    if abs(minor) > LARGEST_MINOR:
        raise Refused.because(
            "This amount is too large to keep.", "Write a smaller one.", field, code="amount-too-large"
        )
    return int(minor)


def read_share(typed: str, field: str) -> int | None:
    """A percentage such as 7 or 7.5 as basis points; None for an empty text."""
    text = typed.strip().removesuffix("%")
    if not text.strip():
        return None
    readings = readings_of(text)
    if not readings or readings[0] * 100 != int(readings[0] * 100) or abs(readings[0]) > LARGEST_WHOLE:
        raise Refused.because(
            f"“{typed.strip()[:20]}” is not a percentage.", "Write one such as 7 or 7.5.", field
        )
    _refuse_two(typed, readings, field, decimals_matter=True)
    return int(readings[0] * 100)


def typed_amount(amount: Money) -> str:
    """The amount as a form shows it, such that `read_amount` reads the same amount back.

    In a currency of three decimals 1.234 could be a thousand too, so it is 1.2340.
    """
    text = amount.to_decimal_text()
    return f"{text}0" if len(readings_of(text)) > 1 else text


def typed_share(basis_points: int) -> str:
    """Basis points as a form shows them: 750 is 7.5."""
    return f"{Decimal(basis_points) / 100:f}"


def _is_multiplied(typed: str) -> bool:
    return typed.strip()[-1:].lower() in ("k", "m")


def _refuse_two(typed: str, readings: tuple[Decimal, ...], field: str, *, decimals_matter: bool) -> None:
    """Where decimals are meant now and then, a single mark before three digits is asked back."""
    if len(readings) < 2 or not decimals_matter:
        return
    first, second = readings
    # A zero behind the third decimal cannot be a group of thousands.
    exact = f"{second:.0f}" if second == int(second) else f"{second:f}0"
    raise Refused.because(
        f"“{typed.strip()[:40]}” can be {first:,f} or {second.normalize():,f}.",
        f"Write {first:f} for the one, {exact} for the other.",
        field,
        code="two-readings",
    )
