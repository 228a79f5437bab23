"""Places where people work: added, renamed, given another calendar, made the main one."""

from datetime import datetime
from typing import Any

from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Calendar, Location
from dugout.our_company.parts import under_its_own_name
from dugout.our_company.rules.company import name_of
from dugout.our_company.terms import LocationValues
from dugout.values.refused import Missing, Refused, Stale


def add_location(*, values: LocationValues, by: Allowed, at: datetime) -> Location:
    """Another place where people work, with the calendar that they follow. Refused for a name in use."""
    name, calendar = name_of(values.name, "A location"), _calendar(values.calendar_id)
    with under_its_own_name("location", name):
        if values.main:
            _unset_main(by, at)
        location = Location.objects.create(name=name, calendar=calendar, main=values.main)
        record(
            kind="location_added",
            by=by,
            at=at,
            subject=Subject(kind="location", id=location.id),
            after=_told(location),
        )
    return location


def change_location(
    *, location_id: int, values: LocationValues, seen: int, by: Allowed, at: datetime
) -> Location:
    """Another name or calendar, or the main one from now on. Clocks that run go on in the new calendar.

    Refused when somebody changed it since `seen`, and for the main one to be so no more: another becomes it.
    """
    name, calendar = name_of(values.name, "A location"), _calendar(values.calendar_id)
    with under_its_own_name("location", name):
        # All of them: two that become the main one at once wait for each other.
        rows = Location.objects.select_for_update(of=("self",)).select_related("calendar").order_by("id")
        location = next((row for row in rows if row.id == location_id), None)
        if location is None:
            raise Missing.because("There is no such location.", "Take one of the list of locations.")
        before = _told(location)
        if location.version != seen:
            raise Stale.because(
                f"{location.name} was changed since you opened it.",
                "Compare and save again.",
                theirs=before,
                yours={"name": name, "calendar": calendar.name, "main": values.main},
            )
        if location.main and not values.main:
            raise Refused.because(
                f"{location.name} is the main location.", "Make another the main one instead.", "main"
            )
        if values.main and not location.main:
            _unset_main(by, at)
        location.name, location.calendar, location.main = name, calendar, values.main
        was, becomes = changed_values(before, _told(location))
        if not becomes:
            return location
        location.version += 1
        location.save()
        record(
            kind="location_changed",
            by=by,
            at=at,
            subject=Subject(kind="location", id=location.id),
            before=was,
            after=becomes,
        )
    return location


def _calendar(calendar_id: int) -> Calendar:
    calendar = Calendar.objects.filter(id=calendar_id).first()
    if calendar is None:
        raise Refused.because("A location follows a calendar.", "Choose one of the list.", "calendar")
    return calendar


def _unset_main(by: Allowed, at: datetime) -> None:
    """The one that was it until now is so no more, and its history says so."""
    for row in Location.objects.select_for_update().filter(main=True):
        row.main = False
        row.version += 1
        row.save(update_fields=["main", "version"])
        record(
            kind="location_changed",
            by=by,
            at=at,
            subject=Subject(kind="location", id=row.id),
            before={"main": True},
            after={"main": False},
        )


def _told(location: Location) -> dict[str, Any]:
    return {"name": location.name, "calendar": location.calendar.name, "main": location.main}
