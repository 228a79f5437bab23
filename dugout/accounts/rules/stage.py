"""The stage of an account by rule: what its papers decide for any day. Pure."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from dugout.accounts.terms import Stage

# A lapsed client is one without a contract and without an order younger than this (book 02).
ORDER_KEEPS_MONTHS = 12


def stage_on(
    day: date,
    *,
    contracts: Collection[tuple[date, date]],
    orders: Collection[date],
    months: int = ORDER_KEEPS_MONTHS,
) -> Stage:
    """The stage that papers decide for a day (book 02).

    `contracts` are (signing day, last day of the term), `orders` signing days; both confirmed. Client from the
    first signing day; lapsed from the day after the last contract ends when no order is younger than `months`;
    client again with the next one.
    """
    signed = [(begin, end) for begin, end in contracts if begin <= day]
    ordered = [one for one in orders if one <= day]
    if not signed and not ordered:
        return Stage.PROSPECT
    if any(end >= day for _, end in signed) or any(day < months_after(one, months) for one in ordered):
        return Stage.CLIENT
    return Stage.LAPSED


def stage_changes(
    today: date,
    *,
    contracts: Collection[tuple[date, date]],
    orders: Collection[date],
    months: int = ORDER_KEEPS_MONTHS,
) -> list[tuple[date, Stage]]:
    """Every day up to today on which the stage changed, in order, with what it became: as `stage_on` says each day.

    Counts day by day how many papers keep the client, so that thousands of orders cost what sorting them does.
    """
    spans = [(begin, end + timedelta(days=1) if end < date.max else None) for begin, end in contracts]
    spans += [(one, months_after(one, months)) for one in orders]
    more: Counter[date] = Counter()
    for begin, after in spans:
        keeps = after is None or after > begin
        more[begin] += keeps
        if keeps and after is not None:
            more[after] -= 1
    changes: list[tuple[date, Stage]] = []
    before, running = Stage.PROSPECT, 0
    for day in sorted(day for day in more if day <= today):
        running += more[day]
        stage = Stage.CLIENT if running else Stage.LAPSED
        if stage is not before:
            changes.append((day, stage))
            before = stage
    return changes


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
