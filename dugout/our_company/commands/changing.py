"""Changing the company: its own row, departments, locations, hours and holidays."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction

from dugout.history.parts import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.our_company.models import Calendar, Company, Department, Holiday, Location, Position
from dugout.our_company.terms import CompanyValues, Side
from dugout.values.refused import Missing, Problem, Refused, Stale

FIELDS = ("name", "currency", "time_zone", "fiscal_month")


def change_company(*, values: CompanyValues, seen: int, by: Author, at: datetime) -> Company:
    """Changes name, currency, zone or fiscal year. Refused when somebody changed it since `seen`."""
    wanted = {name: getattr(values, name) for name in FIELDS}
    problems = check_company(values)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        company = Company.objects.select_for_update().get()
        before = {name: getattr(company, name) for name in FIELDS}
        if company.version != seen:
            raise Stale.because(
                "The company was changed since you opened this.",
                "Compare and save again.",
                theirs=before,
                yours=wanted,
            )
        was, becomes = changed_values(before, wanted)
        if not becomes:
            return company
        Company.objects.update(**becomes, version=company.version + 1)
        record(
            kind="company_changed",
            by=by,
            at=at,
            subject=Subject(kind="company", id=1),
            before=was,
            after=becomes,
        )
    return Company.objects.get()


def check_company(values: CompanyValues) -> tuple[Problem, ...]:
    problems = []
    if not values.name.strip() or len(values.name) > 200:
        problems.append(Problem("name", "The company needs a name of at most 200 characters.", "Write it."))
    if not (values.currency.isascii() and values.currency.isalpha() and len(values.currency) == 3):
        problems.append(Problem("currency", "A currency is three letters.", "Write one like EUR."))
    if values.time_zone not in available_timezones():
        problems.append(Problem("time_zone", "There is no such time zone.", "Write one like Europe/Berlin."))
    if not 1 <= values.fiscal_month <= 12:
        problems.append(
            Problem("fiscal_month", "A month is 1 to 12.", "Choose the first month of your fiscal year.")
        )
    return tuple(problems)


def save_department(
    *, name: str, side: Side, position_code: str, by: Author, at: datetime, department_id: int | None = None
) -> Department:
    """Adds a department, or changes the one of that id. Refused for an empty name or one in use."""
    if not name.strip() or len(name) > 100:
        raise Refused.because("A department needs a name of at most 100 characters.", "Write one.", "name")
    position = Position.objects.filter(code=position_code).first()
    values: dict[str, Any] = {"name": name.strip(), "side": side.value, "position": position}
    try:
        with transaction.atomic():
            department = Department(id=department_id)
            before: dict[str, Any] = {}
            if department_id is not None:
                found = Department.objects.select_for_update().filter(id=department_id).first()
                if found is None:
                    raise Missing.because("There is no such department.", "Look at the list again.")
                department = found
                before = {"name": found.name, "side": found.side}
            for field, value in values.items():
                setattr(department, field, value)
            department.version = (department.version or 0) + 1 if department_id else 1
            department.save()
            record(
                kind="department_saved",
                by=by,
                at=at,
                subject=Subject(kind="department", id=department.id),
                before=before or None,
                after={"name": department.name, "side": department.side, "position": position_code},
            )
    except IntegrityError as error:
        raise Refused.because(
            f"There is a department {name.strip()} already.", "Choose another name.", "name"
        ) from error
    return department


def add_location(*, name: str, calendar: Calendar, by: Author, at: datetime) -> Location:
    """Another place where people work, with the calendar that they follow."""
    if not name.strip() or len(name) > 100:
        raise Refused.because("A location needs a name of at most 100 characters.", "Write one.", "name")
    try:
        with transaction.atomic():
            location = Location.objects.create(name=name.strip(), calendar=calendar)
            record(
                kind="location_added",
                by=by,
                at=at,
                subject=Subject(kind="location", id=location.id),
                after={"name": location.name, "calendar": calendar.name},
            )
    except IntegrityError as error:
        raise Refused.because(
            f"There is a location {name.strip()} already.", "Choose another name.", "name"
        ) from error
    return location


def add_holiday(
    *, calendar: Calendar, day: date, name: str, open_until: time | None, by: Author, at: datetime
) -> Holiday:
    """A day on which a calendar is closed, or a half day that ends at `open_until`."""
    if not name.strip() or len(name) > 100:
        raise Refused.because("A holiday needs a name of at most 100 characters.", "Write one.", "name")
    try:
        with transaction.atomic():
            holiday = Holiday.objects.create(
                calendar=calendar, day=day, name=name.strip(), open_until=open_until
            )
            record(
                kind="holiday_added",
                by=by,
                at=at,
                subject=Subject(kind="calendar", id=calendar.id),
                after={
                    "day": day.isoformat(),
                    "name": name.strip(),
                    "open_until": open_until.isoformat() if open_until else None,
                },
            )
    except IntegrityError as error:
        raise Refused.because(
            f"{day:%d %b %Y} is in this calendar already.", "Remove it first, then add it anew.", "day"
        ) from error
    return holiday


def remove_holiday(*, calendar: Calendar, day: date, by: Author, at: datetime) -> None:
    """Takes a holiday out: the calendar is open that day as in any other week."""
    with transaction.atomic():
        found = Holiday.objects.filter(calendar=calendar, day=day).first()
        if found is None:
            raise Missing.because("This day is no holiday of the calendar.", "Look at the list again.")
        record(
            kind="holiday_removed",
            by=by,
            at=at,
            subject=Subject(kind="calendar", id=calendar.id),
            before={"day": day.isoformat(), "name": found.name},
        )
        found.delete()
