"""A no to commitment, and the ways to close that are not the win."""

from datetime import date, datetime

from django.db import transaction

from dugout.gates.terms import GatesUnmet
from dugout.history.terms import Allowed
from dugout.selling.models import CommitmentRequest, Opportunity
from dugout.selling.parts.holding import (
    check_come,
    keep_selling_figures,
    said,
    take,
    take_open,
    take_to_close,
    tell,
    touch,
)
from dugout.selling.parts.winning import settle
from dugout.selling.queries.facts import readings_of
from dugout.selling.rules.gates import THE_HANDOFF
from dugout.selling.terms import Commitment, Outcome
from dugout.values.refused import Missing, Refused


def refuse_commitment(
    *, opportunity_id: int, request_id: int, day: date, note: str = "", by: Allowed, at: datetime
) -> CommitmentRequest:
    """That they said no: the opportunity stays where it is. A yes is the win, which the hand-off's verb writes."""
    note = said(note, "note", needed=False)
    with transaction.atomic():
        row = take_open(opportunity_id)
        asked = CommitmentRequest.objects.filter(id=request_id, opportunity=row).first()
        if asked is None:
            raise Missing.because("There is no such request for commitment.", "Read the sale again.")
        check_come(day, at, "Take the day on which they answered.")
        if asked.answer != Commitment.OPEN or day < asked.day:
            raise Refused.because(
                "This request is answered already, or was asked later than that day.", "Ask again.", "day"
            )
        asked.answer, asked.answered_on = Commitment.REFUSED.value, day
        asked.note = note or asked.note
        asked.save(update_fields=["answer", "answered_on", "note"])
        tell("commitment_refused", row, by=by, at=at, text=note, after={"day": day.isoformat()})
    return asked


def lose_opportunity(
    *, opportunity_id: int, reason: str, day: date, seen: int | None = None, by: Allowed, at: datetime
) -> Opportunity:
    """Lost, with a reason, on a day. Taken when somebody closed it first."""
    return _close(opportunity_id, Outcome.LOST, reason=reason, day=day, seen=seen, by=by, at=at)


def abandon_opportunity(
    *, opportunity_id: int, reason: str, day: date, seen: int | None = None, by: Allowed, at: datetime
) -> Opportunity:
    """Given up by us, with a reason, on a day. Counts as not won. Taken as above."""
    return _close(opportunity_id, Outcome.ABANDONED, reason=reason, day=day, seen=seen, by=by, at=at)


def settle_opportunity(*, opportunity_id: int, seen: int | None, by: Allowed, at: datetime) -> Opportunity:
    """Closes the last step of a won sale that no hand-off closes: it leaves the board.

    GatesUnmet while the last step wants something. Refused where the step waits for the hand-off: its acceptance
    closes it.
    """
    with transaction.atomic():
        row = take(opportunity_id, seen=seen, yours={"settled_at": at.isoformat()})
        readings = readings_of(row, steps={row.step.number})
        if any(one.condition.met_by == THE_HANDOFF for one in readings) and row.settled_at is None:
            raise Refused.because(
                "The last step of this sale closes when its hand-off is accepted.",
                "Open its hand-off.",
                code="handoff-needed",
            )
        if row.outcome == Outcome.WON and (waiting := [one for one in readings if one.open]):
            raise GatesUnmet(waiting)
        return settle(opportunity_id=row.id, by=by, at=at)


def _close(
    opportunity_id: int,
    outcome: Outcome,
    *,
    reason: str,
    day: date,
    seen: int | None,
    by: Allowed,
    at: datetime,
) -> Opportunity:
    reason = said(reason, "reason", limit=300)
    with transaction.atomic():
        row = take_to_close(opportunity_id, seen=seen, outcome=outcome)
        check_come(day, at, "Take the day on which it ended.")
        row.outcome, row.closed_on, row.lost_reason = outcome.value, day, reason
        # Settled too: the board holds what is open, or won and not yet handed over.
        row.settled_at = at
        touch(row, "outcome", "closed_on", "lost_reason", "settled_at")
        keep_selling_figures(row.account_id, at=at)
        tell(f"opportunity_{outcome.value}", row, by=by, at=at, text=reason, after={"day": day.isoformat()})
    return row
