"""Amounts, terms and classes of what a client has bought (book 08), as pure functions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from dugout.accounts.rules import months_after, stage_changes
from dugout.accounts.terms import Stage
from dugout.revenue.terms import (
    ConfirmedTerms,
    DraftLine,
    MovementKind,
    PaperKind,
    SignedContract,
    SignedPaper,
    Standing,
)
from dugout.values.days import check_kept_day
from dugout.values.money import less_discount
from dugout.values.refused import Problem

MONTHS_OF_A_YEAR = 12
# So long after a contract ran out, signing its renewal still takes the loss back.
TO_RENEW = timedelta(days=30)


def line_amount(line: DraftLine, *, months: int = 1) -> int:
    """Quantity times price after discount, for so many months, in minor units, rounded half up once, at the end."""
    return less_discount(line.quantity * line.unit_price * months, line.discount_bp)


def yearly_amount(lines: Iterable[DraftLine]) -> int:
    """A contract's ARR: the sum over its lines of twelve months after discount, each line rounded half up."""
    return sum(line_amount(line, months=MONTHS_OF_A_YEAR) for line in lines)


def order_total(lines: Iterable[DraftLine]) -> int:
    """An order's total: the sum over its lines after discount, each line rounded half up."""
    return sum(line_amount(line) for line in lines)


def term_of(lines: Sequence[DraftLine]) -> int:
    """The term of a contract in months: that of its longest line, twelve where no line names one."""
    return max((line.term_months or 0 for line in lines), default=0) or MONTHS_OF_A_YEAR


def last_day_of_term(starts_on: date, months: int) -> date:
    """The last served day: the day before `renews on`, which is service start + term."""
    return months_after(starts_on, months) - timedelta(days=1)


def renews_on(ends_on: date) -> date:
    return ends_on + timedelta(days=1)


def check_terms(kind: PaperKind, terms: ConfirmedTerms, *, today: date) -> tuple[Problem, ...]:
    """Everything that keeps a draft from being confirmed with these terms."""
    problems = [
        *check_kept_day(terms.signed_on, "signed_on"),
        *check_kept_day(terms.starts_on, "starts_on"),
    ]
    if terms.signed_on > today:
        problems.append(
            Problem("signed_on", "The signing day is in the future.", "Confirm it once it is signed.")
        )
    if kind is PaperKind.CONTRACT and terms.starts_on is None:
        problems.append(
            Problem("starts_on", "A contract needs its service start.", "Give the first served day.")
        )
    if kind is PaperKind.ORDER and terms.starts_on is not None:
        problems.append(Problem("starts_on", "An order has no service start.", "Leave it empty."))
    if kind is PaperKind.ORDER and terms.renews:
        problems.append(Problem("renews", "An order renews no contract.", "Leave it empty."))
    return tuple(problems)


def class_of(before: Mapping[str, int], *, ever: bool, amount: int, currency: str) -> MovementKind:
    """The kind of a movement, from the account's ARR in all currencies just before it (book 08, "Classing").

    `before` holds ARR by currency, minor units a year; `ever` says whether any ARR ever ran. An amount of zero
    is a renewal, the one movement that changes nothing: it records that a contract goes on in another.
    """
    if amount == 0:
        return MovementKind.RENEWAL
    runs = any(before.values())
    if amount > 0:
        if runs:
            return MovementKind.EXPANSION
        return MovementKind.REACTIVATION if ever else MovementKind.NEW
    after = {**before, currency: before.get(currency, 0) + amount}
    return MovementKind.CONTRACTION if any(after.values()) else MovementKind.CHURN


def renewable(
    contracts: Iterable[SignedContract], *, starts_on: date, signed_on: date, currency: str
) -> tuple[SignedContract, ...]:
    """The contracts that one with these days may renew: begun before it, over for 30 days at most, in its currency."""
    return tuple(
        one
        for one in contracts
        if one.currency == currency
        and one.starts_on < starts_on
        and max(starts_on, signed_on) <= renews_on(one.ends_on) + TO_RENEW
    )


def usually_renewed(contracts: Collection[SignedContract], starts_on: date) -> frozenset[int]:
    """Which of them a renewal means where nobody chose: those that run out nearest to its service start."""
    nearest = min((abs(renews_on(one.ends_on) - starts_on) for one in contracts), default=None)
    return frozenset(one.id for one in contracts if abs(renews_on(one.ends_on) - starts_on) == nearest)


def arr_by_currency(movements: Iterable[tuple[date, str, int]], *, day: date) -> dict[str, int]:
    """ARR on a day, by currency: the sum of the movements up to it, given as (day, currency, amount)."""
    found: dict[str, int] = {}
    for on_day, currency, amount in movements:
        if on_day <= day:
            found[currency] = found.get(currency, 0) + amount
    return {currency: amount for currency, amount in found.items() if amount}


def leading_currency(arr: Mapping[str, int], usual: str) -> str:
    """The currency in which an account's ARR is kept: its largest, the usual one where nothing runs.

    There is no table of rates yet, so amounts of other currencies are not turned into this one.
    """
    return max(arr, key=lambda currency: (arr[currency], currency)) if arr else usual


def next_renewal(last_days: Iterable[date], *, day: date) -> date | None:
    """The next day on which a contract renews, of contracts with these last days; None where none serves on."""
    return min((renews_on(last) for last in last_days if last >= day), default=None)


def standing_by(
    papers: Sequence[SignedPaper], moved: Iterable[tuple[date, str, int]], *, day: date, usual: str
) -> Standing:
    """Where an account stands on a day, by its confirmed papers that are signed and its movements up to it."""
    contracts = [paper for paper in papers if paper.kind is PaperKind.CONTRACT and paper.ends_on]
    arr = arr_by_currency(moved, day=day)
    currency = leading_currency(arr, usual)
    return Standing(
        arr=arr.get(currency, 0),
        currency=currency,
        renewal_on=next_renewal(
            [paper.ends_on for paper in contracts if paper.ends_on and not paper.renewed], day=day
        ),
        client_since=min((paper.signed_on for paper in papers), default=None),
        ran_out=any(not paper.ended and paper.ends_on and paper.ends_on < day for paper in contracts),
        orders=tuple(sorted(paper.signed_on for paper in papers if paper.kind is PaperKind.ORDER)),
        contracts=tuple(sorted((paper.signed_on, paper.ends_on) for paper in contracts if paper.ends_on)),
    )


def changes_to_keep(found: Standing, *, day: date, kept_until: date | None) -> list[tuple[date, Stage, str]]:
    """The changes of stage that are to be kept: those dated after the last one kept, else the last that there is.

    Each with its day, what the stage became, and why. One that holds already changes nothing.
    """
    changes = stage_changes(day, contracts=found.contracts, orders=found.orders)
    later = [change for change in changes if kept_until is None or change[0] > kept_until]
    signed = {signed_on for signed_on, _ in found.contracts}
    return [(on_day, stage, _because(on_day, stage, signed)) for on_day, stage in later or changes[-1:]]


def _because(on_day: date, stage: Stage, contracts: Collection[date]) -> str:
    if stage is Stage.LAPSED:
        return "No contract runs any more, and no order is younger than 12 months."
    return f"{'A contract' if on_day in contracts else 'An order'} was signed on this day."
