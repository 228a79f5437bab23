"""How the company is divided."""

from dugout.our_company.models import Department, Position
from dugout.our_company.terms import DepartmentValues
from dugout.values.records import values_of


def departments_with_positions() -> list[Department]:
    """Every department with its position, by name."""
    return list(Department.objects.select_related("position").order_by("name"))


def positions() -> list[Position]:
    """The positions in the order of the line-up."""
    return list(Position.objects.order_by("order"))


def values_of_department(row: Department) -> DepartmentValues:
    """A department as the values that a person writes: its position by the code."""
    return values_of(DepartmentValues, row, position=row.position.code if row.position else "")
