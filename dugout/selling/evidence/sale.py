"""What stands on the sale itself: what may be spent, and what comes next."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from django.db.models import F

from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Facts, Part
from dugout.selling.commands.opportunities import change_opportunity
from dugout.selling.commands.supplying import Desk
from dugout.selling.evidence.asking import of_sale
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import WON_ON
from dugout.selling.rules.gates import comes_after, in_words
from dugout.selling.terms import OpportunityValues
from dugout.values.records import Unit, values_of
from dugout.values.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGiven:
    """What may be spent, in minor units of the sale's currency."""

    budget: Annotated[int | None, Unit.MINOR]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepGiven:
    next_step: str
    next_step_on: date | None = None


BUDGET: Facts[int | None] = Facts(key="budget", none=None, column=lambda: F("budget"))
NEXT_STEP: Facts[str] = Facts(key="next_step", none="", column=lambda: F("next_step"))
NEXT_STEP_ON: Facts[date | None] = Facts(key="next_step_on", none=None, column=lambda: F("next_step_on"))


def budget_known(budget: int | None) -> Checked:
    return unmet("The budget is not known.") if budget is None else met("The budget is written down.")


def next_step_set(next_step: str, day: date | None, won_on: date | None) -> Checked:
    """A step from before the win was about winning."""
    if not (next_step and day):
        return unmet("There is no next step with a day.")
    step = f"{next_step}, {in_words(day)}"
    if not comes_after(day, won_on):
        return unmet(f"Set is what came before the win: {step}.")
    return met(f"{step}.")


def write_next_step(desk: Desk, given: NextStepGiven) -> None:
    if given.next_step_on is not None and not comes_after(given.next_step_on, desk.sale.closed_on):
        raise Refused.because(
            "This day is not after the win.", "Write what comes next, on a later day.", "next_step_on"
        )
    _change(desk, next_step=given.next_step, next_step_on=given.next_step_on)


def _change(desk: Desk, **fields: Any) -> None:
    desk.sale.refresh_from_db()
    values = replace(values_of(OpportunityValues, desk.sale), **fields)
    change_opportunity(
        opportunity_id=desk.sale.id, values=values, seen=desk.sale.version, by=desk.by, at=desk.at
    )


def budget_parts(asks: Asks) -> list[Part]:
    asked = {"budget": Ask(f"What may be spent, in {asks.sale.currency}", example="25,000")}
    return [
        Part(values=BudgetGiven, asks=asked, write=lambda desk, given: _change(desk, budget=given.budget))
    ]


def next_step_parts(asks: Asks) -> list[Part]:
    """Nothing stands there beforehand of what is from before the win."""
    text, day = asks.sale.next_step, asks.sale.next_step_on
    old = day is not None and not comes_after(day, asks.sale.closed_on)
    usual = {} if old else {"next_step": text, "next_step_on": day}
    asked = {
        "next_step": Ask("What comes next", longest=300),
        "next_step_on": Ask("On which day", beside=True),
    }
    return [Part(values=NextStepGiven, asks=asked, write=write_next_step, usual=usual)]


CONDITIONS = (
    of_sale("budget_known", (BUDGET,), budget_known, form=budget_parts),
    of_sale("next_step_set", (NEXT_STEP, NEXT_STEP_ON, WON_ON), next_step_set,
        form=next_step_parts,
    ),
)  # fmt: skip
