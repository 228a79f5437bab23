"""Promises: what we told the client that they would get; open, kept or broken."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import ConfigDict

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.item_shapes import PromiseOut, promise_out
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.shapes import number
from dugout.client_document.commands import promises as commands
from dugout.client_document.models import Promise
from dugout.client_document.queries import items
from dugout.client_document.queries.document import account_for
from dugout.client_document.terms import PromiseState, PromiseValues
from dugout.values.refused import Problem, Refused

router = Router()
SETTLED = {200: PromiseOut, **answers(404, 409, 422)}


class PromisePatch(Schema):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    text: str = ""
    by: str | None = None
    made_on: dt.date | None = None
    to_contact: str | None = None
    due_on: dt.date | None = None
    said_in: str | None = None


class PromiseIn(PromisePatch):
    """`by` is the caller and `made_on` today unless told; `said_in` is the entry in which it was said."""

    account: str
    text: str


class PromiseList(Schema):
    items: list[PromiseOut]
    next: str | None


@router.get("/promises", response={200: PromiseList, **answers(404, 422)}, summary="Promises")
@acts(Action.READ)
def list_promises(
    request: ApiRequest,
    *,
    account: str | None = None,
    state: PromiseState | None = None,
    limit: int | None = None,  # noqa: ARG001  answer_list reads it
    after: str | None = None,  # noqa: ARG001  answer_list reads it
) -> Any:
    rows = items.promises(account_id=number(account) if account else None)
    if state is not None:
        rows = rows.filter(state=state.value)
    return answer_list(request, rows, order=("id",), show=promise_out)


@router.get("/promises/{promise_id}", response={200: PromiseOut, **answers(404)}, summary="One promise")
@acts(Action.READ)
def read_promise(request: ApiRequest, response: HttpResponse, promise_id: str) -> Any:  # noqa: ARG001
    row = items.promise(number(promise_id))
    response["ETag"] = etag(row.version)
    return promise_out(row)


@router.post("/promises", response={201: PromiseOut, **answers(404, 422)}, summary="Add a promise")
@acts(Action.WRITE_DOCUMENT)
def add_promise(request: ApiRequest, response: HttpResponse, sent: PromiseIn) -> Any:
    account = account_for(number(sent.account))
    must(request.viewer, Action.WRITE_DOCUMENT, account)
    usual = PromiseValues(text="", by_id=request.viewer.person.id, made_on=request.viewer.day)
    row = commands.add_promise(
        account_id=account.id, values=_read(usual, sent), by=request.viewer.author, at=request.at
    )
    response["ETag"] = etag(row.version)
    return Status(201, promise_out(row))


@router.patch(
    "/promises/{promise_id}",
    response={200: PromiseOut, **answers(404, 412, 422, 428)},
    summary="Change an open promise",
)
@acts(Action.WRITE_DOCUMENT)
def change_promise(request: ApiRequest, response: HttpResponse, promise_id: str, sent: PromisePatch) -> Any:
    row = _writable(request, promise_id)
    changed = commands.change_promise(
        promise_id=row.id,
        values=_read(commands.values_of_promise(row), sent),
        seen=seen_version(request),
        by=request.viewer.author,
        at=request.at,
    )
    response["ETag"] = etag(changed.version)
    return promise_out(changed)


@router.post("/promises/{promise_id}/keep", response=SETTLED, summary="Mark a promise kept")
@acts(Action.SETTLE_PROMISE)
def keep_promise(request: ApiRequest, promise_id: str) -> Any:
    """Of two who settle a promise one gets 200; the other 409, which names the first."""
    return _settle(commands.keep_promise, request, promise_id)


@router.post("/promises/{promise_id}/break", response=SETTLED, summary="Mark a promise broken")
@acts(Action.SETTLE_PROMISE)
def break_promise(request: ApiRequest, promise_id: str) -> Any:
    """As keep."""
    return _settle(commands.break_promise, request, promise_id)


@router.post(
    "/promises/{promise_id}/reopen",
    response={200: PromiseOut, **answers(404, 412, 422)},
    summary="Open a settled promise again",
)
@acts(Action.SETTLE_PROMISE)
def reopen_promise(request: ApiRequest, promise_id: str) -> Any:
    row = _to_settle(request, promise_id)
    return promise_out(
        commands.reopen_promise(promise_id=row.id, seen=row.version, by=request.viewer.author, at=request.at)
    )


def _settle(verb: Callable[..., Promise], request: ApiRequest, promise_id: str) -> dict[str, Any]:
    row = _to_settle(request, promise_id)
    return promise_out(verb(promise_id=row.id, by=request.viewer.author, at=request.at))


def _to_settle(request: ApiRequest, promise_id: str) -> Promise:
    """The promise, for who says what became of it."""
    row = items.promise(number(promise_id))
    must(request.viewer, Action.SETTLE_PROMISE, row)
    return row


def _writable(request: ApiRequest, promise_id: str) -> Promise:
    """The promise, for who writes the document."""
    row = items.promise(number(promise_id))
    must(request.viewer, Action.WRITE_DOCUMENT, row.account)
    return row


def _read(values: PromiseValues, sent: PromisePatch) -> PromiseValues:
    given: dict[str, Any] = sent.model_dump(exclude_unset=True, exclude={"account"})
    _refuse_nothing(given)
    if "by" in given:
        given["by_id"] = number(given.pop("by"))
    for name in ("to_contact", "said_in"):
        if name in given:
            text = given.pop(name)
            given[f"{name}_id"] = number(text) if text else None
    return replace(values, **given)


def _refuse_nothing(given: dict[str, Any]) -> None:
    """A promise was made by somebody, on some day."""
    problems = [
        Problem(name, "This cannot be nothing.", remedy)
        for name, remedy in (("by", "Name the person who made it."), ("made_on", "Name the day."))
        if name in given and given[name] is None
    ]
    if problems:
        raise Refused(problems)
