"""Writing the debrief: one answer at a time, each with a version of its own."""

from datetime import datetime

from django.db import transaction

from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.queries.answers import newest_promise
from dugout.handoffs.rules import check_state, clean_answer
from dugout.handoffs.terms import QUESTION, WITH_THE_SELLER, HandoffState
from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.values.refused import Missing, Stale


def answer_question(
    *, handoff_id: int, question: str, text: str, seen: int, by: Allowed, at: datetime
) -> DebriefAnswer:
    """Saves what a person wrote under one question; saving what was filled in by itself says it was reviewed.

    Refused while the receiver has the move or the hand-off has ended, for text that cannot be kept, and (Stale,
    with both texts) when somebody saved this answer since version `seen`.
    """
    wanted = clean_answer(question, text)
    with transaction.atomic():
        handoff = Handoff.objects.select_for_update().filter(id=handoff_id).first()
        if handoff is None:
            raise Missing.because("There is no such hand-off.", "Look for it in the list.")
        check_state(HandoffState(handoff.state), WITH_THE_SELLER)
        answer, _ = DebriefAnswer.objects.select_for_update().get_or_create(
            handoff=handoff, question=question, defaults={"at": at}
        )
        if answer.version != seen:
            raise Stale.because(
                "Somebody else saved this answer meanwhile.",
                "Both texts are shown: keep what is right and save again.",
                field="text",
                theirs={"text": answer.text, "version": answer.version},
                yours={"text": wanted},
            )
        before, newest = answer.text, newest_promise(handoff.account_id) if QUESTION[question].reviewed else 0
        if (before, answer.reviewed_to) == (wanted, newest) and answer.by_id is not None:
            return answer
        answer.text, answer.prefilled, answer.by_id, answer.at = wanted, False, by.person_id, at
        answer.reviewed_to = newest
        answer.version += 1
        answer.save()
        record(
            kind="debrief_answered",
            by=by,
            at=at,
            account_id=handoff.account_id,
            subject=Subject(kind="handoff", id=handoff.id),
            before={"question": question, "text": before},
            after={"question": question, "text": wanted},
        )
    return answer
