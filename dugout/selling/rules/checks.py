"""What may be written on an opportunity and its lines: all problems at once."""

from collections.abc import Sequence

from dugout.accounts.terms import CameBy
from dugout.selling.rules.amounts import amount_of, line_amount
from dugout.selling.terms import LineValues, OpportunityValues, ProductValues
from dugout.values.days import check_kept_day
from dugout.values.money import LARGEST_MINOR, decimals_of
from dugout.values.records import cleaned, first_of_each
from dugout.values.refused import Problem, Refused

MOST_QUANTITY = 1_000_000
MOST_MONTHS = 600
NO_NAME = Problem("name", "A sale has a name.", "Write one, such as the offer in short.")


def check_opportunity(values: OpportunityValues) -> tuple[Problem, ...]:
    problems = [
        *([] if values.name.strip() else [NO_NAME]),
        *check_amount(values.amount_typed, "amount_typed"),
        *check_amount(values.budget, "budget"),
        *check_currency(values.currency),
        *check_kept_day(values.expected_close, "expected_close"),
        *check_kept_day(values.next_step_on, "next_step_on"),
    ]
    if values.came_by not in list(CameBy):
        problems.append(
            Problem("came_by", f"There is no way to come by {values.came_by!r}.", "Choose one of the list.")
        )
    if values.next_step_on and not values.next_step.strip():
        problems.append(
            Problem("next_step", "There is a day, but no step.", "Write what happens on that day.")
        )
    return tuple(problems)


def check_amount(amount: int | None, field: str) -> tuple[Problem, ...]:
    if amount is None or 0 <= amount <= LARGEST_MINOR:
        return ()
    return (Problem(field, "This amount cannot be kept.", "Write it again, from 0."),)


def check_product(values: ProductValues) -> tuple[ProductValues, tuple[Problem, ...]]:
    """The product as it is kept, and what is wrong with it."""
    values, wrong = cleaned(values)
    problems = list(wrong)
    if not values.name:
        problems.append(Problem("name", "A product has a name.", "Write it as offers should show it."))
    if not values.unit:
        problems.append(Problem("unit", "The unit is missing.", "Write what is counted, such as piece."))
    if not 0 <= values.price <= LARGEST_MINOR:
        problems.append(Problem("price", "This price cannot be kept.", "Write it again, from 0."))
    return values, first_of_each(*problems, *check_currency(values.currency))


def check_currency(currency: str) -> tuple[Problem, ...]:
    try:
        decimals_of(currency)
    except Refused as refused:
        return refused.problems
    return ()


def check_line(line: LineValues, place: int, *, recurring: bool) -> tuple[Problem, ...]:
    """The problems of the line at a place from 0, whose product is recurring or one-off."""
    at = f"lines.{place}."
    problems = []
    if not 1 <= line.quantity <= MOST_QUANTITY:
        problems.append(Problem(f"{at}quantity", "A quantity goes from 1 to 1,000,000.", "Write it again."))
    if line.unit_price is None or not 0 <= line.unit_price <= LARGEST_MINOR:
        problems.append(Problem(f"{at}unit_price", "This price cannot be kept.", "Write it again."))
    if not 0 <= line.discount_bp <= 10_000:
        problems.append(
            Problem(f"{at}discount_bp", "A discount goes from 0 to 100 percent.", "Write it again.")
        )
    if recurring and not (line.term_months and 1 <= line.term_months <= MOST_MONTHS):
        problems.append(
            Problem(f"{at}term_months", "A recurring line has a term.", "Write it in months, from 1.")
        )
    if not recurring and line.term_months is not None:
        problems.append(Problem(f"{at}term_months", "A one-off line has no term.", "Leave it empty."))
    if not problems and (line_amount(line) or 0) > LARGEST_MINOR:
        problems.append(
            Problem(f"{at}unit_price", "The line comes to more than can be kept.", "Lower price or quantity.")
        )
    return tuple(problems)


def check_offer(lines: Sequence[LineValues]) -> tuple[Problem, ...]:
    """Each line is right, but their sum is too large: the problem is told of the last one."""
    if (amount_of(lines, None) or 0) <= LARGEST_MINOR:
        return ()
    field = f"lines.{len(lines) - 1}.unit_price"
    return (Problem(field, "The offer comes to more than can be kept.", "Make two sales of it."),)
