"""The way of an opportunity: from step to step, to the answer of the client, and back."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import acts, answers, version_sent
from dugout.api.opportunity_pages import shown
from dugout.api.opportunity_shapes import OpportunityOut
from dugout.api.shapes import Sent, number, number_or_none
from dugout.handoffs.commands import winning
from dugout.selling.commands import closing, moving
from dugout.selling.models import Opportunity

router = Router()
ONE = "/opportunities/{opportunity_id}"
CHANGED = {200: OpportunityOut, **answers(404, 409, 412, 422)}


class Seen(Sent):
    """`seen` is the version that the caller read, as If-Match is; without either nothing is compared."""

    seen: int | None = None


class ReasonIn(Sent):
    """Why somebody goes on past a gate that is not met."""

    gate: str
    reason: str


class MoveIn(Seen):
    """`to` is the number of a step. Forward over unmet gates only with a reason for each."""

    to: int = Field(ge=1, le=100)
    reasons: list[ReasonIn] = Field(default=[], max_length=100)


class AnswerIn(Seen):
    """`request` is the id of the request for commitment that they answered."""

    request: str
    answer: Literal["given", "refused"]
    day: dt.date
    note: str = ""


class WinIn(Seen):
    """The client's commitment: of which contact, on which day. `request` where it answers one."""

    contact: str | None = None
    request: str | None = None
    day: dt.date


class CloseIn(Seen):
    reason: str
    day: dt.date


class UndoIn(Seen):
    reason: str


@router.post(f"{ONE}/move", response=CHANGED, summary="Move to another step")
@acts(Action.CHANGE_OPPORTUNITY)
def move_opportunity(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: MoveIn) -> Any:
    """Forward wants every gate on the way met, or a reason; `errors` names those missing as `gate-ID`.

    Back is free. Past the step in which commitment is given leads only the win.
    """
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    moving.move_to_step(
        opportunity_id=row.id,
        to=sent.to,
        reasons={number(one.gate): one.reason for one in sent.reasons},
        seen=version_sent(request, sent.seen),
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)


@router.post(f"{ONE}/go-back", response=CHANGED, summary="Go back one step")
@acts(Action.CHANGE_OPPORTUNITY)
def go_back(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: Seen) -> Any:
    """Free, and recorded. Refused in the first step."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    moving.move_to_step(
        opportunity_id=row.id,
        to=row.step.number - 1,
        seen=version_sent(request, sent.seen) or row.version,
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)


@router.post(f"{ONE}/go-on-without", response=CHANGED, summary="Go on past an unmet gate")
@acts(Action.CHANGE_OPPORTUNITY)
def go_on_without(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: ReasonIn) -> Any:
    """The reason is shown on the opportunity, and counted. It stays in its step."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    moving.go_on_without(
        opportunity_id=row.id,
        gate_id=number(sent.gate),
        reason=sent.reason,
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)


@router.post(f"{ONE}/answer-commitment", response=CHANGED, summary="What the client answered")
@acts(Action.CHANGE_OPPORTUNITY)
def answer_commitment(
    request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: AnswerIn
) -> Any:
    """Given is the win, as `win`. Refused leaves it where it is."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    who = {"by": request.by, "at": request.at}
    if sent.answer == "given":
        winning.win_opportunity(
            opportunity_id=row.id, request_id=number(sent.request), day=sent.day,
            seen=version_sent(request, sent.seen), **who,
        )  # fmt: skip
    else:
        closing.refuse_commitment(
            opportunity_id=row.id, request_id=number(sent.request), day=sent.day, note=sent.note, **who
        )
    return shown(row.id, response)


@router.post(f"{ONE}/win", response=CHANGED, summary="Win: the client's commitment is given")
@acts(Action.CHANGE_OPPORTUNITY)
def win_opportunity(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: WinIn) -> Any:
    """Drafts contract and order, and opens the hand-off of new business, at once or not at all.

    Of two who win it at once one gets 200; the other 409, which names the first.
    """
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    winning.win_opportunity(
        opportunity_id=row.id,
        contact_id=number_or_none(sent.contact),
        request_id=number_or_none(sent.request),
        day=sent.day,
        seen=version_sent(request, sent.seen),
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)


@router.post(f"{ONE}/settle", response=CHANGED, summary="Close the last step of a won one")
@acts(Action.CHANGE_OPPORTUNITY)
def settle_opportunity(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: Seen) -> Any:
    """For renewals and expansions. That of new business is closed by the acceptance of its hand-off."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    closing.settle_opportunity(
        opportunity_id=row.id, seen=version_sent(request, sent.seen), by=request.by, at=request.at
    )
    return shown(row.id, response)


@router.post(f"{ONE}/lose", response=CHANGED, summary="Lost, with a reason")
@acts(Action.CHANGE_OPPORTUNITY)
def lose_opportunity(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: CloseIn) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    closing.lose_opportunity(
        opportunity_id=row.id, reason=sent.reason, day=sent.day, seen=version_sent(request, sent.seen),
        by=request.by, at=request.at,
    )  # fmt: skip
    return shown(row.id, response)


@router.post(f"{ONE}/abandon", response=CHANGED, summary="Given up by us, with a reason")
@acts(Action.CHANGE_OPPORTUNITY)
def abandon_opportunity(
    request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: CloseIn
) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    closing.abandon_opportunity(
        opportunity_id=row.id, reason=sent.reason, day=sent.day, seen=version_sent(request, sent.seen),
        by=request.by, at=request.at,
    )  # fmt: skip
    return shown(row.id, response)


@router.post(f"{ONE}/undo-win", response=CHANGED, summary="Undo a win, with a reason")
@acts(Action.UNDO_WIN)
def undo_win(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: UndoIn) -> Any:
    """By a manager up the owner's line. Refused once a paper is signed or the hand-off is accepted."""
    row = allowed(request, Action.UNDO_WIN, Opportunity, number(opportunity_id))
    winning.undo_win(
        opportunity_id=row.id, reason=sent.reason, seen=version_sent(request, sent.seen),
        by=request.by, at=request.at,
    )  # fmt: skip
    return shown(row.id, response)
