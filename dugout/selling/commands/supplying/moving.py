"""Moving on with everything that one form supplied, or with nothing of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from dugout.gates.rules import NO_REASONS
from dugout.gates.terms import GateReading, GatesUnmet, Supply
from dugout.history.terms import Allowed
from dugout.selling.commands.moving import move_to_step
from dugout.selling.commands.supplying.desk import Desk
from dugout.selling.models import Opportunity
from dugout.selling.parts.holding import take, take_open
from dugout.selling.terms import LineValues
from dugout.values.refused import Problem, Refused


def supply(
    *, opportunity_id: int, supplies: Sequence[Supply], seen: int | None, by: Allowed, at: datetime
) -> Opportunity:
    """Writes down what was given, each as its own record. Refused with the problems of all, and nothing is written."""
    with transaction.atomic():
        sale = take(opportunity_id, seen=seen)
        problems = write_all(Desk(sale=sale, by=by, at=at), supplies)
        if problems:
            raise Refused(problems)
        sale.refresh_from_db()
    return sale


def move_with(
    *,
    opportunity_id: int,
    to: int,
    supplies: Sequence[Supply],
    seen: int | None,
    by: Allowed,
    at: datetime,
    reasons: Mapping[int, str] = NO_REASONS,
) -> Opportunity:
    """Writes down what was given, then moves to the step of that number: both, or neither.

    `reasons` holds, by gate id, why somebody goes on without. Refused with every problem at once: those of what
    was given, and the gates for which nothing was (`gates-unmet`). Stale when it changed since `seen`.
    """
    with transaction.atomic():
        sale = take_open(opportunity_id, seen=seen, yours={"step": to})
        problems = write_all(Desk(sale=sale, by=by, at=at), supplies)
        sale.refresh_from_db()
        try:
            moved = move_to_step(
                opportunity_id=opportunity_id, to=to, seen=sale.version, reasons=reasons, by=by, at=at
            )
        except GatesUnmet as unmet:
            if not problems:
                raise
            raise Refused([*problems, *still_unmet(unmet.readings, problems)], code=unmet.code) from unmet
        if problems:
            raise Refused(problems)
    return moved


def write_all(desk: Desk, supplies: Iterable[Supply]) -> list[Problem]:
    """Writes each down, lines of the offer first; returns what is wrong, its field by where it stands in the form."""
    problems: list[Problem] = []
    for given in sorted(supplies, key=lambda one: not isinstance(one.values, LineValues)):
        try:
            with transaction.atomic():
                given.write(desk, given.values)
        except Refused as refused:
            problems += [placed(given.at, problem) for problem in refused.problems]
    return problems


def still_unmet(readings: Sequence[GateReading], problems: Sequence[Problem]) -> list[Problem]:
    """The problems of gates for which nothing was given at all: those with a problem are told by it."""
    silent = [
        one for one in readings
        if not any(f"{problem.field}-".startswith(f"g{one.gate.id}-") for problem in problems)
    ]  # fmt: skip
    return list(GatesUnmet(silent).problems) if silent else []


def placed(at: str, problem: Problem) -> Problem:
    """A problem by where its field stands in the form."""
    field = "-".join(part for part in (at, problem.field) if part)
    return Problem(field, problem.what, problem.remedy)
