"""The heads of a day, with names."""

from datetime import date

from dugout.people.models import DepartmentHead, SideHead


def side_heads_on(*, day: date) -> dict[str, SideHead]:
    """The head of each side on a day, with the deputy. One query."""
    rows = SideHead.objects.filter(during__contains=day).select_related("person", "deputy")
    return {row.side: row for row in rows}


def department_heads_on(*, day: date) -> list[DepartmentHead]:
    """The heads of departments on a day, by department. One query."""
    rows = DepartmentHead.objects.filter(during__contains=day).select_related("person", "department")
    return list(rows.order_by("department__name"))
