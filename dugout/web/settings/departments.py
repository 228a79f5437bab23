"""How the company is divided: the departments, each with its side and position. Administrators."""

from functools import partial

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.our_company.commands import departments as commands
from dugout.our_company.models import Department
from dugout.our_company.queries.divisions import departments_with_positions, positions, values_of_department
from dugout.our_company.rules.company import check_named
from dugout.our_company.terms import DepartmentValues, Side
from dugout.values.refused import Refused
from dugout.web.forms import answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded

LIST = "/settings/departments"


@guarded(Action.CONFIGURE, "GET", "POST")
def departments(request: SignedInRequest) -> HttpResponse:
    """The list, and a form for one more."""
    return answered(
        request,
        form=partial(_form, request, None),
        verb=lambda: commands.add_department(values=_typed(request), by=request.by, at=request.at),
        said=lambda added: f"{added.name} is a department now.",
        back=LIST,
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def change_department(request: SignedInRequest, department_id: int) -> HttpResponse:
    """The list, with the form of one of them."""
    return answered(
        request,
        form=partial(_form, request, department_id),
        verb=lambda: commands.change_department(
            department_id=department_id,
            values=_typed(request),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda changed: f"{changed.name} is saved.",
        back=LIST,
    )


def _typed(request: SignedInRequest) -> DepartmentValues:
    return typed_as(DepartmentValues, request.POST, check=lambda typed: check_named(typed, "A department")[1])


def _form(request: SignedInRequest, department_id: int | None, refusal: Refused | None) -> HttpResponse:
    edited = loaded(Department, department_id) if department_id else None
    now = values_of_department(edited) if edited else DepartmentValues(name="", side=Side.OTHER)
    sides = [(side.value, side.label) for side in Side]
    return show_form(
        request,
        "settings/departments.html",
        refusal,
        fields=fields_of(request, texts_of(now), edited.version if edited else 0, refusal),
        who=who_changed("department", edited.id, None) if edited and refusal else "",
        departments=departments_with_positions(),
        edited=edited,
        positions=[(one.code, one.name) for one in positions()],
        sides=sides,
        side_of=dict(sides),
    )
