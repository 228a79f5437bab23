"""The settings: each form saves, is refused with what was typed, and says so."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from dugout.our_company.models import Calendar, Company, Department, Holiday, Location, SettingVersion
from dugout.people.models import ApiToken, Person, SideHead
from tests.cast import PASSWORD
from tests.clock import company_day

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
NEW = "a sentence that nobody guesses"


@pytest.fixture
def admin(page: Page) -> Client:
    return page("admin")


def html(answer: Any) -> str:
    return answer.content.decode()


def signed_in(person: Person, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post("/sign-in", {"email": person.email, "password": password}).status_code == 302
    return client


def test_the_company_is_saved(admin: Client) -> None:
    sent = {
        "name": "Halden AG",
        "currency": "chf",
        "time_zone": "Europe/Zurich",
        "fiscal_month": "4",
        "seen": "1",
    }
    assert admin.post("/settings/company", sent).status_code == 302
    company = Company.objects.get()
    assert (company.name, company.currency, company.time_zone, company.fiscal_month) == (
        "Halden AG", "CHF", "Europe/Zurich", 4,
    )  # fmt: skip
    assert "The company is saved." in html(admin.get("/settings/company"))
    stale = admin.post("/settings/company", {**sent, "name": "Mine"})
    assert (stale.status_code, "Halden AG" in html(stale), 'value="Mine"' in html(stale)) == (412, True, True)
    wrong = admin.post("/settings/company", {**sent, "currency": "€", "seen": "2"})
    assert (wrong.status_code, "A currency is three letters" in html(wrong)) == (422, True)


def test_a_department_is_added_and_changed(admin: Client) -> None:
    assert (
        admin.post("/settings/departments", {"name": "Quality", "side": "other", "position": "c"}).status_code
        == 302
    )
    quality = Department.objects.get(name="Quality")
    path = f"/settings/departments/{quality.id}"
    assert 'value="Quality"' in html(admin.get(path))
    assert (
        admin.post(path, {"name": "Quality", "side": "sales", "position": "", "seen": "1"}).status_code == 302
    )
    began = {"was-name": "Quality", "was-side": "other", "was-position": "c"}
    stale = admin.post(path, {"name": "Q", "side": "other", "position": "c", "seen": "1", **began})
    assert (stale.status_code, "as you had not touched it: Side, Position." in html(stale)) == (412, True)
    assert ('value="Q"' in html(stale), '<option value="sales" selected>' in html(stale)) == (True, True)
    taken = admin.post("/settings/departments", {"name": "Finance", "side": "other"})
    assert (taken.status_code, 'value="Finance"' in html(taken)) == (422, True)
    assert admin.post("/settings/departments", {"name": "X", "side": "left"}).status_code == 422
    assert admin.get("/settings/departments/999999").status_code == 404


def test_a_location_is_added_and_made_the_main_one(admin: Client) -> None:
    calendar = Calendar.objects.get().id
    assert admin.post("/settings/locations", {"name": "Lyon", "calendar": calendar}).status_code == 302
    lyon = Location.objects.get(name="Lyon")
    path = f"/settings/locations/{lyon.id}"
    assert (
        admin.post(path, {"name": "Lyon", "calendar": calendar, "main": "on", "seen": "1"}).status_code == 302
    )
    assert Location.objects.get(main=True) == lyon
    refused = admin.post(path, {"name": "Lyon", "calendar": calendar, "seen": "2"})
    assert (refused.status_code, "Lyon is the main location" in html(refused)) == (422, True)
    assert admin.post("/settings/locations", {"name": "Oslo", "calendar": ""}).status_code == 422


def test_hours_are_typed_as_people_write_them(admin: Client) -> None:
    week = {"week.0": "9-12:30, 13:30 to 17", "week.1": "08:00–24:00", "week.2": "closed"}
    assert (
        admin.post(
            "/settings/calendars/new", {"name": "Lyon", "time_zone": "Europe/Paris", **week}
        ).status_code
        == 302
    )
    lyon = Calendar.objects.get(name="Lyon")
    assert lyon.week == [[["09:00", "12:30"], ["13:30", "17:00"]], [["08:00", "24:00"]], [], [], [], [], []]
    path = f"/settings/calendars/{lyon.id}"
    assert 'value="09:00 to 12:30, 13:30 to 17:00"' in html(admin.get(path))

    wrong = admin.post(path, {"name": "", "week.0": "nine", "week.4": "9 to 8", "seen": "1"})
    assert wrong.status_code == 422
    for sentence in (
        "A calendar needs a name",
        "hours of Monday cannot be read",
        "hours of Friday cannot be read",
    ):
        assert sentence in html(wrong)
    assert 'value="nine"' in html(wrong)

    tomorrow = (company_day() + dt.timedelta(days=2)).isoformat()
    saved = admin.post(path, {"name": "Lyon", "week.0": "9 to 12", "from_day": tomorrow, "seen": "1"})
    assert saved.status_code == 302
    assert Calendar.objects.get(name="Lyon").later == [
        [tomorrow, [[["09:00", "12:00"]], [], [], [], [], [], []]]
    ]
    assert admin.post(path, {"name": "Lyon", "from_day": "", "seen": "1"}).status_code == 412


def test_holidays_come_one_by_one_and_a_country_at_once(admin: Client) -> None:
    path = f"/settings/calendars/{Calendar.objects.get().id}/holidays"
    assert "No holiday from today on" in html(admin.get(path))
    day = {"day": "2199-12-24", "name": "Christmas Eve", "open_until": "13:00"}
    assert admin.post(path, day).status_code == 302
    assert "Until 13:00" in html(admin.get(path))
    again = admin.post(path, {**day, "name": "Typed again"})
    assert (again.status_code, 'value="Typed again"' in html(again)) == (422, True)
    assert admin.post(path, {**day, "day": "", "open_until": ""}).status_code == 422
    assert admin.post(path, {**day, "open_until": "noon"}).status_code == 422
    year = str(timezone.now().year + 1)
    assert admin.post(f"{path}/public", {"country": "DE", "region": "HH", "year": year}).status_code == 302
    assert Holiday.objects.filter(day__year=year).count() == 11 - 1
    unknown = admin.post(f"{path}/public", {"country": "DE", "region": "Bavaria", "year": year})
    assert (unknown.status_code, "BY" in html(unknown)) == (422, True)
    both = html(admin.post(path, {**day, "day": "soon", "open_until": "noon"}))
    assert ("“soon” is not a day." in both, "“noon” is not a time of day." in both) == (True, True)
    assert admin.post(f"{path}/remove", {"day": "2199-12-24"}).status_code == 302
    assert admin.post(f"{path}/remove", {"day": "2199-12-24"}).status_code == 404
    assert admin.post(f"{path}/remove", {"day": ""}).status_code == 404


def test_a_head_is_named_in_the_form_of_its_side(admin: Client, person: Callable[[str], Person]) -> None:
    sent = {"of": "sales", "person-sales": person("executive").id, "deputy-sales": person("seller").id}
    assert admin.post("/settings/heads", sent).status_code == 302
    today = company_day()
    head = SideHead.objects.get(side="sales", during__contains=today)
    assert (head.person, head.deputy) == (person("executive"), person("seller"))
    assert "Renata Vogel" in html(admin.get("/settings/heads"))
    wrong = admin.post("/settings/heads", {**sent, "deputy-sales": person("executive").id})
    assert (wrong.status_code, "cannot be their own deputy" in html(wrong)) == (422, True)
    legal = Department.objects.get(name="Legal").id
    named = {"of": "department", "department-department": legal, "person-department": person("seller").id}
    assert admin.post("/settings/heads", named).status_code == 302
    assert admin.post("/settings/heads", {**named, "department-department": ""}).status_code == 422
    assert admin.post("/settings/heads", {"of": "nothing"}).status_code == 422


def test_hours_of_a_clock_are_a_new_version(admin: Client) -> None:
    sent = {"key": "handoff_answer_hours", "value": "8", "seen": "16"}
    assert admin.post("/settings/clocks", sent).status_code == 302
    assert SettingVersion.objects.get().value == 8
    wrong = admin.post("/settings/clocks", {**sent, "value": "9999", "seen": "8"})
    assert (wrong.status_code, 'value="9999"' in html(wrong)) == (422, True)
    assert admin.post("/settings/clocks", {**sent, "value": "9"}).status_code == 412


def test_a_token_is_shown_once_used_and_revoked(page: Page, person: Callable[[str], Person]) -> None:
    client = page("seller")
    made = client.post("/settings/tokens", {"name": "Laptop", "days": "30", "scopes": ["read"]})
    secret = re.search(r"dgt_[\w-]+", html(made))
    assert secret
    listed = html(client.get("/settings/tokens"))
    assert (secret[0] in listed, "Never" in listed) == (False, True)

    api = Client(headers={"Authorization": f"Bearer {secret[0]}"})
    assert api.get("/api/v1/signals").status_code == 200
    assert "Never" not in html(client.get("/settings/tokens"))

    token = ApiToken.objects.get()
    assert page("admin").post(f"/settings/tokens/{token.id}/revoke").status_code == 404
    assert client.post(f"/settings/tokens/{token.id}/revoke").status_code == 302
    assert api.get("/api/v1/signals").status_code == 401
    assert client.post(f"/settings/tokens/{token.id}/revoke").status_code == 404
    refused = client.post("/settings/tokens", {"name": "Kept", "days": "0", "scopes": ["admin"]})
    assert (refused.status_code, 'value="Kept"' in html(refused)) == (422, True)


def test_sessions_are_listed_and_an_ended_one_is_dead_at_its_next_request(
    person: Callable[[str], Person],
) -> None:
    tom = person("seller")
    here, there, third = (
        signed_in(tom, client=Client(headers={"user-agent": agent}))
        for agent in (
            "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
            "curl/8.5",
            "Mozilla (iPhone) Safari/1",
        )
    )
    stranger = signed_in(person("engineer"))
    listed = html(here.get("/settings/sessions"))
    assert ("Firefox on Linux" in listed, "curl/8.5" in listed, "Safari on iPhone" in listed) == (True,) * 3
    ends = re.findall(r"/settings/sessions/\d+/end", listed)
    assert len(ends) == 2
    assert stranger.post(ends[0]).status_code == 404
    assert there.get("/settings").status_code == third.get("/settings").status_code == 200
    assert here.post(ends[0]).status_code == 302
    assert sorted([there.get("/settings").status_code, third.get("/settings").status_code]) == [200, 302]
    assert here.post("/settings/sessions/end-others").status_code == 302
    assert there.get("/settings").status_code == third.get("/settings").status_code == 302
    assert here.get("/settings").status_code == stranger.get("/settings").status_code == 200
    assert here.post(ends[0]).status_code == 404


def test_another_password_ends_every_other_session(person: Callable[[str], Person]) -> None:
    tom = person("seller")
    here, there = signed_in(tom), signed_in(tom)
    wrong = here.post("/settings/password", {"present": "wrong", "password": NEW})
    assert (wrong.status_code, "This is not your present password" in html(wrong)) == (422, True)
    assert NEW not in html(wrong)
    assert here.post("/settings/password", {"present": PASSWORD, "password": "short"}).status_code == 422
    assert here.post("/settings/password", {"present": PASSWORD, "password": NEW}).status_code == 302
    assert (here.get("/settings").status_code, there.get("/settings").status_code) == (200, 302)
    (kept,) = UserSession.objects.filter(user=tom)
    assert kept.session_key == here.session.session_key, "the one that goes on is in the list, and no other"
    assert Client().post("/sign-in", {"email": tom.email, "password": PASSWORD}).status_code == 422
    signed_in(tom, NEW)


def test_tries_at_the_present_password_are_limited(page: Page) -> None:
    client = page("seller")
    sent = {"present": "wrong", "password": NEW}
    assert [client.post("/settings/password", sent).status_code for _ in range(6)] == [422] * 5 + [429]
