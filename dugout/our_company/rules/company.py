"""What may be written on the company, its departments and its locations. Pure."""

from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from dugout.our_company.terms import CompanyValues, HolidayValues
from dugout.values.records import cleaned
from dugout.values.refused import Problem
from dugout.values.zones import time_zones


class HasName(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=HasName)
# A day outside is a slip of the keys; beyond lies what a calendar cannot hold.
EARLIEST = date(1950, 1, 1)
LATEST = date(2199, 12, 31)


def check_company(values: CompanyValues) -> tuple[CompanyValues, tuple[Problem, ...]]:
    """The company as it is kept, and everything that is wrong with it."""
    values, wrong = check_named(values, "The company")
    values = replace(values, currency=values.currency.strip().upper())
    problems = list(wrong)
    if not (values.currency.isascii() and values.currency.isalpha() and len(values.currency) == 3):
        problems.append(Problem("currency", "A currency is three letters.", "Write one like EUR."))
    if values.time_zone not in time_zones():
        problems.append(Problem("time_zone", "There is no such time zone.", "Write one like Europe/Berlin."))
    if not values.fiscal_month or not 1 <= values.fiscal_month <= 12:
        problems.append(
            Problem("fiscal_month", "A month is 1 to 12.", "Choose the first month of your fiscal year.")
        )
    return values, tuple(problems)


def check_named(values: N, what: str) -> tuple[N, tuple[Problem, ...]]:
    """The values of something that has a name as they are kept, and what is wrong with their texts."""
    values, problems = cleaned(values)
    if not values.name:
        problems = (*problems, Problem("name", f"{what} needs a name.", "Write it."))
    return values, problems


def check_day(day: date, field: str) -> tuple[Problem, ...]:
    """What is wrong with a day: nothing, or that it lies where no company plans."""
    if EARLIEST <= day <= LATEST:
        return ()
    return (
        Problem(
            field,
            f"{day.isoformat()} is not a day to plan with.",
            f"Give one from {EARLIEST.year} to {LATEST.year}.",
        ),
    )


def check_holiday(values: HolidayValues) -> tuple[HolidayValues, tuple[Problem, ...]]:
    """The holiday as it is kept, and what is wrong with it."""
    values, problems = check_named(values, "A holiday")
    return values, (*problems, *check_day(values.day, "day"))
