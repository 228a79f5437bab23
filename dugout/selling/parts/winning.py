"""What a win, its settling and its undoing mean to selling. The verbs are the hand-off's."""

from datetime import date, datetime

from dugout.gates.terms import GatesUnmet
from dugout.history.terms import Author
from dugout.selling.models import CommitmentRequest, Opportunity, SellingStep, StepMove
from dugout.selling.parts.holding import (
    check_come,
    contact_of,
    keep_selling_figures,
    said,
    take,
    take_to_close,
    tell,
    touch,
    writer,
)
from dugout.selling.queries.facts import readings_of
from dugout.selling.rules.gates import without_the_win
from dugout.selling.terms import Commitment, Outcome
from dugout.values.refused import Missing, Refused


def mark_won(
    *, opportunity_id: int, day: date, by: Author, at: datetime, seen: int | None = None,
    contact_id: int | None = None, request_id: int | None = None,
) -> Opportunity:  # fmt: skip
    """Records the commitment as given on the day, and moves the opportunity on: won, no longer counted as open.

    Taken when somebody closed it first; refused away from the step that commits (code `not-at-commitment`), and
    GatesUnmet while an objection waits for its answer.
    """
    row = take_to_close(opportunity_id, seen=seen, outcome=Outcome.WON)
    if not row.step.commits:
        raise Refused.because(
            f"{row.name} stands in step {row.step.number}, {row.step.name}.",
            "Move it to the step in which commitment is asked for, then write down the answer.",
            code="not-at-commitment",
        )
    check_come(day, at, "Take the day on which they said it.")
    if waiting := without_the_win(readings_of(row, steps={row.step.number})):
        raise GatesUnmet(waiting)
    _give(row, contact_id=contact_id, request_id=request_id, day=day, by=by, at=at)
    following = SellingStep.objects.filter(process_id=row.process_id, number=row.step.number + 1).first()
    if following is not None:
        StepMove.objects.create(
            opportunity=row, from_step=row.step, to_step=following, by_id=by.person_id, at=at
        )
        row.step, row.step_since = following, at
    row.outcome, row.closed_on = Outcome.WON.value, day
    touch(row, "outcome", "closed_on", "step", "step_since")
    keep_selling_figures(row.account_id, at=at)
    tell("opportunity_won", row, by=by, at=at, after={"day": day.isoformat(), "amount": row.amount})
    return row


def settle(*, opportunity_id: int, by: Author, at: datetime) -> Opportunity:
    """Closes the last step of a won one: its hand-off was accepted. A second time changes nothing."""
    row = take(opportunity_id)
    if row.outcome != Outcome.WON:
        raise Refused.because(f"{row.name} is not won.", "Only a won sale is settled.", code="not-won")
    if row.settled_at is None:
        row.settled_at = at
        touch(row, "settled_at")
        tell("opportunity_settled", row, by=by, at=at)
    return row


def undo_win(
    *, opportunity_id: int, reason: str, by: Author, at: datetime, seen: int | None = None
) -> Opportunity:
    """Takes a win back: open again, in the step that commits, and the answer is open again. Needs a reason.

    Also where its last step is closed: whether that may be is asked by who calls.
    """
    reason = said(reason, "reason", limit=300)
    row = take(opportunity_id, seen=seen, yours={"outcome": "open"})
    if row.outcome != Outcome.WON:
        raise Refused.because(f"{row.name} is not won.", "There is no win to undo.", code="not-won")
    back = SellingStep.objects.filter(process_id=row.process_id, commits=True).order_by("number").first()
    if back is not None and back.id != row.step_id:
        StepMove.objects.create(opportunity=row, from_step=row.step, to_step=back, by_id=by.person_id, at=at)
        row.step, row.step_since = back, at
    given = CommitmentRequest.objects.filter(opportunity=row, answer=Commitment.GIVEN.value)
    given.update(answer=Commitment.OPEN.value, answered_on=None)
    day, row.outcome, row.closed_on, row.settled_at = row.closed_on, Outcome.OPEN.value, None, None
    touch(row, "outcome", "closed_on", "settled_at", "step", "step_since")
    keep_selling_figures(row.account_id, at=at)
    tell("win_undone", row, by=by, at=at, text=reason, before={"closed_on": day.isoformat() if day else None})
    return row


def _give(
    row: Opportunity, *, contact_id: int | None, request_id: int | None, day: date, by: Author, at: datetime
) -> None:
    if request_id is None:
        contact = contact_of(row, contact_id)
        CommitmentRequest.objects.create(
            opportunity=row, contact=contact, day=day, answer=Commitment.GIVEN.value, answered_on=day,
            by_id=writer(by), at=at,
        )  # fmt: skip
        return
    asked = CommitmentRequest.objects.filter(id=request_id, opportunity=row).first()
    if asked is None:
        raise Missing.because("There is no such request for commitment.", "Choose one of the sale's.")
    if asked.answer != Commitment.OPEN or day < asked.day:
        raise Refused.because(
            "This request is answered already, or was asked later than that day.", "Ask again.", "day"
        )
    asked.answer, asked.answered_on = Commitment.GIVEN.value, day
    asked.save(update_fields=["answer", "answered_on"])
