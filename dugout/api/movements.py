"""Movements: every change of ARR, never changed; a mistake is reversed by a movement that names it."""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import MoneyOut, OfAccount, id_text, moment, money, number
from dugout.revenue.models import Movement
from dugout.revenue.queries.papers import movements

router = Router()


class MovementOut(Schema):
    """A change of ARR, in minor units a year, from `on_day` on; decided on `event_on`."""

    id: str
    account: str
    contract: str
    kind: str
    on_day: date
    event_on: date
    amount: MoneyOut
    reverses: str | None
    recorded_at: str


class MovementList(Schema):
    items: list[MovementOut]
    next: str | None


@router.get(
    "/movements", response={200: MovementList, **answers(404, 422)}, summary="All movements, newest first"
)
@acts(Action.READ)
def list_movements(request: ApiRequest, asked: Query[OfAccount]) -> Any:
    """Filter by `account`. The amounts of an account up to a day add up to its ARR on that day."""
    rows = movements(account_id=number(asked.account) if asked.account else None)
    return answer_list(request, rows, order=("-id",), show=_out)


def _out(row: Movement) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "contract": id_text(row.contract_id),
        "kind": row.kind,
        "on_day": row.on_day,
        "event_on": row.event_on,
        "amount": money(row.amount, row.currency),
        "reverses": id_text(row.reverses_id),
        "recorded_at": moment(row.recorded_at),
    }
