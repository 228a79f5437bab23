"""Promises: what we told the client that they would get; open, kept or broken."""

from typing import Any

from ninja import Router

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.items import PROMISE
from dugout.api.operations import acts, answers
from dugout.api.records import serve
from dugout.api.shapes import number
from dugout.client_document.commands import promises as commands
from dugout.client_document.models import Promise

router = Router()
serve(router, PROMISE, "/promises")
SETTLED = {200: PROMISE.out_shape, **answers(404, 409, 412, 422)}


@router.post("/promises/{promise_id}/keep", response=SETTLED, summary="Mark a promise kept")
@acts(Action.SETTLE_PROMISE)
def keep_promise(request: ApiRequest, promise_id: str) -> Any:
    """Of two who settle a promise one gets 200; the other 409, which names the first."""
    row = allowed(request, Action.SETTLE_PROMISE, Promise, number(promise_id))
    return PROMISE.out(commands.keep_promise(promise_id=row.id, by=request.by, at=request.at))


@router.post("/promises/{promise_id}/break", response=SETTLED, summary="Mark a promise broken")
@acts(Action.SETTLE_PROMISE)
def break_promise(request: ApiRequest, promise_id: str) -> Any:
    """As keep."""
    row = allowed(request, Action.SETTLE_PROMISE, Promise, number(promise_id))
    return PROMISE.out(commands.break_promise(promise_id=row.id, by=request.by, at=request.at))


@router.post("/promises/{promise_id}/reopen", response=SETTLED, summary="Open a settled promise again")
@acts(Action.SETTLE_PROMISE)
def reopen_promise(request: ApiRequest, promise_id: str) -> Any:
    row = allowed(request, Action.SETTLE_PROMISE, Promise, number(promise_id))
    return PROMISE.out(
        commands.reopen_promise(promise_id=row.id, seen=row.version, by=request.by, at=request.at)
    )
