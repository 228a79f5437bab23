"""Moving from step to step, and going on without."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.gates.rules import NO_REASONS, without_a_reason
from dugout.gates.terms import GatesUnmet
from dugout.history.terms import Allowed
from dugout.selling.models import Gate, Opportunity, SellingStep, StepMove, WentOnWithout
from dugout.selling.parts.holding import (
    keep_selling_figures,
    said,
    take_living,
    take_open,
    tell,
    touch,
    writer,
)
from dugout.selling.queries.facts import readings_of
from dugout.values.refused import Missing, Refused


def move_to_step(
    *,
    opportunity_id: int,
    to: int,
    seen: int | None,
    by: Allowed,
    at: datetime,
    reasons: Mapping[int, str] = NO_REASONS,
) -> Opportunity:
    """Moves to the step of that number. Back is free; forward wants every gate passed on the way.

    `reasons` holds, by gate id, why somebody goes on without; they are kept and counted. GatesUnmet carries the
    readings of the others, and nothing is written. Past the step that commits only the win leads
    (`commitment-needed`). Stale when it changed since `seen`.
    """
    with transaction.atomic():
        row = take_open(opportunity_id, seen=seen, yours={"step": to})
        aim = SellingStep.objects.filter(process_id=row.process_id, number=to).first()
        if aim is None:
            raise Refused.because("The process has no such step.", "Choose one of its steps.", "to")
        if aim.id == row.step_id:
            return row
        passed = _pass_gates(row, aim, reasons, by, at) if aim.number > row.step.number else []
        before, row.step, row.step_since = row.step, aim, at
        StepMove.objects.create(opportunity=row, from_step=before, to_step=aim, by_id=by.person_id, at=at)
        touch(row, "step", "step_since")
        keep_selling_figures(row.account_id, at=at)
        tell(
            "step_moved", row, by=by, at=at, text=_why(passed), before={"step": before.number},
            after={"step": aim.number, "step_name": aim.name, **_past(passed)},
        )  # fmt: skip
    return row


def go_on_without(
    *, opportunity_id: int, gate_id: int, reason: str, by: Allowed, at: datetime
) -> WentOnWithout:
    """Writes down why an unmet gate is passed. Refused for a gate that is met, or of another process."""
    with transaction.atomic():
        row = take_living(opportunity_id)
        reading = next((one for one in readings_of(row) if one.gate.id == gate_id), None)
        if reading is None:
            raise Missing.because("There is no such gate.", "Read the sale again.")
        if reading.met:
            raise Refused.because("This gate is met.", "There is nothing to go on without.", code="gate-met")
        made = _without(row, gate_id, reason, by, at)
        tell("went_on_without", row, by=by, at=at, text=made.reason, after=_past([made]))
    return made


def _pass_gates(
    row: Opportunity, aim: SellingStep, reasons: Mapping[int, str], by: Allowed, at: datetime
) -> list[WentOnWithout]:
    """Refuses unless every gate on the way is met or has a reason; what is gone past unmet."""
    passed = range(row.step.number, aim.number)
    if SellingStep.objects.filter(process_id=row.process_id, number__in=passed, commits=True).exists():
        raise Refused.because(
            "The way past commitment is the win.",
            "Write down that commitment was given.",
            "to",
            code="commitment-needed",
        )
    unmet = [one for one in readings_of(row, steps=passed) if one.open]
    if missing := without_a_reason(unmet, reasons):
        raise GatesUnmet(missing)
    return [_without(row, one.gate.id, reasons[one.gate.id], by, at) for one in unmet]


def _without(row: Opportunity, gate_id: int, reason: str, by: Allowed, at: datetime) -> WentOnWithout:
    made, _ = WentOnWithout.objects.update_or_create(
        opportunity=row,
        gate=Gate.objects.get(id=gate_id),
        defaults={"reason": said(reason, f"reason-{gate_id}", limit=300), "by_id": writer(by), "at": at},
    )
    return made


def _past(passed: Sequence[WentOnWithout]) -> dict[str, Any]:
    """The gates that were gone past, by their sentences, as an entry keeps them; nothing for none."""
    return {"without": [one.gate.sentence for one in passed]} if passed else {}


def _why(passed: Sequence[WentOnWithout]) -> str:
    """The reasons in the words of who moved it; of several gates each under its sentence."""
    if len(passed) == 1:
        return passed[0].reason
    return "\n".join(f"{one.gate.sentence}: {one.reason}" for one in passed)
