"""How the company is divided: departments, their side, the position that they fill."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Department, Position
from dugout.our_company.parts import under_its_own_name
from dugout.our_company.rules.company import name_of
from dugout.our_company.terms import DepartmentValues
from dugout.values.refused import Missing, Refused, Stale


def add_department(*, values: DepartmentValues, by: Allowed, at: datetime) -> Department:
    """One more department. Refused for a name in use."""
    columns = _columns(values)
    with under_its_own_name("department", columns["name"]):
        department = Department.objects.create(**columns)
        record(
            kind="department_saved",
            by=by,
            at=at,
            subject=Subject(kind="department", id=department.id),
            after=_told(department),
        )
    return department


def change_department(
    *, department_id: int, values: DepartmentValues, seen: int, by: Allowed, at: datetime
) -> Department:
    """Another name, side or position, at once. Refused when somebody changed it since `seen`."""
    columns = _columns(values)
    with under_its_own_name("department", columns["name"]):
        rows = Department.objects.select_for_update(of=("self",)).select_related("position")
        department = rows.filter(id=department_id).first()
        if department is None:
            raise Missing.because("There is no such department.", "Take one of the list of departments.")
        before = _told(department)
        if department.version != seen:
            raise Stale.because(
                f"{department.name} was changed since you opened it.",
                "Compare and save again.",
                theirs=before,
                yours=asdict(values),
            )
        for field, value in columns.items():
            setattr(department, field, value)
        was, becomes = changed_values(before, _told(department))
        if not becomes:
            return department
        department.version += 1
        department.save()
        record(
            kind="department_saved",
            by=by,
            at=at,
            subject=Subject(kind="department", id=department.id),
            before=was,
            after=becomes,
        )
    return department


def _columns(values: DepartmentValues) -> dict[str, Any]:
    name = name_of(values.name, "A department")
    positions = {position.code: position for position in Position.objects.all()}
    position = positions.get(values.position)
    if values.position and position is None:
        raise Refused.because("There is no such position.", "Choose one of the nine, or none.", "position")
    return {"name": name, "side": values.side.value, "position": position}


def _told(department: Department) -> dict[str, Any]:
    position = department.position
    return {
        "name": department.name,
        "side": department.side,
        "position": position.code if position else None,
    }
