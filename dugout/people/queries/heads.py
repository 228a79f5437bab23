"""The heads of a day, with names."""

from dataclasses import dataclass
from datetime import date

from dugout.people.models import DepartmentHead, SideHead


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsPage:
    """Who heads what on a day, and who is named for later."""

    sides: dict[str, SideHead]
    departments: list[DepartmentHead]
    planned_sides: list[SideHead]
    planned_departments: list[DepartmentHead]

    @property
    def of_both(self) -> str:
        """The name of who heads both sides, or empty: they sign once for each."""
        ids = {head.person_id for head in self.sides.values()}
        return next(iter(self.sides.values())).person.name if len(self.sides) == 2 and len(ids) == 1 else ""


def side_heads_on(*, day: date) -> dict[str, SideHead]:
    """The head of each side on a day, with the deputy."""
    rows = SideHead.objects.filter(during__contains=day).select_related("person", "deputy")
    return {row.side: row for row in rows}


def department_heads_on(*, day: date) -> list[DepartmentHead]:
    """The heads of departments on a day, by department."""
    rows = DepartmentHead.objects.filter(during__contains=day).select_related(
        "person", "department__position"
    )
    return list(rows.order_by("department__name"))


def heads_page(*, day: date) -> HeadsPage:
    """Heads of a day and those named for later."""
    sides = SideHead.objects.filter(during__startswith__gt=day).select_related("person", "deputy")
    departments = DepartmentHead.objects.filter(during__startswith__gt=day).select_related(
        "person", "department__position"
    )
    return HeadsPage(
        sides=side_heads_on(day=day),
        departments=department_heads_on(day=day),
        planned_sides=list(sides.order_by("during")),
        planned_departments=list(departments.order_by("during")),
    )
