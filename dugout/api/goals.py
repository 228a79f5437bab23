"""Goals of the client."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import ConfigDict

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.item_shapes import GoalOut, goal_out
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.shapes import number
from dugout.client_document.commands import goals as commands
from dugout.client_document.queries import items
from dugout.client_document.queries.document import account_for
from dugout.client_document.terms import GoalState, GoalValues

router = Router()


class GoalPatch(Schema):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    text: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""
    current: str = ""
    due_on: dt.date | None = None
    state: GoalState = GoalState.OPEN


class GoalIn(GoalPatch):
    account: str
    text: str


class GoalList(Schema):
    items: list[GoalOut]
    next: str | None


@router.get("/goals", response={200: GoalList, **answers(404, 422)}, summary="Goals of clients")
@acts(Action.READ)
def list_goals(
    request: ApiRequest,
    account: str | None = None,
    limit: int | None = None,  # noqa: ARG001  answer_list reads it
    after: str | None = None,  # noqa: ARG001  answer_list reads it
) -> Any:
    rows = items.goals(account_id=number(account) if account else None)
    return answer_list(request, rows, order=("id",), show=goal_out)


@router.get("/goals/{goal_id}", response={200: GoalOut, **answers(404)}, summary="One goal")
@acts(Action.READ)
def read_goal(request: ApiRequest, response: HttpResponse, goal_id: str) -> Any:  # noqa: ARG001
    row = items.goal(number(goal_id))
    response["ETag"] = etag(row.version)
    return goal_out(row)


@router.post("/goals", response={201: GoalOut, **answers(404, 422)}, summary="Add a goal")
@acts(Action.WRITE_DOCUMENT)
def add_goal(request: ApiRequest, response: HttpResponse, sent: GoalIn) -> Any:
    account = account_for(number(sent.account))
    must(request.viewer, Action.WRITE_DOCUMENT, account)
    row = commands.add_goal(
        account_id=account.id,
        values=_read(GoalValues(text=""), sent),
        by=request.viewer.author,
        at=request.at,
    )
    response["ETag"] = etag(row.version)
    return Status(201, goal_out(row))


@router.patch(
    "/goals/{goal_id}", response={200: GoalOut, **answers(404, 412, 422, 428)}, summary="Change a goal"
)
@acts(Action.WRITE_DOCUMENT)
def change_goal(request: ApiRequest, response: HttpResponse, goal_id: str, sent: GoalPatch) -> Any:
    row = items.goal(number(goal_id))
    must(request.viewer, Action.WRITE_DOCUMENT, row.account)
    changed = commands.change_goal(
        goal_id=row.id,
        values=_read(commands.values_of_goal(row), sent),
        seen=seen_version(request),
        by=request.viewer.author,
        at=request.at,
    )
    response["ETag"] = etag(changed.version)
    return goal_out(changed)


def _read(values: GoalValues, sent: GoalPatch) -> GoalValues:
    return replace(values, **sent.model_dump(exclude_unset=True, exclude={"account"}))
