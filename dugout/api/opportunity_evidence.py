"""What the gates of an opportunity ask for: written down, answered, withdrawn. Each kind by what it declares."""

from typing import Any, Literal

from ninja import Router, Status

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.evidence_shapes import OUT, named, sent_as, values_sent
from dugout.api.operations import acts, answers
from dugout.api.shapes import number
from dugout.api.shown import shown
from dugout.selling.commands import evidence
from dugout.selling.models import Opportunity
from dugout.selling.terms import EVIDENCE, Evidence

router = Router()
ONE = "/opportunities/{opportunity_id}"
REFUSALS = answers(404, 422)
BY_PLURAL: dict[str, Evidence] = {kind.plural: kind for kind in EVIDENCE.values()}
What: Any = Literal[tuple(BY_PLURAL)]


def serve(kind: Evidence) -> None:
    """Adds the operation that writes a record of this kind down, and the one that answers it."""
    added = sent_as(f"{named(kind)}In", kind.values)

    @router.post(
        f"{ONE}/{kind.adds_by or kind.plural}",
        response={201: OUT[kind.key], **REFUSALS},
        summary=kind.summary,
        description=kind.values.__doc__,
        operation_id=f"add_{kind.key}",
    )
    @acts(Action.CHANGE_OPPORTUNITY)
    def add(request: ApiRequest, opportunity_id: str, sent: added) -> Any:  # type: ignore[valid-type]
        row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
        made = evidence.add_evidence(
            kind, opportunity_id=row.id, values=values_sent(kind.values, sent), by=request.by,
            at=request.at,
        )  # fmt: skip
        return Status(201, shown(OUT[kind.key], made))

    if kind.answers is None:
        return
    values = kind.answers
    answer_in = sent_as(f"{named(kind)}AnswerIn", values)

    @router.post(
        f"{ONE}/{kind.plural}/{{evidence_id}}/answer",
        response={200: OUT[kind.key], **REFUSALS},
        summary=f"Answer the {kind.word}",
        description=values.__doc__,
        operation_id=f"answer_{kind.key}",
    )
    @acts(Action.CHANGE_OPPORTUNITY)
    def answer(request: ApiRequest, opportunity_id: str, evidence_id: str, sent: answer_in) -> Any:  # type: ignore[valid-type]
        row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
        made = evidence.answer_evidence(
            kind, opportunity_id=row.id, evidence_id=number(evidence_id), values=values_sent(values, sent),
            by=request.by, at=request.at,
        )  # fmt: skip
        return shown(OUT[kind.key], made)


for one in EVIDENCE.values():
    serve(one)


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
        opportunity_id=row.id, what=BY_PLURAL[what].key, evidence_id=number(evidence_id),
        by=request.by, at=request.at,
    )  # fmt: skip
    return Status(204, None)
