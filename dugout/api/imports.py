"""Imports: what was read, what became of its rows, what was wrong with them. `dugout import` starts them."""

from typing import Annotated, Any

from ninja import Query, Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import Paged, listed, number
from dugout.api.shown import As, Id, Moment, as_shape, shown
from dugout.exchange.queries.imports import imports, problems_of, the_import

router = Router()


class FileOut(Schema):
    name: str
    kind: str
    size: int
    sha256: str


class ImportOut(Schema):
    """`counts` is rows by kind of file and verdict: created, updated, unchanged, skipped, rejected, mended.

    A run that was cut off has no `ended_at`; the same import again takes it up where it stopped.
    """

    id: Id
    source: str
    files: Annotated[list[FileOut], As(list)]
    started_by: Id | None
    started_at: Moment
    ended_at: Moment | None
    counts: dict[str, dict[str, int]]


class ImportProblemOut(Schema):
    """`verdict` is mended, skipped or rejected; `column` is empty where the whole row is meant."""

    id: Id
    file: str
    line: int
    column: str
    verdict: str
    what: str


@router.get(
    "/imports", response={200: listed(ImportOut), **answers(422)}, summary="All imports, newest first"
)
@acts(Action.READ)
def list_imports(request: ApiRequest, asked: Query[Paged]) -> Any:  # noqa: ARG001  answer_list reads it
    """`limit` and `after` page through it."""
    return answer_list(request, imports(), order=("-id",), show=as_shape(ImportOut))


@router.get("/imports/{import_id}", response={200: ImportOut, **answers(404)}, summary="One import")
@acts(Action.READ)
def read_import(request: ApiRequest, import_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    return shown(ImportOut, the_import(number(import_id)))


@router.get(
    "/imports/{import_id}/problems",
    response={200: listed(ImportProblemOut), **answers(404, 422)},
    summary="What was wrong with the rows of an import",
)
@acts(Action.READ)
def list_problems(request: ApiRequest, import_id: str, asked: Query[Paged]) -> Any:  # noqa: ARG001
    """In the order in which they were found. `limit` and `after` page through it."""
    found = the_import(number(import_id))
    return answer_list(request, problems_of(found.id), order=("id",), show=as_shape(ImportProblemOut))
