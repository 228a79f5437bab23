"""How the company is divided: departments, their side, the position that they fill."""

from datetime import datetime
from typing import Any

from dugout.history.parts import change_row, record
from dugout.history.queries import the
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Department, Position
from dugout.our_company.parts import under_its_own_name
from dugout.our_company.rules.company import check_named
from dugout.our_company.terms import DepartmentValues
from dugout.values.records import columns_of
from dugout.values.refused import Problem, Refused


def add_department(*, values: DepartmentValues, by: Allowed, at: datetime) -> Department:
    """One more department. Refused for a name in use."""
    columns = _columns(values)
    with under_its_own_name("department", columns["name"]):
        department = Department.objects.create(**columns)
        subject = Subject(kind="department", id=department.id)
        record(kind="department_saved", by=by, at=at, subject=subject, after=_told(department))
    return department


def change_department(
    *, department_id: int, values: DepartmentValues, seen: int, by: Allowed, at: datetime
) -> Department:
    """Another name, side or position, at once. Refused when somebody changed it since `seen`."""
    columns = _columns(values)
    with under_its_own_name("department", columns["name"]):
        rows = Department.objects.select_for_update(of=("self",)).select_related("position")
        department = the(rows, department_id)
        change_row(
            department,
            columns,
            seen=seen,
            told=_told,
            kind="department_saved",
            subject="department",
            by=by,
            at=at,
        )
    return department


def _columns(values: DepartmentValues) -> dict[str, Any]:
    values, problems = check_named(values, "A department")
    position = {one.code: one for one in Position.objects.all()}.get(values.position)
    if values.position and position is None:
        wrong = Problem("position", "There is no such position.", "Choose one of the nine, or none.")
        problems = (*problems, wrong)
    if problems:
        raise Refused(problems)
    return columns_of(values) | {"position": position}


def _told(department: Department) -> dict[str, Any]:
    position = department.position
    return {
        "name": department.name,
        "side": department.side,
        "position": position.code if position else None,
    }
