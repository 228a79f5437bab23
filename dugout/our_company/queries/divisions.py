"""How the company is divided."""

from dugout.our_company.models import Department, Position
from dugout.values.refused import Missing


def departments_with_positions() -> list[Department]:
    """Every department with its position, by name. One query."""
    return list(Department.objects.select_related("position").order_by("name"))


def positions() -> list[Position]:
    """The positions in the order of the line-up. One query."""
    return list(Position.objects.order_by("order"))


def the_department(department_id: int) -> Department:
    """One department with its position. Missing when there is none. One query."""
    found = Department.objects.select_related("position").filter(id=department_id).first()
    if found is None:
        raise Missing.because("There is no such department.", "Take one of the list of departments.")
    return found
