"""Calendars: hours from a day on, holidays, half days, a country's, and the clocks that follow."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.our_company.commands.calendars.holidays import add_holiday, add_public_holidays, remove_holiday
from dugout.our_company.commands.calendars.hours import add_calendar, change_calendar
from dugout.our_company.models import Calendar, Holiday
from dugout.our_company.queries.calendars import calendar_pages, calendars, main_calendar
from dugout.our_company.rules.clock import add_business_time, is_open
from dugout.our_company.terms import HolidayValues, PublicHolidays
from dugout.people.commands.employing import change_post
from dugout.people.queries.calendars import calendar_book, calendar_of_person
from dugout.people.terms import PostValues
from dugout.values.refused import Missing, Refused, Stale
from tests.our_company.calendars import utc
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
WEEKDAYS: list[list[list[str]]] = [[["09:00", "17:00"]]] * 5 + [[], []]
MORNINGS: list[list[list[str]]] = [[["08:00", "12:00"]]] * 5 + [[], []]


@pytest.fixture
def doing(author: Callable[[str], Any], at: dt.datetime) -> dict[str, Any]:
    return {"by": author("admin"), "at": at}


@pytest.fixture
def calendar() -> Calendar:
    return Calendar.objects.get()


def test_hours_change_from_a_day_on_and_what_was_counted_stays(
    doing: dict[str, Any], calendar: Calendar, at: dt.datetime
) -> None:
    friday = at.date() + 2 * DAY
    change_calendar(calendar_id=calendar.id, name="Berlin", week=MORNINGS, from_day=friday, seen=1, **doing)

    value = main_calendar()
    assert [is_open(value, utc(f"2026-03-0{day}T15:00")) for day in (5, 6)] == [True, False]
    # Thursday 16:00 in Berlin, four hours: one on Thursday, three on Friday from 8 on.
    assert add_business_time(value, utc("2026-03-05T15:00"), 4 * HOUR) == utc("2026-03-06T10:00")
    (page,) = calendar_pages(day=at.date())
    assert (page.week, page.planned) == (WEEKDAYS, [(friday, MORNINGS)])
    assert calendar_pages(day=friday)[0].week == MORNINGS
    entry = Entry.objects.get(kind="calendar_changed")
    assert entry.before == {"name": "Head office hours", "week": WEEKDAYS}
    assert entry.after == {"name": "Berlin", "week": MORNINGS, "from_day": friday.isoformat()}


def test_a_later_plan_is_replaced(doing: dict[str, Any], calendar: Calendar, at: dt.datetime) -> None:
    for seen, (days, week) in enumerate([(9, MORNINGS), (5, [[]] * 7), (5, MORNINGS)], 1):
        change_calendar(
            calendar_id=calendar.id, name="x", week=week, from_day=at.date() + days * DAY, seen=seen, **doing
        )
    assert Calendar.objects.get().later == [["2026-03-09", MORNINGS]]


def test_a_plan_is_cancelled_by_the_hours_that_hold_already_and_not_by_a_new_name(
    doing: dict[str, Any], calendar: Calendar, at: dt.datetime
) -> None:
    def save(name: str, week: list[list[list[str]]], *, days: int, seen: int) -> Calendar:
        day = at.date() + days * DAY
        return change_calendar(
            calendar_id=calendar.id, name=name, week=week, from_day=day, seen=seen, **doing
        )

    save("Berlin", MORNINGS, days=9, seen=1)
    assert save("Berlin office", WEEKDAYS, days=0, seen=2).later == [["2026-03-13", MORNINGS]]

    cancelled = save("Berlin office", WEEKDAYS, days=0, seen=3)

    assert (cancelled.later, cancelled.week, cancelled.version) == ([], WEEKDAYS, 4)
    entry = Entry.objects.filter(kind="calendar_changed").latest("id")
    assert (entry.before, entry.after) == (
        {"week": MORNINGS},
        {"week": WEEKDAYS, "from_day": at.date().isoformat()},
    )
    assert save("Berlin office", WEEKDAYS, days=0, seen=4).version == 4, "nothing is left to cancel"


def test_a_plan_stays_when_it_is_saved_again(
    doing: dict[str, Any], calendar: Calendar, at: dt.datetime
) -> None:
    for seen in (1, 2):
        saved = change_calendar(
            calendar_id=calendar.id, name="x", week=MORNINGS, from_day=at.date() + 2 * DAY, seen=seen, **doing
        )
    assert (saved.later, saved.version) == ([["2026-03-06", MORNINGS]], 2)


def test_a_calendar_that_cannot_be_is_refused(
    doing: dict[str, Any], calendar: Calendar, at: dt.datetime
) -> None:
    other = add_calendar(name="Lyon", time_zone="Europe/Paris", week=WEEKDAYS, **doing)
    today = at.date()
    before = digest_of_database()

    def refused(act: Callable[[], Any], field: str) -> None:
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.problems[0].field == field

    def change(**more: Any) -> Callable[[], Any]:
        usual = {"calendar_id": other.id, "name": "Lyon", "week": MORNINGS, "from_day": today, "seen": 1}
        return lambda: change_calendar(**{**usual, **more}, **doing)

    noon_twice = [[["09:00", "13:00"], ["12:00", "17:00"]]] + [[]] * 6
    refused(lambda: add_calendar(name="Lyon", time_zone="UTC", week=WEEKDAYS, **doing), "name")
    refused(lambda: add_calendar(name="Oslo", time_zone="Oslo", week=WEEKDAYS, **doing), "time_zone")
    refused(lambda: add_calendar(name="Oslo", time_zone="UTC", week=WEEKDAYS[:6], **doing), "week")
    refused(lambda: add_calendar(name="Oslo", time_zone="UTC", week=noon_twice, **doing), "week.0")
    refused(change(name=calendar.name), "name")
    refused(change(name=" "), "name")
    refused(change(from_day=today - DAY), "from_day")
    refused(change(from_day=dt.date(9999, 12, 31)), "from_day")
    with pytest.raises(Stale):
        change(seen=9)()
    with pytest.raises(Missing):
        change(calendar_id=999_999)()
    assert digest_of_database() == before


def test_nothing_is_written_when_nothing_changes(doing: dict[str, Any], calendar: Calendar) -> None:
    before = digest_of_database()
    change_calendar(
        calendar_id=calendar.id, name=calendar.name, week=WEEKDAYS, from_day=dt.date(2026, 3, 9), seen=1,
        **doing,
    )  # fmt: skip
    assert digest_of_database() == before


def test_holidays_close_half_days_end_early_and_each_day_stands_once(
    doing: dict[str, Any], calendar: Calendar
) -> None:
    add_holiday(calendar=calendar, values=HolidayValues(day=dt.date(2026, 3, 5), name="Inventory"), **doing)
    add_holiday(
        calendar=calendar,
        values=HolidayValues(day=dt.date(2026, 3, 6), name="Summer party", open_until=dt.time(12)),
        **doing,
    )
    assert add_business_time(main_calendar(), utc("2026-03-04T15:00"), 4 * HOUR) == utc("2026-03-06T11:00")
    before = digest_of_database()
    for day, name, field in (
        (dt.date(2026, 3, 5), "Again", "day"),
        (dt.date(1, 1, 1), "Long ago", "day"),
        (dt.date(2026, 3, 9), " ", "name"),
    ):
        with pytest.raises(Refused) as refused:
            add_holiday(calendar=calendar, values=HolidayValues(day=day, name=name), **doing)
        assert refused.value.problems[0].field == field
    assert digest_of_database() == before

    remove_holiday(calendar=calendar, day=dt.date(2026, 3, 5), **doing)
    assert is_open(main_calendar(), utc("2026-03-05T10:00"))
    assert Entry.objects.get(kind="holiday_removed").before["name"] == "Inventory"
    with pytest.raises(Missing):
        remove_holiday(calendar=calendar, day=dt.date(2026, 3, 5), **doing)


def test_a_countrys_holidays_come_at_once_and_a_second_time_change_nothing(
    doing: dict[str, Any], calendar: Calendar
) -> None:
    add_holiday(
        calendar=calendar,
        values=HolidayValues(day=dt.date(2026, 12, 25), name="Ours", open_until=dt.time(11)),
        **doing,
    )
    added = add_public_holidays(
        calendar=calendar, wanted=PublicHolidays(country="DE", region="BY", year=2026), **doing
    )

    rows = dict(Holiday.objects.filter(calendar=calendar).values_list("day", "name"))
    assert added == len(rows) - 1
    assert rows[dt.date(2026, 12, 25)] == "Ours"
    assert rows[dt.date(2026, 1, 6)] == "Epiphany"
    assert dt.date(2026, 6, 4) in rows  # Corpus Christi: in Bavaria, and not in Berlin
    entry = Entry.objects.get(kind="public_holidays_added")
    assert (entry.after["country"], entry.after["region"], len(entry.after["days"])) == ("DE", "BY", added)
    before = digest_of_database()
    assert (
        add_public_holidays(
            calendar=calendar, wanted=PublicHolidays(country="DE", region="BY", year=2026), **doing
        )
        == 0
    )
    for country, region, year, field in (
        ("XX", "", 2026, "country"),
        ("DE", "XX", 2026, "region"),
        ("DE", "BY", 1, "year"),
    ):
        with pytest.raises(Refused) as refused:
            add_public_holidays(
                calendar=calendar, wanted=PublicHolidays(country=country, region=region, year=year), **doing
            )
        assert refused.value.problems[0].field == field
    assert digest_of_database() == before


def test_a_person_follows_their_location_with_hours_and_zone_of_their_own(
    doing: dict[str, Any], calendar: Calendar, person: Callable[[str], Any], at: dt.datetime
) -> None:
    from dugout.our_company.models import Department, Location
    from dugout.people.models import Person

    day = dt.date(2026, 3, 5)
    add_holiday(
        calendar=calendar, values=HolidayValues(day=day + DAY, name="Half", open_until=dt.time(10)), **doing
    )
    own = add_calendar(name="Mornings", time_zone="UTC", week=MORNINGS, **doing)
    tom = person("seller")
    assert calendar_of_person(tom.id, day=day) == main_calendar()
    change_post(
        person_id=tom.id,
        post=PostValues(
            department_id=Department.objects.get(name="Outside Sales").id,
            from_day=day,
            location_id=Location.objects.get().id,
            own_hours_id=own.id,
        ),
        **doing,
    )
    assert calendar_of_person(tom.id, day=at.date()) == main_calendar()
    mine = calendar_of_person(tom.id, day=day)
    assert (mine.zone, mine.hours_on(day)) == ("Europe/Berlin", ((dt.time(8), dt.time(12)),))
    assert mine.hours_on(day + DAY) == ((dt.time(8), dt.time(10)),)
    Person.objects.filter(id=tom.id).update(time_zone="America/New_York")
    assert calendar_of_person(tom.id, day=day).zone == "America/New_York"


@pytest.mark.parametrize("many", [1, 3])
def test_calendars_take_as_many_queries_however_many_there_are(
    doing: dict[str, Any], at: dt.datetime, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many):
        add_calendar(name=f"Calendar {number}", time_zone="UTC", week=WEEKDAYS, **doing)
    with django_assert_num_queries(2):
        assert len(calendars()) == many + 1
    with django_assert_num_queries(3):
        main_calendar()
    with django_assert_num_queries(3):
        assert len(calendar_pages(day=at.date())) == many + 1
    with django_assert_num_queries(4):
        calendar_book(day=at.date())
