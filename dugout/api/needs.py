"""Needs and aspirations of the client."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import ConfigDict

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.item_shapes import NeedOut, need_out
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.shapes import number
from dugout.client_document.commands import needs as commands
from dugout.client_document.queries import items
from dugout.client_document.queries.document import account_for
from dugout.client_document.terms import Horizon, ItemKind, ItemState, NeedValues

router = Router()


class NeedPatch(Schema):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    text: str = ""
    kind: ItemKind = ItemKind.NEED
    horizon: Horizon = Horizon.SHORT
    state: ItemState = ItemState.OPEN
    owner: str | None = None
    day: dt.date | None = None
    source_entry: str | None = None


class NeedIn(NeedPatch):
    """`day` is today unless told; `source_entry` is the entry in which it was said."""

    account: str
    text: str


class NeedList(Schema):
    items: list[NeedOut]
    next: str | None


@router.get("/needs", response={200: NeedList, **answers(404, 422)}, summary="Needs and aspirations")
@acts(Action.READ)
def list_needs(
    request: ApiRequest,
    account: str | None = None,
    limit: int | None = None,  # noqa: ARG001  answer_list reads it
    after: str | None = None,  # noqa: ARG001  answer_list reads it
) -> Any:
    rows = items.needs(account_id=number(account) if account else None)
    return answer_list(request, rows, order=("id",), show=need_out)


@router.get("/needs/{need_id}", response={200: NeedOut, **answers(404)}, summary="One need")
@acts(Action.READ)
def read_need(request: ApiRequest, response: HttpResponse, need_id: str) -> Any:  # noqa: ARG001
    row = items.need(number(need_id))
    response["ETag"] = etag(row.version)
    return need_out(row)


@router.post("/needs", response={201: NeedOut, **answers(404, 422)}, summary="Add a need")
@acts(Action.WRITE_DOCUMENT)
def add_need(request: ApiRequest, response: HttpResponse, sent: NeedIn) -> Any:
    account = account_for(number(sent.account))
    must(request.viewer, Action.WRITE_DOCUMENT, account)
    row = commands.add_need(
        account_id=account.id,
        values=_read(NeedValues(text=""), sent),
        by=request.viewer.author,
        at=request.at,
    )
    response["ETag"] = etag(row.version)
    return Status(201, need_out(row))


@router.patch(
    "/needs/{need_id}", response={200: NeedOut, **answers(404, 412, 422, 428)}, summary="Change a need"
)
@acts(Action.WRITE_DOCUMENT)
def change_need(request: ApiRequest, response: HttpResponse, need_id: str, sent: NeedPatch) -> Any:
    row = items.need(number(need_id))
    must(request.viewer, Action.WRITE_DOCUMENT, row.account)
    changed = commands.change_need(
        need_id=row.id,
        values=_read(commands.values_of_need(row), sent),
        seen=seen_version(request),
        by=request.viewer.author,
        at=request.at,
    )
    response["ETag"] = etag(changed.version)
    return need_out(changed)


def _read(values: NeedValues, sent: NeedPatch) -> NeedValues:
    given: dict[str, Any] = sent.model_dump(exclude_unset=True, exclude={"account"})
    for name in ("owner", "source_entry"):
        if name in given:
            text = given.pop(name)
            given[f"{name}_id"] = number(text) if text else None
    return replace(values, **given)
