"""Who heads a side or a department, from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.our_company.models import Department
from dugout.our_company.terms import Side
from dugout.people.models import DepartmentHead, Person, SideHead
from dugout.values.refused import Refused


def name_side_head(
    *, side: Side, person: Person, deputy: Person | None, from_day: date, by: Author, at: datetime
) -> SideHead:
    """The one person named for a side from a day on, with a deputy for absences."""
    if side is Side.OTHER:
        raise Refused.because(
            "Only sales and account management have a head of side.", "Choose one of them.", "side"
        )
    if deputy == person:
        raise Refused.because("A head cannot be their own deputy.", "Name somebody else.", "deputy")
    with transaction.atomic():
        rows = SideHead.objects.select_for_update(of=("self",)).filter(side=side.value)
        before = _end_running(rows, from_day)
        head = SideHead.objects.create(
            side=side.value, person=person, deputy=deputy, during=DateRange(from_day, None)
        )
        record(
            kind="side_head_named",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before={"head": before},
            after={"side": side.value, "head": person.name, "deputy": deputy.name if deputy else None},
        )
    return head


def name_department_head(
    *, department: Department, person: Person, from_day: date, by: Author, at: datetime
) -> DepartmentHead:
    """The head of a department from a day on."""
    with transaction.atomic():
        rows = DepartmentHead.objects.select_for_update(of=("self",)).filter(department=department)
        before = _end_running(rows, from_day)
        head = DepartmentHead.objects.create(
            department=department, person=person, during=DateRange(from_day, None)
        )
        record(
            kind="department_head_named",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before={"head": before},
            after={"department": department.name, "head": person.name},
        )
    return head


def _end_running(rows: QuerySet[SideHead] | QuerySet[DepartmentHead], from_day: date) -> str | None:
    """Ends the span that runs on that day, takes planned later ones away; returns whose it was."""
    name = None
    for row in rows.select_related("person"):
        if row.during.lower >= from_day:
            row.delete()
        elif row.during.upper is None or row.during.upper > from_day:
            name = row.person.name
            row.during = DateRange(row.during.lower, from_day)
            row.save(update_fields=["during"])
    return name
