"""The moves: submit, return with a reason for each gate, withdraw."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dugout.handoffs.models import DebriefAnswer, Handoff, Return, Submission
from dugout.handoffs.parts.ending import withdraw
from dugout.handoffs.parts.holding import check, check_addressee, move_to, take, tell_history
from dugout.handoffs.queries.addressees import addressees_of
from dugout.handoffs.queries.answers import answers_of
from dugout.handoffs.queries.gates import gates_asked, gates_of
from dugout.handoffs.rules import check_reasons, check_submit
from dugout.handoffs.terms import OPEN, WITH_THE_SELLER, HandoffState, ReturnReason
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day
from dugout.timeline.parts import notify
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_line, clean_text


def submit_handoff(*, handoff_id: int, seen: int | None, by: Allowed, at: datetime) -> Submission:
    """Gives the move to the receiver, whose clock starts.

    Refused with every required gate that is not met, and when only the person who hands over could answer.
    """
    assert by.person_id is not None
    with transaction.atomic():
        handoff = take(handoff_id)
        check(handoff, WITH_THE_SELLER, seen=seen, yours={"state": HandoffState.SUBMITTED.value})
        answers = answers_of(handoff)
        if problems := check_submit(gates_of(handoff, answers)):
            raise Refused(problems, code="gates-open")
        to = addressees_of(handoff, day=company_day(at))
        if not to:
            raise Refused.because(
                f"Nobody is left in {handoff.pool} to accept or return it.",
                "Name another receiver, then submit it.",
                "receiver",
                code="nobody-answers",
            )
        # From here on the receiver reads what the records said today.
        DebriefAnswer.objects.bulk_update(answers, ["text", "prefilled"])
        number = Submission.objects.filter(handoff=handoff).count() + 1
        submission = Submission.objects.create(handoff=handoff, number=number, by_id=by.person_id, at=at)
        move_to(handoff, HandoffState.SUBMITTED, at=at)
        entry = tell_history(handoff, "handoff_submitted", by=by, at=at, number=number)
        notify(
            persons=to,
            entry_id=entry.id,
            because=f"You are to accept or return the hand-off of {handoff.account.name}.",
            at=at,
        )
    return submission


def return_handoff(
    *, handoff_id: int, reasons: Sequence[ReturnReason], seen: int | None, by: Allowed, at: datetime
) -> Return:
    """Gives the move back to the selling side, with a reason for each gate named. Who hands over is told.

    Refused without a reason, for a gate that we do not have, and for anybody but the addressee or a stand-in.
    """
    assert by.person_id is not None
    if problems := check_reasons(reasons, [gate.key for gate in gates_asked()]):
        raise Refused(problems)
    said = [{"gate": one.gate_key, "text": str(clean_text(one.text, 2000)).strip()} for one in reasons]
    with transaction.atomic():
        handoff = take(handoff_id)
        check(handoff, frozenset({HandoffState.SUBMITTED}), seen=seen, yours={"state": "returned"})
        check_addressee(handoff, by, at)
        submission = Submission.objects.filter(handoff=handoff).latest("number")
        row = Return.objects.create(submission=submission, reasons=said, by_id=by.person_id, at=at)
        move_to(handoff, HandoffState.RETURNED, at=at)
        entry = tell_history(
            handoff,
            "handoff_returned",
            by=by,
            at=at,
            text="\n".join(one["text"] for one in said),
            gates=[one["gate"] for one in said],
        )
        notify(
            persons=(handoff.hands_over_id,),
            entry_id=entry.id,
            because=f"{by.name} returned the hand-off of {handoff.account.name}. Mend it and submit it again.",
            at=at,
        )
    return row


def withdraw_handoff(*, handoff_id: int, reason: str, seen: int | None, by: Allowed, at: datetime) -> Handoff:
    """Ends a hand-off without an acceptance, with a reason. Refused once it has ended."""
    found = clean_line(reason, 300, field="reason")
    if isinstance(found, Problem):
        raise Refused((found,))
    if not found:
        raise Refused.because("The reason is missing.", "Say why you withdraw it.", field="reason")
    with transaction.atomic():
        handoff = take(handoff_id)
        check(handoff, frozenset(OPEN), seen=seen, yours={"state": HandoffState.WITHDRAWN.value})
        withdraw(handoff, found, by=by, at=at)
    return handoff
