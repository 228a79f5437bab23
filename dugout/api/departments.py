"""Departments with their heads, both heads of side, and the positions of the line-up."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.sent import read_sent, sent_of
from dugout.api.shapes import Paged, Sent, id_text, listed, number
from dugout.api.shown import From, Id, shown
from dugout.our_company.commands import departments as commands
from dugout.our_company.models import Department, Position
from dugout.our_company.queries.divisions import values_of_department
from dugout.our_company.terms import DepartmentValues, Side
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.models import Person, SideHead
from dugout.people.queries.heads import department_heads_on, side_heads_on
from dugout.people.terms import Scope
from dugout.values.refused import Refused

router = Router()
HeadedSide = Literal["sales", "account_management"]


class DepartmentPatch(sent_of(DepartmentValues)):  # type: ignore[misc]
    """What is left out stays as it is. `position` is a position's code, or empty."""

    side: Side = Side.OTHER


class DepartmentIn(DepartmentPatch):
    name: str
    side: Side


class HeadIn(Sent):
    """From a day on, today unless told. Only a side has a deputy."""

    person: str
    deputy: str | None = None
    from_day: dt.date | None = None


class DepartmentOut(Schema):
    """`head` is today's."""

    id: Id
    name: str
    side: Side
    position: Annotated[str | None, From("position.code")]
    head: Id | None
    version: int


class SideOut(Schema):
    """One of the two sides, with the one person named for it and the deputy for absences."""

    side: Side
    head: Annotated[Id | None, From("person_id")]
    deputy: Id | None
    since: Annotated[dt.date | None, From("during.lower")]


class PositionOut(Schema):
    code: str
    name: str


@router.get(
    "/departments", response={200: listed(DepartmentOut), **answers(422)}, summary="Departments by name"
)
@acts(Action.READ)
def list_departments(request: ApiRequest, asked: Query[Paged]) -> Any:  # noqa: ARG001  answer_list reads it
    heads = _heads(request.viewer.day)
    rows = Department.objects.select_related("position")
    return answer_list(request, rows, order=("name", "id"), show=lambda row: _out(row, heads))


@router.get(
    "/departments/{department_id}", response={200: DepartmentOut, **answers(404)}, summary="One department"
)
@acts(Action.READ)
def read_department(request: ApiRequest, response: HttpResponse, department_id: str) -> Any:
    return _shown(request, response, loaded(Department, number(department_id)))


@router.post("/departments", response={201: DepartmentOut, **answers(422)}, summary="Add a department")
@acts(Action.CONFIGURE, Scope.ADMIN)
def add_department(request: ApiRequest, response: HttpResponse, sent: DepartmentIn) -> Any:
    values = DepartmentValues(**sent.model_dump())
    made = commands.add_department(values=values, by=request.by, at=request.at)
    return Status(201, _shown(request, response, made))


@router.patch(
    "/departments/{department_id}",
    response={200: DepartmentOut, **answers(404, 412, 422, 428)},
    summary="Change a department",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def change_department(
    request: ApiRequest, response: HttpResponse, department_id: str, sent: DepartmentPatch
) -> Any:
    row = loaded(Department, number(department_id))
    changed = commands.change_department(
        department_id=row.id,
        values=read_sent(values_of_department(row), sent),
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return _shown(request, response, changed)


@router.post(
    "/departments/{department_id}/name-head",
    response={200: DepartmentOut, **answers(404, 409, 422)},
    summary="Name the head of a department",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def name_head(request: ApiRequest, response: HttpResponse, department_id: str, sent: HeadIn) -> Any:
    row = loaded(Department, number(department_id))
    if sent.deputy is not None:
        raise Refused.because("A department's head has no deputy.", "Leave it out.", "deputy")
    name_department_head(
        department=row,
        person=_person(sent.person, "person"),
        from_day=sent.from_day or request.viewer.day,
        by=request.by,
        at=request.at,
    )
    return _shown(request, response, row)


@router.get("/sides", response={200: listed(SideOut), **answers()}, summary="Both sides with their heads")
@acts(Action.READ)
def list_sides(request: ApiRequest) -> Any:
    heads = side_heads_on(day=request.viewer.day)
    return {"items": [_side(side, heads.get(side)) for side in Side if side is not Side.OTHER], "next": None}


@router.post(
    "/sides/{side}/name-head",
    response={200: SideOut, **answers(404, 409, 422)},
    summary="Name the head of a side",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def name_head_of_side(request: ApiRequest, side: HeadedSide, sent: HeadIn) -> Any:
    """“Both heads” are always these two. One person may head both."""
    of = Side(side)
    name_side_head(
        side=of,
        person=_person(sent.person, "person"),
        deputy=_person(sent.deputy, "deputy") if sent.deputy is not None else None,
        from_day=sent.from_day or request.viewer.day,
        by=request.by,
        at=request.at,
    )
    return _side(of, side_heads_on(day=request.viewer.day).get(side))


@router.get(
    "/positions", response={200: listed(PositionOut), **answers()}, summary="The positions of the line-up"
)
@acts(Action.READ)
def list_positions(request: ApiRequest) -> Any:  # noqa: ARG001  the guard reads the request
    rows = Position.objects.order_by("order").values("code", "name")
    return {"items": list(rows), "next": None}


def _person(sent: str, field: str) -> Person:
    found = Person.objects.here().filter(id=number(sent)).first()
    if found is None:
        raise Refused.because(
            "A head is somebody who works here.", "Take the id from the list of people.", field
        )
    return found


def _heads(day: dt.date) -> dict[int, int]:
    return {head.department_id: head.person_id for head in department_heads_on(day=day)}


def _shown(request: ApiRequest, response: HttpResponse, row: Department) -> dict[str, Any]:
    response["ETag"] = etag(row.version)
    return _out(row, _heads(request.viewer.day))


def _out(row: Department, heads: dict[int, int]) -> dict[str, Any]:
    return shown(DepartmentOut, row, head=id_text(heads.get(row.id)))


def _side(side: Side, head: SideHead | None) -> dict[str, Any]:
    if head is None:
        return {"side": side, "head": None, "deputy": None, "since": None}
    return shown(SideOut, head)
