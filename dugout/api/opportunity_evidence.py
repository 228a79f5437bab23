"""What the gates of an opportunity ask for: written down, answered, withdrawn."""

from typing import Any, Literal

from ninja import Router, Status

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.evidence_shapes import (
    ConcernAnswerIn,
    ConcernIn,
    ConcernOut,
    ConfirmationIn,
    ConfirmationOut,
    NeedMatchIn,
    NeedMatchOut,
    ObjectionAnswerIn,
    ObjectionIn,
    ObjectionOut,
    concern_out,
    confirmation_out,
    match_out,
    objection_out,
)
from dugout.api.operations import acts, answers
from dugout.api.shapes import number, number_or_none
from dugout.selling.commands import evidence
from dugout.selling.models import Opportunity

router = Router()
ONE = "/opportunities/{opportunity_id}"
REFUSALS = answers(404, 422)

What = Literal["confirmations", "concerns", "need-matches", "objections", "commitment-requests"]
EVIDENCE: dict[str, str] = {
    "confirmations": "confirmation",
    "concerns": "concern",
    "need-matches": "need_match",
    "objections": "objection",
    "commitment-requests": "commitment_request",
}


@router.post(f"{ONE}/confirmations", response={201: ConfirmationOut, **REFUSALS}, summary="They confirmed it")
@acts(Action.CHANGE_OPPORTUNITY)
def add_confirmation(request: ApiRequest, opportunity_id: str, sent: ConfirmationIn) -> Any:
    """That a contact agreed to questions, confirmed the summary of needs, knows the price, and so on."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    made = evidence.record_confirmation(
        opportunity_id=row.id, kind=sent.kind, contact_id=number(sent.contact), day=sent.day, note=sent.note,
        by=request.by, at=request.at,
    )  # fmt: skip
    return Status(201, confirmation_out(made))


@router.post(f"{ONE}/concerns", response={201: ConcernOut, **REFUSALS}, summary="Add a concern about us")
@acts(Action.CHANGE_OPPORTUNITY)
def add_concern(request: ApiRequest, opportunity_id: str, sent: ConcernIn) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    made = evidence.add_concern(
        opportunity_id=row.id, text=sent.text, contact_id=number_or_none(sent.contact), answer=sent.answer,
        proof=sent.proof, by=request.by, at=request.at,
    )  # fmt: skip
    return Status(201, concern_out(made))


@router.post(
    f"{ONE}/concerns/{{concern_id}}/answer",
    response={200: ConcernOut, **REFUSALS},
    summary="Answer a concern",
)
@acts(Action.CHANGE_OPPORTUNITY)
def answer_concern(request: ApiRequest, opportunity_id: str, concern_id: str, sent: ConcernAnswerIn) -> Any:
    """With proof: without it the gate stays unmet."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    made = evidence.answer_concern(
        opportunity_id=row.id, concern_id=number(concern_id), answer=sent.answer, proof=sent.proof,
        by=request.by, at=request.at,
    )  # fmt: skip
    return concern_out(made)


@router.post(
    f"{ONE}/need-matches", response={201: NeedMatchOut, **REFUSALS}, summary="Match a need to a line"
)
@acts(Action.CHANGE_OPPORTUNITY)
def match_need(request: ApiRequest, opportunity_id: str, sent: NeedMatchIn) -> Any:
    """The same need and line again rewrites the reaction."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    made = evidence.match_need(
        opportunity_id=row.id, need_id=number(sent.need), line_id=number(sent.line), reaction=sent.reaction,
        by=request.by, at=request.at,
    )  # fmt: skip
    return Status(201, match_out(made))


@router.post(f"{ONE}/objections", response={201: ObjectionOut, **REFUSALS}, summary="Add an objection")
@acts(Action.CHANGE_OPPORTUNITY)
def add_objection(request: ApiRequest, opportunity_id: str, sent: ObjectionIn) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    made = evidence.add_objection(
        opportunity_id=row.id, text=sent.text, answer=sent.answer, by=request.by, at=request.at
    )
    return Status(201, objection_out(made))


@router.post(
    f"{ONE}/objections/{{objection_id}}/answer",
    response={200: ObjectionOut, **REFUSALS},
    summary="Answer an objection",
)
@acts(Action.CHANGE_OPPORTUNITY)
def answer_objection(
    request: ApiRequest, opportunity_id: str, objection_id: str, sent: ObjectionAnswerIn
) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    made = evidence.answer_objection(
        opportunity_id=row.id, objection_id=number(objection_id), answer=sent.answer,
        by=request.by, at=request.at,
    )  # fmt: skip
    return objection_out(made)


@router.post(
    f"{ONE}/{{what}}/{{evidence_id}}/withdraw",
    response={204: None, **REFUSALS},
    summary="Withdraw what was written down for a gate",
)
@acts(Action.CHANGE_OPPORTUNITY)
def withdraw_evidence(request: ApiRequest, opportunity_id: str, what: What, evidence_id: str) -> Any:
    """The gate that it met is unmet again. The timeline keeps what it said."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    evidence.withdraw_evidence(
        opportunity_id=row.id, what=EVIDENCE[what], evidence_id=number(evidence_id), by=request.by,
        at=request.at,
    )  # fmt: skip
    return Status(204, None)
