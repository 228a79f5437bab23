"""Processes: the ordered steps by which we sell, in numbered versions, each step with its gates."""

from typing import Annotated, Any

from ninja import Query, Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import Paged, listed, number
from dugout.api.shown import From, Id, as_shape, shown
from dugout.selling.queries.catalogue import processes, the_process
from dugout.selling.terms import OpportunityKind

router = Router()


class StepGate(Schema):
    """A condition to leave the step, in a sentence; `condition` is the key of the check that finds its record."""

    id: Id
    condition: str
    sentence: str


class StepOut(Schema):
    """`probability_bp` is the chance of winning from here in basis points. Leaving one that `commits` is the win."""

    id: Id
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

    id: Id
    key: str
    name: str
    number: int
    kind: Annotated[OpportunityKind, From("opportunity_kind")]
    credit: str
    current: bool
    steps: list[StepOut]


@router.get(
    "/processes", response={200: listed(ProcessOut), **answers(422)}, summary="All processes, each version"
)
@acts(Action.READ)
def list_processes(request: ApiRequest, asked: Query[Paged]) -> Any:  # noqa: ARG001  answer_list reads it
    return answer_list(request, processes(), order=("id",), show=as_shape(ProcessOut))


@router.get("/processes/{process_id}", response={200: ProcessOut, **answers(404)}, summary="One process")
@acts(Action.READ)
def read_process(request: ApiRequest, process_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    return shown(ProcessOut, the_process(number(process_id)))
