"""Movements: every change of ARR, never changed; a mistake is reversed by a movement that names it."""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import MoneyOut, OfAccount, listed, number
from dugout.api.shown import Id, Moment, as_shape
from dugout.revenue.queries.papers import movements

router = Router()


class MovementOut(Schema):
    """A change of ARR, in minor units a year, from `on_day` on; decided on `event_on`."""

    id: Id
    account: Id
    contract: Id
    kind: str
    on_day: date
    event_on: date
    amount: MoneyOut
    reverses: Id | None
    recorded_at: Moment


@router.get(
    "/movements",
    response={200: listed(MovementOut), **answers(404, 422)},
    summary="All movements, newest first",
)
@acts(Action.READ)
def list_movements(request: ApiRequest, asked: Query[OfAccount]) -> Any:
    """Filter by `account`. The amounts of an account up to a day add up to its ARR on that day."""
    rows = movements(account_id=number(asked.account) if asked.account else None)
    return answer_list(request, rows, order=("-id",), show=as_shape(MovementOut))
