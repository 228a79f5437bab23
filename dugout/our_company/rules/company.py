"""What may be written on the company, its departments and its locations. Pure."""

from datetime import date

from dugout.our_company.terms import CompanyValues
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_line
from dugout.values.zones import time_zones

LONGEST_NAME = 100
# A day outside is a slip of the keys; beyond lies what a calendar cannot hold.
EARLIEST = date(1950, 1, 1)
LATEST = date(2199, 12, 31)


def check_company(values: CompanyValues) -> tuple[Problem, ...]:
    """Everything that is wrong with what was written on the company."""
    problems = list(check_name(values.name, "The company", most=200))
    if not (values.currency.isascii() and values.currency.isalpha() and len(values.currency) == 3):
        problems.append(Problem("currency", "A currency is three letters.", "Write one like EUR."))
    if values.time_zone not in time_zones():
        problems.append(Problem("time_zone", "There is no such time zone.", "Write one like Europe/Berlin."))
    if not 1 <= values.fiscal_month <= 12:
        problems.append(
            Problem("fiscal_month", "A month is 1 to 12.", "Choose the first month of your fiscal year.")
        )
    return tuple(problems)


def check_name(text: str, what: str, *, most: int = LONGEST_NAME) -> tuple[Problem, ...]:
    """What is wrong with the name of a department, a location, a calendar, a holiday."""
    name = clean_line(text, most, field="name")
    if isinstance(name, Problem):
        return (name,)
    return () if name else (Problem("name", f"{what} needs a name.", "Write it."),)


def name_of(text: str, what: str, *, most: int = LONGEST_NAME) -> str:
    """The cleaned name of one of them. Refused with what is wrong with it."""
    if problems := check_name(text, what, most=most):
        raise Refused(problems)
    return str(clean_line(text, most))


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
