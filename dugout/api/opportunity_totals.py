"""Totals of sales: how many and how much, grouped."""

from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import acts, answers
from dugout.api.shapes import MoneyOut
from dugout.api.shown import shown
from dugout.selling.queries.totals import By, totals
from dugout.selling.terms import Outcome

router = Router()


class AskedTotals(Schema):
    by: By = Field(description="What the sales are grouped by.")
    outcome: Outcome | None = Field(None, description="Only sales of this outcome; all without it.")


class TotalOut(Schema):
    """One group in one currency. `key` is the id of the person, office, product or step, or a quarter as 2026-Q1.

    It is null for sales that belong to no group: no manager, no product, not closed.
    """

    key: str | None
    name: str
    count: int
    amount: MoneyOut


class TotalsOut(Schema):
    by: By
    outcome: Outcome | None
    items: list[TotalOut]
    next: None = None


@router.get("/opportunities/totals", response={200: TotalsOut, **answers(422)}, summary="Totals of sales")
@acts(Action.READ)
def read_totals(request: ApiRequest, asked: Query[AskedTotals]) -> Any:
    """Count and sum of the amounts by agent, manager, office, product, quarter or step, whole, on one page.

    A sale whose amount is not known counts, and adds nothing. One with lines of several products counts with
    each of them. Manager and office are those of the owner today; a quarter is a calendar quarter of the
    closing day.
    """
    found = totals(by=asked.by, outcome=asked.outcome, day=request.viewer.day)
    return {
        "by": asked.by,
        "outcome": asked.outcome,
        "items": [shown(TotalOut, row) for row in found],
    }
