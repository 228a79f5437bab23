"""The company, its departments, sides, locations, calendars and settings by the API."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.our_company.models import Calendar, Department, Location
from dugout.people.models import Person
from dugout.people.terms import Scope
from tests.api.asking import fields, get, post, send

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
WEEK: list[Any] = [[["09:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []]


@pytest.fixture
def admin(caller: Caller) -> Client:
    return caller("admin", Scope.ADMIN)


@pytest.fixture
def reader(caller: Caller) -> Client:
    return caller("seller", Scope.READ)


def patch(client: Client, path: str, body: Any, seen: Any = None) -> Any:
    return send(client, "PATCH", path, body, seen=seen)


def test_the_company_is_read_by_all_and_changed_by_who_saw_it(admin: Client, reader: Client) -> None:
    ours = get(reader, "/company")
    assert ours == {
        "name": "Halden Cold Chain", "currency": "EUR", "time_zone": "Europe/Berlin", "fiscal_month": 1,
        "demo": False, "version": 1,
    }  # fmt: skip
    assert patch(admin, "/company", {"name": "x"}).status_code == 428
    changed = patch(admin, "/company", {"fiscal_month": 4}, seen=1)
    assert (changed.json(), changed["ETag"]) == ({**ours, "fiscal_month": 4, "version": 2}, '"2"')
    stale = patch(admin, "/company", {"fiscal_month": 7}, seen=1)
    assert (stale.status_code, stale.json()["theirs"]["fiscal_month"]) == (412, 4)
    assert fields(patch(admin, "/company", {"name": " ", "currency": "x"}, seen=2)) == {"name", "currency"}
    assert patch(reader, "/company", {"name": "x"}, seen=2).status_code == 403


def test_departments_are_added_changed_and_headed(
    admin: Client, reader: Client, person: Callable[[str], Person]
) -> None:
    listed = get(reader, "/departments")["items"]
    assert len(listed) == 14
    assert [one["name"] for one in listed] == sorted(one["name"] for one in listed)
    sales = next(one for one in listed if one["name"] == "Outside Sales")
    assert (sales["side"], sales["position"], sales["head"]) == ("sales", "cf", str(person("sales_head").id))

    made = post(admin, "/departments", {"name": "Quality", "side": "other", "position": "c"}).json()
    path = f"/departments/{made['id']}"
    assert patch(admin, path, {"side": "sales"}).status_code == 428
    changed = patch(admin, path, {"side": "sales"}, seen=1).json()
    assert (changed["name"], changed["side"], changed["position"], changed["version"]) == (
        "Quality", "sales", "c", 2,
    )  # fmt: skip
    assert patch(admin, path, {"name": "Q"}, seen=1).status_code == 412
    assert fields(patch(admin, path, {"name": "Finance"}, seen=2)) == {"name"}
    assert fields(patch(admin, path, {"position": "xx"}, seen=2)) == {"position"}
    assert post(admin, "/departments", {"name": "X", "side": "left"}).status_code == 422
    headed = post(admin, f"{path}/name-head", {"person": str(person("engineer").id)}).json()
    assert headed["head"] == str(person("engineer").id)
    assert fields(post(admin, f"{path}/name-head", {"person": "999999"})) == {"person"}
    both = {"person": str(person("engineer").id), "deputy": str(person("seller").id)}
    assert fields(post(admin, f"{path}/name-head", both)) == {"deputy"}
    assert get(reader, path) == headed


def test_both_heads_are_read_and_named(
    admin: Client, reader: Client, person: Callable[[str], Person]
) -> None:
    sides = {one["side"]: one for one in get(reader, "/sides")["items"]}
    assert sides["sales"] == {
        "side": "sales", "head": str(person("sales_head").id), "deputy": str(person("other_seller").id),
        "since": "2026-03-02",
    }  # fmt: skip
    assert set(sides) == {"sales", "account_management"}
    named = post(admin, "/sides/sales/name-head", {"person": str(person("executive").id)}).json()
    assert (named["head"], named["deputy"]) == (str(person("executive").id), None)
    same = {"person": str(person("seller").id), "deputy": str(person("seller").id)}
    assert fields(post(admin, "/sides/sales/name-head", same)) == {"deputy"}
    assert post(admin, "/sides/other/name-head", same).status_code == 422
    assert [one["code"] for one in get(reader, "/positions")["items"]] == [
        "p", "c", "1b", "2b", "ss", "3b", "lf", "cf", "rf",
    ]  # fmt: skip


def test_calendars_change_from_a_day_on(admin: Client, reader: Client) -> None:
    made = post(admin, "/calendars", {"name": "Lyon", "time_zone": "Europe/Paris", "week": WEEK}).json()
    path = f"/calendars/{made['id']}"
    assert (made["week"], made["later"], made["holidays"]) == (WEEK, [], [])
    day = (timezone.now() + dt.timedelta(days=9)).date().isoformat()
    assert patch(admin, path, {"week": [[]] * 7, "from_day": day}).status_code == 428
    changed = patch(admin, path, {"week": [[]] * 7, "from_day": day}, seen=1).json()
    assert (changed["week"], changed["later"], changed["version"]) == (
        WEEK, [{"from_day": day, "week": [[]] * 7}], 2,
    )  # fmt: skip
    assert patch(admin, path, {"name": "Ici"}, seen=1).status_code == 412
    assert fields(patch(admin, path, {"week": [[["x", "y"]], *[[]] * 6]}, seen=2)) == {"week.0"}
    assert fields(patch(admin, path, {"week": [[]] * 7, "from_day": "2020-01-01"}, seen=2)) == {"from_day"}
    assert fields(post(admin, "/calendars", {"name": "", "time_zone": "x", "week": []})) == {
        "name", "time_zone", "week",
    }  # fmt: skip
    assert get(reader, path) == changed
    assert [one["name"] for one in get(reader, "/calendars")["items"]] == ["Head office hours", "Lyon"]


def test_holidays_come_and_go(admin: Client, reader: Client) -> None:
    path = f"/calendars/{Calendar.objects.get().id}"
    eve = {"day": "2026-12-24", "name": "Christmas Eve", "open_until": "13:00:00"}
    assert post(admin, f"{path}/add-holiday", eve).json()["holidays"] == [eve]
    assert fields(post(admin, f"{path}/add-holiday", eve)) == {"day"}
    public = {"country": "DE", "region": "HH", "year": 2027}
    days = [one["day"] for one in post(admin, f"{path}/add-public-holidays", public).json()["holidays"]]
    assert (days == sorted(days), len(days), "2027-01-01" in days) == (True, 11, True)
    assert fields(post(admin, f"{path}/add-public-holidays", {**public, "region": "Bavaria"})) == {"region"}
    left = post(admin, f"{path}/remove-holiday", {"day": "2026-12-24"}).json()["holidays"]
    assert len(left) == 10
    assert post(admin, f"{path}/remove-holiday", {"day": "2026-12-24"}).status_code == 404
    assert post(admin, "/calendars/999999/add-holiday", eve).status_code == 404
    assert post(reader, f"{path}/add-holiday", eve).status_code == 403


def test_locations_follow_a_calendar(admin: Client, reader: Client) -> None:
    calendar = str(Calendar.objects.get().id)
    made = post(admin, "/locations", {"name": "Lyon", "calendar": calendar}).json()
    path = f"/locations/{made['id']}"
    assert patch(admin, path, {"main": True}).status_code == 428
    main = patch(admin, path, {"main": True}, seen=1).json()
    assert main == {"id": made["id"], "name": "Lyon", "calendar": calendar, "main": True, "version": 2}
    assert Location.objects.filter(main=True).count() == 1
    assert patch(admin, path, {"name": "x"}, seen=1).status_code == 412
    assert fields(patch(admin, path, {"main": False}, seen=2)) == {"main"}
    assert fields(post(admin, "/locations", {"name": "Oslo", "calendar": "999999"})) == {"calendar"}
    assert get(reader, path) == main
    assert [one["name"] for one in get(reader, "/locations")["items"]] == ["Head office", "Lyon"]


def test_a_setting_is_changed_from_the_value_that_was_read(admin: Client, reader: Client) -> None:
    values = {one["key"]: one["value"] for one in get(reader, "/settings")["items"]}
    assert values["handoff_answer_hours"] == 16
    path = "/settings/handoff_answer_hours"
    assert patch(admin, path, {"value": 8}).status_code == 428
    changed = patch(admin, path, {"value": 8}, seen=16)
    assert (changed.json()["value"], changed.json()["shipped"], changed["ETag"]) == (8, 16, '"8"')
    stale = patch(admin, path, {"value": 12}, seen=16)
    assert (stale.status_code, stale.json()["theirs"], stale.json()["yours"]) == (
        412,
        {"value": 8},
        {"value": 12},
    )
    assert fields(patch(admin, path, {"value": 0}, seen=8)) == {"value"}
    assert patch(admin, "/settings/no_such", {"value": 8}, seen=8).status_code == 404


@pytest.mark.parametrize(
    "path", ["/people", "/departments", "/calendars", "/locations", "/absences", "/tokens"]
)
@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_as_many_queries_however_long_it_is(
    admin: Client, path: str, many: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        Department.objects.create(name=f"Department {number}", side="other")
        Calendar.objects.create(name=f"Calendar {number}", time_zone="UTC", week=[[]] * 7)
    with django_assert_max_num_queries(8):
        assert admin.get(f"/api/v1{path}").status_code == 200
