"""What an import may write on a sale, and what it may change of one that is here."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from dugout.selling.rules.checks import check_amount
from dugout.selling.terms import OpportunityToImport, Outcome
from dugout.values.days import check_kept_day
from dugout.values.refused import Problem

CLOSED_HERE = "Change it in Dugout, or leave the row out."


@lru_cache(4096)
def beginning_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins: what a file that knows days only says of a moment."""
    return datetime.combine(day, time.min, zone)


def check_imported(one: OpportunityToImport, *, today: date) -> tuple[Problem, ...]:
    """What is wrong with a sale of a file: what a person could not write either, and days that have not come."""
    problems = check_amount(one.value, "value")
    for field, day in (("opened_on", one.opened_on), ("closed_on", one.closed_on)):
        if day is not None and day > today:
            problems += (Problem(field, f"{day} has not come yet.", "Give the day on which it happened."),)
        else:
            problems += check_kept_day(day, field)
    return problems


def check_change(
    one: OpportunityToImport,
    *,
    outcome: Outcome,
    closed_on: date | None,
    by_people: bool,
    offer_is_ours: bool,
) -> Problem | None:
    """Whether a file may change a sale that is here, of that outcome, closed by people or by an import.

    `offer_is_ours` when nobody rewrote the lines that the import made.
    """
    if outcome is not Outcome.OPEN and (by_people or one.outcome is not outcome):
        return Problem("stage", f"It is {outcome.value} here since {closed_on}.", CLOSED_HERE)
    if one.outcome is Outcome.WON and not offer_is_ours:
        return Problem("value", "Its offer was rewritten here.", "Win it in Dugout, or leave the row out.")
    return None
