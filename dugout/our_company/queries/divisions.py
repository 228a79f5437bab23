"""How the company is divided."""

from dugout.our_company.models import Department, Position


def departments_with_positions() -> list[Department]:
    """Every department with its position, by name. One query."""
    return list(Department.objects.select_related("position").order_by("name"))


def positions() -> list[Position]:
    """The positions in the order of the line-up. One query."""
    return list(Position.objects.order_by("order"))
