"""What may be written on accounts and contacts, and the stage by rule. Pure."""

import re
from collections.abc import Collection
from datetime import date

from dugout.accounts.terms import CLIENT_DEPARTMENTS, AccountValues, ContactValues, Stage
from dugout.values.refused import Problem

EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)+")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
LARGEST_EMPLOYEES = 10_000_000
LARGEST_MONEY = 10**16
# A lapsed client is one without a contract and without an order younger than this (book 02).
ORDER_KEEPS_MONTHS = 12

LIMITS = {
    "name": 200,
    "legal_name": 200,
    "domain": 200,
    "industry": 100,
    "country": 100,
    "city": 100,
    "address": 1000,
    "phone": 40,
    "given_name": 100,
    "family_name": 100,
    "title": 200,
    "language": 20,
    "email": 254,
}


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
    """Every day up to today on which the stage changed, in order, with what it became."""
    days = {begin for begin, _ in contracts} | set(orders)
    days |= {date.fromordinal(end.toordinal() + 1) for _, end in contracts if end < date.max}
    days |= {months_after(one, months) for one in orders}
    changes: list[tuple[date, Stage]] = []
    before = Stage.PROSPECT
    for day in sorted(day for day in days if day <= today):
        stage = stage_on(day, contracts=contracts, orders=orders, months=months)
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


def check_account(values: AccountValues) -> tuple[Problem, ...]:
    """Everything that is wrong with what was written on an account."""
    problems = list(
        _too_long(values, ("name", "legal_name", "domain", "industry", "country", "city", "address", "phone"))
    )
    if not values.name.strip():
        problems.append(Problem("name", "An account needs a name.", "Write it as the client writes it."))
    if values.domain and not DOMAIN.fullmatch(values.domain.lower()):
        problems.append(
            Problem("domain", "This is not a domain.", "Write it like example.com, or leave it empty.")
        )
    if values.employees is not None and not 0 <= values.employees <= LARGEST_EMPLOYEES:
        problems.append(Problem("employees", "This many people cannot work there.", "Give a whole number."))
    if values.annual_revenue is not None and not 0 <= values.annual_revenue <= LARGEST_MONEY:
        problems.append(
            Problem("annual_revenue", "This is no annual revenue.", "Give an amount that is not negative.")
        )
    if not (
        values.currency.isascii()
        and values.currency.isalpha()
        and values.currency.isupper()
        and len(values.currency) == 3
    ):
        problems.append(Problem("currency", "A currency is three letters.", "Write one like EUR."))
    if values.founded is not None and not 1000 <= values.founded <= 2200:
        problems.append(Problem("founded", "This is no year.", "Give the year with four digits."))
    return tuple(problems)


def check_contact(values: ContactValues) -> tuple[Problem, ...]:
    """Everything that is wrong with what was written on a contact."""
    problems = list(_too_long(values, ("given_name", "family_name", "title", "phone", "language", "email")))
    if not values.family_name.strip():
        problems.append(Problem("family_name", "A contact needs a family name.", "Write the one you know."))
    if values.email and not EMAIL.fullmatch(values.email):
        problems.append(Problem("email", "This is not an email address.", "Write it like ana@example.com."))
    if values.influence is not None and not 1 <= values.influence <= 5:
        problems.append(Problem("influence", "Influence is 1 to 5.", "Choose one, or leave it open."))
    if values.attitude is not None and not -2 <= values.attitude <= 2:
        problems.append(Problem("attitude", "Attitude is -2 to 2.", "Choose one, or leave it open."))
    if values.client_department and values.client_department not in CLIENT_DEPARTMENTS:
        problems.append(
            Problem("client_department", "There is no such department.", "Choose one of the list.")
        )
    return tuple(problems)


def makes_a_circle(account_id: int, parent_id: int, ancestors_of_parent: Collection[int]) -> bool:
    """Whether an account would be its own ancestor under this parent."""
    return parent_id == account_id or account_id in ancestors_of_parent


def _too_long(values: object, fields: Collection[str]) -> list[Problem]:
    return [
        Problem(field, f"This has more than {LIMITS[field]} characters.", "Shorten it.")
        for field in fields
        if len(getattr(values, field)) > LIMITS[field]
    ]
