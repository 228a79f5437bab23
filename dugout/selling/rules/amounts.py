"""What an opportunity is worth (book 03: one-off lines, and recurring ones for their first 12 months)."""

from collections.abc import Iterable

from dugout.selling.terms import LineValues
from dugout.values.money import less_discount

MONTHS_COUNTED = 12


def line_amount(line: LineValues) -> int | None:
    """A line in minor units after discount: rounded once, half up, at the end of the line. None without a price."""
    if line.unit_price is None:
        return None
    months = min(line.term_months, MONTHS_COUNTED) if line.term_months else 1
    return less_discount(line.quantity * line.unit_price * months, line.discount_bp)


def amount_of(lines: Iterable[LineValues], typed: int | None) -> int | None:
    """The sum of the lines where there are any and each has its price, else what was typed; None is not known."""
    amounts = [line_amount(line) for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known and len(known) == len(amounts) else typed
