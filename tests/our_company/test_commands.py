"""Changing the company: its row, its departments and locations."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.our_company.commands.changing import change_company
from dugout.our_company.commands.departments import add_department, change_department
from dugout.our_company.commands.founding import found_company
from dugout.our_company.commands.locations import add_location, change_location
from dugout.our_company.commands.setting import change_setting
from dugout.our_company.models import Calendar, Company, Department, Location
from dugout.our_company.queries.settings import settings_at
from dugout.our_company.rules.settings import SETTINGS
from dugout.our_company.terms import CompanyValues, DepartmentValues, Founding, LocationValues, Side
from dugout.values.refused import Missing, Refused, Stale, Taken
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def doing(author: Callable[[str], Any], at: dt.datetime) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": author("admin"), "at": at}


def values(**more: Any) -> CompanyValues:
    usual = {
        "name": "Halden Cold Chain",
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
        "fiscal_month": 1,
    }
    return CompanyValues(**{**usual, **more})


def test_the_company_is_changed_and_tells_what(doing: dict[str, Any]) -> None:
    company = change_company(values=values(name=" Halden AG ", fiscal_month=4), seen=1, **doing)
    assert (company.name, company.fiscal_month, company.version) == ("Halden AG", 4, 2)
    entry = Entry.objects.get(kind="company_changed")
    assert (entry.before, entry.after) == (
        {"name": "Halden Cold Chain", "fiscal_month": 1}, {"name": "Halden AG", "fiscal_month": 4},
    )  # fmt: skip
    assert change_company(values=values(name="Halden AG", fiscal_month=4), seen=2, **doing).version == 2
    assert Entry.objects.filter(kind="company_changed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"currency": "EURO"}, "currency"),
        ({"currency": "€€€"}, "currency"),
        ({"time_zone": "Berlin"}, "time_zone"),
        ({"fiscal_month": 0}, "fiscal_month"),
        ({"fiscal_month": 13}, "fiscal_month"),
    ],
)
def test_a_company_that_makes_no_sense_is_refused(
    doing: dict[str, Any], wrong: dict[str, Any], field: str
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        change_company(values=values(**wrong), seen=1, **doing)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert digest_of_database() == before


def test_a_currency_is_kept_in_capitals_whoever_sends_it(doing: dict[str, Any]) -> None:
    assert change_company(values=values(currency="chf"), seen=1, **doing).currency == "CHF"


def test_a_stale_company_is_refused_with_both_states(doing: dict[str, Any]) -> None:
    change_company(values=values(name="Theirs"), seen=1, **doing)
    before = digest_of_database()
    with pytest.raises(Stale) as stale:
        change_company(values=values(name="Mine"), seen=1, **doing)
    assert (stale.value.theirs["name"], stale.value.yours["name"]) == ("Theirs", "Mine")
    assert digest_of_database() == before


def test_a_company_is_founded_once(doing: dict[str, Any]) -> None:
    before = digest_of_database()
    with pytest.raises(Taken):
        found_company(founding=Founding(name="Another"), **doing)
    assert digest_of_database() == before
    assert Company.objects.count() == 1


def test_it_ships_fourteen_departments_on_three_sides_and_nine_positions() -> None:
    by_side = {
        side: sorted(Department.objects.filter(side=side).values_list("name", flat=True)) for side in Side
    }
    assert by_side == {
        "sales": ["Inside Sales", "Marketing", "Outside Sales"],
        "account_management": ["Account Management"],
        "other": [
            "Business Units", "Customer Success", "Engineering", "Executive", "Finance", "Legal", "Logistics",
            "Operations", "Order Entry", "Support",
        ],
    }  # fmt: skip
    assert Department.objects.get(name="Finance").mark == "1b"
    assert Department.objects.get(name="Account Management").mark == "am"
    assert Department.objects.get(name="Marketing").mark == "c"


def test_a_department_is_added_and_changed(doing: dict[str, Any]) -> None:
    quality = add_department(
        values=DepartmentValues(name=" Quality ", side=Side.OTHER, position="c"), **doing
    )
    changed = change_department(
        department_id=quality.id, values=DepartmentValues(name="Quality", side=Side.SALES), seen=1, **doing
    )
    assert (changed.side, changed.position, changed.version) == ("sales", None, 2)
    entries = Entry.objects.filter(kind="department_saved", subject_id=quality.id).order_by("id")
    assert [(entry.before, entry.after) for entry in entries] == [
        (None, {"name": "Quality", "side": "other", "position": "c"}),
        ({"side": "other", "position": "c"}, {"side": "sales", "position": None}),
    ]


def test_a_department_that_cannot_be_is_refused(doing: dict[str, Any]) -> None:
    support = Department.objects.get(name="Support")
    change_department(
        department_id=support.id, values=DepartmentValues(name="Help", side=Side.OTHER), seen=1, **doing
    )
    before = digest_of_database()
    for values_, field in (
        (DepartmentValues(name="Finance", side=Side.OTHER), "name"),
        (DepartmentValues(name="", side=Side.OTHER), "name"),
        (DepartmentValues(name="x" * 101, side=Side.OTHER), "name"),
        (DepartmentValues(name="Quality", side=Side.OTHER, position="xx"), "position"),
    ):
        with pytest.raises(Refused) as refused:
            add_department(values=values_, **doing)
        assert refused.value.problems[0].field == field
        with pytest.raises(Refused):
            change_department(department_id=support.id, values=values_, seen=2, **doing)
    fine = DepartmentValues(name="Service", side=Side.OTHER)
    with pytest.raises(Stale) as stale:
        change_department(department_id=support.id, values=fine, seen=1, **doing)
    assert (stale.value.theirs["name"], stale.value.yours["name"]) == ("Help", "Service")
    with pytest.raises(Missing):
        change_department(department_id=999_999, values=fine, seen=1, **doing)
    assert digest_of_database() == before


def test_one_location_is_the_main_one(doing: dict[str, Any]) -> None:
    office = Location.objects.get(main=True)
    calendar = office.calendar_id
    lyon = add_location(values=LocationValues(name="Lyon", calendar_id=calendar), **doing)
    assert (lyon.main, lyon.version) == (False, 1)
    lyon = change_location(
        location_id=lyon.id,
        values=LocationValues(name="Lyon", calendar_id=calendar, main=True),
        seen=1,
        **doing,
    )
    office.refresh_from_db()
    assert (lyon.main, office.main, office.version) == (True, False, 2)
    oslo = add_location(values=LocationValues(name="Oslo", calendar_id=calendar, main=True), **doing)
    assert Location.objects.get(main=True) == oslo
    told = Entry.objects.filter(kind="location_changed").order_by("id")
    assert [(one.subject_id, one.before, one.after) for one in told] == [
        (office.id, {"main": True}, {"main": False}),
        (lyon.id, {"main": False}, {"main": True}),
        (lyon.id, {"main": True}, {"main": False}),
    ]


@pytest.mark.parametrize("code", ["1z", "\0", "\ud800", "x" * 10_000])
def test_a_position_that_there_is_not_is_refused_whatever_is_sent(doing: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        add_department(values=DepartmentValues(name="Helpers", side=Side.OTHER, position=code), **doing)
    assert refused.value.problems[0].field == "position"


def test_a_location_that_cannot_be_is_refused(doing: dict[str, Any]) -> None:
    office = Location.objects.get(main=True)
    add_location(values=LocationValues(name="Lyon", calendar_id=office.calendar_id), **doing)
    before = digest_of_database()
    for values_, field in (
        (LocationValues(name="Lyon", calendar_id=office.calendar_id, main=True), "name"),
        (LocationValues(name=" ", calendar_id=office.calendar_id, main=True), "name"),
        (LocationValues(name="Oslo", calendar_id=999_999, main=True), "calendar"),
    ):
        with pytest.raises(Refused) as refused:
            add_location(values=values_, **doing)
        assert refused.value.problems[0].field == field
        with pytest.raises(Refused) as refused:
            change_location(location_id=office.id, values=values_, seen=1, **doing)
        assert refused.value.problems[0].field == field
    fine = LocationValues(name="Oslo", calendar_id=office.calendar_id, main=True)
    with pytest.raises(Refused, match="Head office is the main location"):
        change_location(
            location_id=office.id,
            values=LocationValues(name="Oslo", calendar_id=office.calendar_id),
            seen=1,
            **doing,
        )
    with pytest.raises(Stale):
        change_location(location_id=office.id, values=fine, seen=7, **doing)
    with pytest.raises(Missing):
        change_location(location_id=999_999, values=fine, seen=1, **doing)
    assert digest_of_database() == before


def test_a_setting_holds_from_now_on_and_before_stays(doing: dict[str, Any], at: dt.datetime) -> None:
    key = "handoff_answer_hours"
    assert settings_at(at)[key] == 16
    change_setting(key=key, value=8, seen=16, **doing)
    assert settings_at(at)[key] == 8
    assert settings_at(at - dt.timedelta(seconds=1))[key] == 16
    before = digest_of_database()
    assert change_setting(key=key, value=8, seen=8, **doing) is None
    for value, seen in ((0, 8), (401, 8), (12, 16)):
        with pytest.raises(Refused) as refused:
            change_setting(key=key, value=value, seen=seen, **doing)
        assert refused.value.problems[0].field == "value"
    with pytest.raises(Refused):
        change_setting(key="no_such", value=8, seen=8, **doing)
    assert digest_of_database() == before


def test_who_came_in_first_and_is_second_to_set_finds_what_the_other_set(
    doing: dict[str, Any], at: dt.datetime
) -> None:
    """Requests overtake each other: their moments say nothing of who wrote first."""
    key = next(iter(SETTINGS))
    value, by = settings_at(at)[key], doing["by"]
    change_setting(key=key, value=value + 1, seen=value, by=by, at=at + dt.timedelta(seconds=1))
    with pytest.raises(Stale) as stale:
        change_setting(key=key, value=value + 2, seen=value, by=by, at=at)
    assert stale.value.theirs == {"value": value + 1}
    late = change_setting(key=key, value=value + 2, seen=value + 1, by=by, at=at)
    assert late is not None
    assert late.from_at == at + dt.timedelta(seconds=1)
    assert settings_at(late.from_at)[key] == value + 2


def test_founding_makes_one_calendar_and_main_location() -> None:
    calendar = Calendar.objects.get()
    assert (calendar.time_zone, Location.objects.get().main) == ("Europe/Berlin", True)
