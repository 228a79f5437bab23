"""A person's calendar: that of their location, with working hours of their own (book 01)."""

from dugout.our_company.terms import WorkCalendar


def calendar_for(
    location_calendar: WorkCalendar, own_hours: WorkCalendar | None, own_zone: str | None
) -> WorkCalendar:
    """The calendar in which a person's clocks run.

    Own hours replace the location's weeks, an own zone its zone; the location's holidays stay, and a half day
    ends at its hour by the person's clock. Without either it is the location's calendar itself.
    """
    if not own_zone and own_hours is None:
        return location_calendar
    hours = own_hours or location_calendar
    return WorkCalendar(
        zone=own_zone or location_calendar.zone,
        week=hours.week,
        later=hours.later,
        holidays=location_calendar.holidays,
    )
