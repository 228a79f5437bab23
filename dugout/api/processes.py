"""Processes: the ordered steps by which we sell, in numbered versions, each step with its gates."""

from typing import Any

from ninja import Query, Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import Paged, id_text, number
from dugout.selling.models import Process, SellingStep
from dugout.selling.queries.catalogue import processes, the_process
from dugout.selling.terms import OpportunityKind

router = Router()


class StepGate(Schema):
    """A condition to leave the step, in a sentence; `condition` is the key of the check that finds its record."""

    id: str
    condition: str
    sentence: str


class StepOut(Schema):
    """`probability_bp` is the chance of winning from here in basis points. Leaving one that `commits` is the win."""

    id: str
    number: int
    name: str
    purpose: str
    questions: list[str]
    usual_days: int
    probability_bp: int
    commits: bool
    gates: list[StepGate]


class ProcessOut(Schema):
    """`number` is the version; opportunities finish on the version on which they began."""

    id: str
    key: str
    name: str
    number: int
    kind: OpportunityKind
    credit: str
    current: bool
    steps: list[StepOut]


class ProcessList(Schema):
    items: list[ProcessOut]
    next: str | None


@router.get("/processes", response={200: ProcessList, **answers(422)}, summary="All processes, each version")
@acts(Action.READ)
def list_processes(request: ApiRequest, asked: Query[Paged]) -> Any:  # noqa: ARG001  answer_list reads it
    return answer_list(request, processes(), order=("id",), show=_out)


@router.get("/processes/{process_id}", response={200: ProcessOut, **answers(404)}, summary="One process")
@acts(Action.READ)
def read_process(request: ApiRequest, process_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    return _out(the_process(number(process_id)))


def _out(row: Process) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "kind": row.opportunity_kind,
        "steps": [_step(step) for step in row.steps.all()],
        **{name: getattr(row, name) for name in ("key", "name", "number", "credit", "current")},
    }


def _step(step: SellingStep) -> dict[str, Any]:
    plain = ("number", "name", "purpose", "questions", "usual_days", "probability_bp", "commits")
    return {
        "id": id_text(step.id),
        "gates": [
            {"id": id_text(gate.id), "condition": gate.condition, "sentence": gate.sentence}
            for gate in step.gates.all()
        ],
        **{name: getattr(step, name) for name in plain},
    }
