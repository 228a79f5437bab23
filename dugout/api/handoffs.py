"""Hand-offs: list, read, open, write the debrief, submit, accept, return, withdraw, choose another receiver."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Status

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.api.auth import ApiRequest
from dugout.api.handoff_shapes import (
    AcceptanceOut,
    AnswerOut,
    ChooseIn,
    DebriefAnswerIn,
    HandoffOut,
    HandoffRow,
    HandoffsAsked,
    OpenIn,
    ReturnIn,
    SeenIn,
    WithdrawIn,
    handoff_out,
)
from dugout.api.lists import list_of, read_limit
from dugout.api.operations import acts, answers, etag, seen_version, version_sent
from dugout.api.shapes import listed, number
from dugout.api.shown import shown
from dugout.handoffs.commands import accepting, debrief, moving, opening
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.introducing import mark_introduced
from dugout.handoffs.queries.lists import handoffs
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import Receiver, ReturnReason
from dugout.paging.keyset import page_of
from dugout.values.refused import Missing

router = Router()
REFUSALS = (404, 409, 412, 422)


@router.get(
    "/handoffs",
    response={200: listed(HandoffRow), **answers(404, 422)},
    summary="All hand-offs, newest first",
)
@acts(Action.READ)
def list_handoffs(request: ApiRequest, asked: Query[HandoffsAsked]) -> Any:
    """Filter by `state`, `account`, and `mine`: those that the caller is to answer or stands in for."""
    viewer = request.viewer
    rows = handoffs(
        state=asked.state,
        account_id=number(asked.account) if asked.account else None,
        answered_by=(viewer.acts_for, viewer.post.department_id) if asked.mine else None,
    )
    limit = read_limit(request.GET.get("limit"), 50)
    page = page_of(rows, order=("-id",), after=request.GET.get("after"), limit=limit)
    mark_introduced(page.rows)
    return list_of(request, [shown(HandoffRow, row) for row in page.rows], page.after)


@router.post("/handoffs", response={201: HandoffOut, **answers(*REFUSALS)}, summary="Open a hand-off by hand")
@acts(Action.OPEN_HANDOFF)
def open_handoff(request: ApiRequest, sent: OpenIn, response: HttpResponse) -> Any:
    """Where the account has an account manager, they are the receiver; else account management as a pool."""
    account = allowed(request, Action.OPEN_HANDOFF, Account, number(sent.account))
    made = opening.open_handoff(account_id=account.id, by=request.by, at=request.at)
    return Status(201, _shown(request, made.id, response))


@router.get("/handoffs/{handoff_id}", response={200: HandoffOut, **answers(404)}, summary="One hand-off")
@acts(Action.READ)
def read_handoff(request: ApiRequest, handoff_id: str, response: HttpResponse) -> Any:
    """With the gates as they stand, the debrief, whose move it is and the clock."""
    return _shown(request, number(handoff_id), response)


@router.patch(
    "/handoffs/{handoff_id}/answers/{question}",
    response={200: AnswerOut, **answers(404, 412, 422, 428)},
    summary="Write one answer of the debrief",
)
@acts(Action.WRITE_DEBRIEF)
def answer_question(
    request: ApiRequest, handoff_id: str, question: str, sent: DebriefAnswerIn, response: HttpResponse
) -> Any:
    """`If-Match` is the version of this answer, as read. A stale one gets both texts."""
    handoff = allowed(request, Action.WRITE_DEBRIEF, Handoff, number(handoff_id))
    answer = debrief.answer_question(
        handoff_id=handoff.id,
        question=question,
        text=sent.text,
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    response["ETag"] = etag(answer.version)
    return shown(AnswerOut, answer)


@router.post(
    "/handoffs/{handoff_id}/submit", response={200: HandoffOut, **answers(*REFUSALS)}, summary="Submit"
)
@acts(Action.SUBMIT_HANDOFF)
def submit_handoff(request: ApiRequest, handoff_id: str, sent: SeenIn, response: HttpResponse) -> Any:
    """Refused with every required gate that is not met."""
    handoff = allowed(request, Action.SUBMIT_HANDOFF, Handoff, number(handoff_id))
    moving.submit_handoff(
        handoff_id=handoff.id, seen=version_sent(request, sent.seen), by=request.by, at=request.at
    )
    return _shown(request, handoff.id, response)


@router.post(
    "/handoffs/{handoff_id}/accept", response={200: AcceptanceOut, **answers(*REFUSALS)}, summary="Accept"
)
@acts(Action.ANSWER_HANDOFF)
def accept_handoff(request: ApiRequest, handoff_id: str, sent: SeenIn) -> Any:
    """Of several who accept at once the first wins; the others get 409, naming the winner."""
    handoff = allowed(request, Action.ANSWER_HANDOFF, Handoff, number(handoff_id))
    acceptance = accepting.accept_handoff(
        handoff_id=handoff.id, seen=version_sent(request, sent.seen), by=request.by, at=request.at
    )
    return shown(AcceptanceOut, acceptance)


@router.post(
    "/handoffs/{handoff_id}/return", response={200: HandoffOut, **answers(*REFUSALS)}, summary="Return"
)
@acts(Action.ANSWER_HANDOFF)
def return_handoff(request: ApiRequest, handoff_id: str, sent: ReturnIn, response: HttpResponse) -> Any:
    """With a reason for each gate named, one at least."""
    handoff = allowed(request, Action.ANSWER_HANDOFF, Handoff, number(handoff_id))
    moving.return_handoff(
        handoff_id=handoff.id,
        reasons=tuple(ReturnReason(gate_key=reason.gate, text=reason.text) for reason in sent.reasons),
        seen=version_sent(request, sent.seen),
        by=request.by,
        at=request.at,
    )
    return _shown(request, handoff.id, response)


@router.post(
    "/handoffs/{handoff_id}/withdraw", response={200: HandoffOut, **answers(*REFUSALS)}, summary="Withdraw"
)
@acts(Action.SUBMIT_HANDOFF)
def withdraw_handoff(request: ApiRequest, handoff_id: str, sent: WithdrawIn, response: HttpResponse) -> Any:
    """Ends it without an acceptance, with a reason."""
    handoff = allowed(request, Action.SUBMIT_HANDOFF, Handoff, number(handoff_id))
    moving.withdraw_handoff(
        handoff_id=handoff.id,
        reason=sent.reason,
        seen=version_sent(request, sent.seen),
        by=request.by,
        at=request.at,
    )
    return _shown(request, handoff.id, response)


@router.post(
    "/handoffs/{handoff_id}/choose-receiver",
    response={200: HandoffOut, **answers(*REFUSALS)},
    summary="Choose another receiver",
)
@acts(Action.CHOOSE_RECEIVER)
def choose_receiver(request: ApiRequest, handoff_id: str, sent: ChooseIn, response: HttpResponse) -> Any:
    """One person or one department as a pool, with the reason."""
    handoff = _found(handoff_id)
    opening.choose_receiver(
        handoff_id=handoff.id,
        to=Receiver(
            person_id=number(sent.person) if sent.person else None,
            pool_id=number(sent.department) if sent.department else None,
            because=sent.reason,
        ),
        seen=version_sent(request, sent.seen),
        by=request.by,
        at=request.at,
    )
    return _shown(request, handoff.id, response)


def _found(handoff_id: str) -> Handoff:
    rows = Handoff.objects.select_related("account", "opportunity", "receiver", "pool")
    found = rows.filter(id=number(handoff_id)).first()
    if found is None:
        raise Missing.because("There is no such hand-off.", "Take the id from a list.")
    return found


def _shown(request: ApiRequest, handoff_id: int, response: HttpResponse) -> dict[str, Any]:
    page = handoff_page(handoff_id, at=request.at)
    response["ETag"] = etag(page.handoff.version)
    return handoff_out(page)
