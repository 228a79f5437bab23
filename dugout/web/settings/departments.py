"""How the company is divided: the departments, each with its side and position. Administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.commands import departments as commands
from dugout.our_company.models import Department
from dugout.our_company.queries.divisions import departments_with_positions, positions
from dugout.our_company.terms import DepartmentValues, Side
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def departments(request: SignedInRequest) -> HttpResponse:
    """The list, and a form for one more."""
    if request.method != "POST":
        return _show(request)
    try:
        added = commands.add_department(values=read_department(request), by=request.by, at=request.at)
    except Refused as refusal:
        return _show(request, refusal=refusal)
    say(request, f"{added.name} is a department now.")
    return HttpResponseRedirect("/settings/departments")


@guarded(Action.CONFIGURE, "GET", "POST")
def change_department(request: SignedInRequest, department_id: int) -> HttpResponse:
    """The list, with the form of one of them."""
    edited = loaded(Department, department_id)
    if request.method != "POST":
        return _show(request, edited=edited)
    try:
        changed = commands.change_department(
            department_id=department_id,
            values=read_department(request),
            seen=read_id(request.POST.get("seen")) or 0,
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _show(request, edited=loaded(Department, department_id), refusal=refusal)
    say(request, f"{changed.name} is saved.")
    return HttpResponseRedirect("/settings/departments")


def read_department(request: SignedInRequest) -> DepartmentValues:
    typed = request.POST
    try:
        side = Side(typed.get("side", ""))
    except ValueError as error:
        raise Refused.because("A department belongs to a side.", "Choose one.", "side") from error
    return DepartmentValues(name=typed.get("name", ""), side=side, position=typed.get("position", ""))


def _show(
    request: SignedInRequest, *, edited: Department | None = None, refusal: Refused | None = None
) -> HttpResponse:
    now = {"name": "", "side": Side.OTHER.value, "position": ""}
    if edited is not None:
        position = edited.position.code if edited.position else ""
        now = {"name": edited.name, "side": edited.side, "position": position}
    context = {
        "departments": departments_with_positions(),
        "edited": edited,
        "positions": [(one.code, one.name) for one in positions()],
        "sides": [(side.value, side.label) for side in Side],
        "side_of": {side.value: side.label for side in Side},
        "typed": request.POST or now,
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, "settings/departments.html", context, status=status_of(refusal) if refusal else 200)
