"""Who heads a side or a department, from a day on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, OperationalError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from psycopg.errors import DeadlockDetected

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Department
from dugout.our_company.queries.company import company_day
from dugout.our_company.rules.company import check_day
from dugout.our_company.terms import Side
from dugout.people.models import DepartmentHead, Person, SideHead
from dugout.values.refused import Refused, Taken


def name_side_head(
    *, side: Side, person: Person, deputy: Person | None, from_day: date, by: Allowed, at: datetime
) -> SideHead:
    """The one person named for a side from a day on, with a deputy for absences.

    Refused for a day before the present head's first: what held stays. Of two at once one wins.
    """
    if side is Side.OTHER:
        raise Refused.because(
            "Only sales and account management have a head of side.", "Choose one of them.", "side"
        )
    if deputy == person:
        raise Refused.because("A head cannot be their own deputy.", "Name somebody else.", "deputy")
    _check(person, deputy, from_day)
    with _one_at_a_time(side.label):
        rows = SideHead.objects.select_for_update(of=("self",)).filter(side=side.value)
        before = _end_running(rows, from_day, company_day(at))
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
    *, department: Department, person: Person, from_day: date, by: Allowed, at: datetime
) -> DepartmentHead:
    """The head of a department from a day on. Refused as for a side."""
    _check(person, None, from_day)
    with _one_at_a_time(department.name):
        rows = DepartmentHead.objects.select_for_update(of=("self",)).filter(department=department)
        before = _end_running(rows, from_day, company_day(at))
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


def _check(person: Person, deputy: Person | None, from_day: date) -> None:
    if problems := check_day(from_day, "from_day"):
        raise Refused(problems)
    for one, field in ((person, "person"), (deputy, "deputy")):
        if one is not None and one.left_on is not None:
            raise Refused.because(f"{one.name} works here no more.", "Name somebody who does.", field)


@contextmanager
def _one_at_a_time(what: str) -> Iterator[None]:
    """A transaction in which the database refuses a second head for the same days: a race that was lost.

    It can be lost in two ways: against the head who was there first, or because each waited for the other.
    """
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError) as error:
        if "head_" not in str(error) and not isinstance(error.__cause__, DeadlockDetected):
            raise
        raise Taken.because(
            f"Somebody named a head of {what} at the same moment.", "Look at the list again."
        ) from error


def _end_running(
    rows: QuerySet[SideHead] | QuerySet[DepartmentHead], from_day: date, today: date
) -> str | None:
    """Ends the span that runs on that day, takes planned later ones away; returns whose it was."""
    name = None
    for row in rows.select_related("person").order_by("during"):
        if row.during.upper is not None and row.during.upper <= from_day:
            continue
        if row.during.lower > from_day and row.during.lower <= today:
            raise Refused.because(
                f"{row.person.name} has been head since {row.during.lower:%d %b %Y}, and that stays.",
                "Give that day or a later one.",
                "from_day",
            )
        name = name or row.person.name
        if row.during.lower < from_day:
            row.during = DateRange(row.during.lower, from_day)
            row.save(update_fields=["during"])
        else:
            row.delete()
    return name
