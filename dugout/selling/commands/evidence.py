"""What the gates ask for, written down and taken back. A record that goes un-meets its gate."""

from datetime import date, datetime

from django.db import models, transaction

from dugout.client_document.models import Need
from dugout.history.terms import Allowed
from dugout.selling.models import (
    CommitmentRequest,
    Concern,
    Confirmation,
    NeedMatch,
    Objection,
    OpportunityLine,
)
from dugout.selling.parts.holding import check_come, contact_of, said, take_living, tell, writer
from dugout.selling.terms import Commitment, ConfirmationKind
from dugout.values.refused import Missing, Refused

EVIDENCE: dict[str, type[models.Model]] = {
    "confirmation": Confirmation,
    "concern": Concern,
    "need_match": NeedMatch,
    "objection": Objection,
    "commitment_request": CommitmentRequest,
}


def record_confirmation(
    *, opportunity_id: int, kind: ConfirmationKind, contact_id: int | None, day: date, note: str = "",
    by: Allowed, at: datetime,
) -> Confirmation:  # fmt: skip
    """That a contact confirmed something on a day, with corrections in `note`."""
    note = said(note, "note", needed=False)
    with transaction.atomic():
        row = take_living(opportunity_id)
        contact = contact_of(row, contact_id)
        check_come(day, at, "Take the day on which they said it.")
        made = Confirmation.objects.create(
            opportunity=row, kind=kind.value, contact=contact, day=day, note=note, by_id=writer(by), at=at
        )
        tell(
            "evidence_added", row, by=by, at=at, text=note,
            after={"what": kind.value, "contact": contact.name, "day": day.isoformat()},
        )  # fmt: skip
    return made


def add_concern(
    *, opportunity_id: int, text: str, contact_id: int | None = None, answer: str = "", proof: str = "",
    by: Allowed, at: datetime,
) -> Concern:  # fmt: skip
    """A worry about us as a supplier, perhaps with its answer and proof already."""
    text, answer = said(text, "text"), said(answer, "answer", needed=False)
    proof = said(proof, "proof", needed=False)
    with transaction.atomic():
        row = take_living(opportunity_id)
        contact = contact_of(row, contact_id) if contact_id else None
        made = Concern.objects.create(
            opportunity=row, contact=contact, text=text, answer=answer, proof=proof, by_id=writer(by), at=at
        )
        tell("evidence_added", row, by=by, at=at, text=text, after={"what": "concern"})
    return made


def answer_concern(
    *, opportunity_id: int, concern_id: int, answer: str, proof: str, by: Allowed, at: datetime
) -> Concern:
    """Answers a concern, with proof: without it the gate stays unmet, so both are needed."""
    answer, proof = said(answer, "answer"), said(proof, "proof")
    with transaction.atomic():
        row = take_living(opportunity_id)
        concern = Concern.objects.filter(id=concern_id, opportunity=row).first()
        if concern is None:
            raise Missing.because("There is no such concern.", "Read the sale again.")
        before = {"answer": concern.answer, "proof": concern.proof}
        concern.answer, concern.proof = answer, proof
        concern.save(update_fields=["answer", "proof"])
        tell(
            "evidence_changed", row, by=by, at=at, text=answer, before=before,
            after={"what": "concern", "answer": answer, "proof": proof},
        )  # fmt: skip
    return concern


def match_need(
    *, opportunity_id: int, need_id: int, line_id: int, reaction: str, by: Allowed, at: datetime
) -> NeedMatch:
    """Matches a need of the account to a line of the offer, with the client's reaction; again rewrites it."""
    reaction = said(reaction, "reaction")
    with transaction.atomic():
        row = take_living(opportunity_id)
        if not Need.objects.filter(id=need_id, account=row.account).exists():
            raise Refused.because("This is no need of this account.", "Choose one of its needs.", "need")
        if not OpportunityLine.objects.filter(id=line_id, opportunity=row).exists():
            raise Refused.because("This is no line of this offer.", "Choose one of its lines.", "line")
        made, _ = NeedMatch.objects.update_or_create(
            opportunity=row, need_id=need_id, line_id=line_id,
            defaults={"reaction": reaction, "by_id": writer(by), "at": at},
        )  # fmt: skip
        tell(
            "evidence_added", row, by=by, at=at, text=reaction, after={"what": "need_match", "need": need_id}
        )
    return made


def add_objection(
    *, opportunity_id: int, text: str, answer: str = "", by: Allowed, at: datetime
) -> Objection:
    """What the client held against it, perhaps with our answer already."""
    text, answer = said(text, "text"), said(answer, "answer", needed=False)
    with transaction.atomic():
        row = take_living(opportunity_id)
        made = Objection.objects.create(opportunity=row, text=text, answer=answer, by_id=writer(by), at=at)
        tell("evidence_added", row, by=by, at=at, text=text, after={"what": "objection"})
    return made


def answer_objection(
    *, opportunity_id: int, objection_id: int, answer: str, by: Allowed, at: datetime
) -> Objection:
    """Our answer to an objection."""
    answer = said(answer, "answer")
    with transaction.atomic():
        row = take_living(opportunity_id)
        objection = Objection.objects.filter(id=objection_id, opportunity=row).first()
        if objection is None:
            raise Missing.because("There is no such objection.", "Read the sale again.")
        before, objection.answer = objection.answer, answer
        objection.save(update_fields=["answer"])
        tell(
            "evidence_changed", row, by=by, at=at, text=answer, before={"answer": before},
            after={"what": "objection", "answer": answer},
        )  # fmt: skip
    return objection


def withdraw_evidence(*, opportunity_id: int, what: str, evidence_id: int, by: Allowed, at: datetime) -> None:
    """Takes a confirmation, concern, need match, objection or request for commitment back.

    Its entry keeps what it said. Refused for a commitment that was given: the win rests on it.
    """
    with transaction.atomic():
        row = take_living(opportunity_id)
        model = EVIDENCE.get(what)
        found = (
            model._default_manager.filter(id=evidence_id, opportunity_id=row.id).first() if model else None
        )
        if found is None:
            raise Missing.because("There is no such record.", "Read the sale again.")
        if isinstance(found, CommitmentRequest) and found.answer == Commitment.GIVEN:
            raise Refused.because("The win rests on this commitment.", "Undo the win instead.")
        tell(
            "evidence_withdrawn", row, by=by, at=at, text=str(found), before={"what": what, "id": evidence_id}
        )
        found.delete()
