"""In which calendar a person's clocks run: their location's, with working hours and zone of their own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dugout.our_company.models import Location
from dugout.our_company.queries.calendars import USUAL, calendars
from dugout.our_company.rules.own_hours import calendar_for
from dugout.our_company.terms import WorkCalendar
from dugout.people.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarBook:
    """Everybody's calendar on one day, and the main location's for pools and departments."""

    main: WorkCalendar
    of_person: Mapping[int, WorkCalendar]

    def of(self, person_id: int | None) -> WorkCalendar:
        return self.main if person_id is None else self.of_person.get(person_id, self.main)


def calendar_book(*, day: date, persons: Collection[int] | None = None) -> CalendarBook:
    """The calendars of these persons (all without them) on a day."""
    values = calendars()
    locations = {row.id: row for row in Location.objects.all()}
    main = next((values[row.calendar_id] for row in locations.values() if row.main), USUAL)
    posts = Post.objects.filter(during__contains=day).values_list(
        "person_id", "location_id", "own_hours_id", "person__time_zone"
    )
    if persons is not None:
        posts = posts.filter(person_id__in=persons)
    found = {
        person_id: calendar_for(
            values[locations[location_id].calendar_id] if location_id else main,
            values[own_hours_id] if own_hours_id else None,
            own_zone or None,
        )
        for person_id, location_id, own_hours_id, own_zone in posts
    }
    return CalendarBook(main=main, of_person=found)


def calendar_of_person(person_id: int, *, day: date) -> WorkCalendar:
    """The calendar in which one person's clocks run on a day."""
    return calendar_book(day=day, persons=(person_id,)).of(person_id)
