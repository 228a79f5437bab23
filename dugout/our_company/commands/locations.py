"""Places where people work: added, renamed, given another calendar, made the main one."""

from datetime import datetime
from typing import Any

from dugout.history.parts import change_row, record
from dugout.history.queries import missing
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Calendar, Location
from dugout.our_company.parts import under_its_own_name
from dugout.our_company.rules.company import check_named
from dugout.our_company.terms import LocationValues
from dugout.values.refused import Problem, Refused


def add_location(*, values: LocationValues, by: Allowed, at: datetime) -> Location:
    """Another place where people work, with the calendar that they follow. Refused for a name in use."""
    columns = _columns(values)
    with under_its_own_name("location", columns["name"]):
        if values.main:
            _unset_main(by, at)
        location = Location.objects.create(**columns)
        subject = Subject(kind="location", id=location.id)
        record(kind="location_added", by=by, at=at, subject=subject, after=_told(location))
    return location


def change_location(
    *, location_id: int, values: LocationValues, seen: int, by: Allowed, at: datetime
) -> Location:
    """Another name or calendar, or the main one from now on. Clocks that run go on in the new calendar.

    Refused when somebody changed it since `seen`. The main one cannot give that up: make another the main one.
    """
    columns = _columns(values)
    with under_its_own_name("location", columns["name"]):
        # All of them: two that become the main one at once wait for each other.
        rows = Location.objects.select_for_update(of=("self",)).select_related("calendar").order_by("id")
        location = next((row for row in rows if row.id == location_id), None)
        if location is None:
            raise missing(Location)
        ends = location.main and not values.main
        problem = Problem(
            "main", f"{location.name} is the main location.", "Make another the main one instead."
        )
        if values.main and not location.main:
            _unset_main(by, at)
        change_row(
            location,
            columns,
            seen=seen,
            told=_told,
            kind="location_changed",
            subject="location",
            by=by,
            at=at,
            checked=lambda: (problem,) if ends else (),
        )
    return location


def _columns(values: LocationValues) -> dict[str, Any]:
    values, problems = check_named(values, "A location")
    calendar = Calendar.objects.filter(id=values.calendar_id or 0).first()
    if calendar is None:
        wrong = Problem("calendar", "A location follows a calendar.", "Choose one of the list.")
        problems = (*problems, wrong)
    if problems:
        raise Refused(problems)
    return {"name": values.name, "calendar": calendar, "main": values.main}


def _unset_main(by: Allowed, at: datetime) -> None:
    """Makes the main location until now an ordinary one, with an entry of its own."""
    for row in Location.objects.select_for_update().filter(main=True):
        change_row(
            row,
            {"main": False},
            seen=None,
            told=lambda row: {"main": row.main},
            kind="location_changed",
            subject="location",
            by=by,
            at=at,
        )


def _told(location: Location) -> dict[str, Any]:
    return {"name": location.name, "calendar": location.calendar.name, "main": location.main}
