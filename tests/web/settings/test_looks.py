"""The settings in real Chromium."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.our_company.commands.calendars.holidays import add_holiday, add_public_holidays
from dugout.our_company.commands.calendars.hours import add_calendar, change_calendar
from dugout.our_company.models import Calendar, Location
from dugout.our_company.terms import HolidayValues, PublicHolidays, Side
from dugout.people.commands.heads import name_side_head
from dugout.people.commands.tokens import make_token
from dugout.people.terms import Scope
from tests.cast import PASSWORD
from tests.clock import company_day
from tests.web.look.conftest import answers, opened
from tests.web.settings.looking import look

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
OWN = ["/settings", "/settings/absences", "/settings/password", "/settings/tokens"]
COMPANY = [
    "/settings", "/settings/company", "/settings/departments", "/settings/departments/{department}",
    "/settings/heads", "/settings/locations", "/settings/locations/{location}", "/settings/calendars",
    "/settings/calendars/new", "/settings/calendars/{calendar}", "/settings/calendars/{calendar}/holidays",
    "/settings/clocks",
]  # fmt: skip


@pytest.fixture
def full(person: Callable[[str], Any], author: Callable[[str], Any]) -> dict[str, int]:
    """Another calendar, hours that change, holidays, one head of both sides from next month on."""
    now = timezone.now()
    by, today = author("admin"), company_day()
    office = Calendar.objects.get()
    add_calendar(
        name="Singapore, night watch", time_zone="Asia/Singapore",
        week=[[["00:00", "06:00"], ["22:00", "24:00"]]] * 7, by=by, at=now,
    )  # fmt: skip
    change_calendar(
        calendar_id=office.id, name="Hamburg", week=[[["08:00", "12:00"], ["12:30", "16:30"]]] * 5 + [[], []],
        from_day=today + dt.timedelta(days=30), seen=1, by=by, at=now,
    )  # fmt: skip
    year = today.year + 1
    add_public_holidays(
        calendar=office, wanted=PublicHolidays(country="DE", region="HH", year=year), by=by, at=now
    )
    eve = HolidayValues(day=dt.date(year, 12, 24), name="Christmas Eve", open_until=dt.time(13))
    add_holiday(calendar=office, values=eve, by=by, at=now)
    for side in (Side.SALES, Side.ACCOUNT_MANAGEMENT):
        name_side_head(side=side, person=person("executive"), deputy=None, from_day=today, by=by, at=now)
    return {
        "department": person("seller").posts.get().department_id,
        "location": Location.objects.get().id,
        "calendar": office.id,
    }


def test_ones_own_settings_stand_in_every_theme_and_width(
    answers: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    pages = answers(*OWN, key="seller")
    for path in OWN:
        look(opened, pages, path, "own-" + path.strip("/").replace("/", "-"))


def test_the_companys_settings_stand_in_every_theme_and_width(
    answers: Callable[..., Any], opened: Callable[..., Any], full: dict[str, int]
) -> None:
    names = {
        path.format(**full): path.strip("/").translate(str.maketrans("/", "-", "{}")) for path in COMPANY
    }
    pages = answers(*names, key="admin")
    for path, name in names.items():
        look(opened, pages, path, name)


def test_tokens_and_sessions_stand_with_some_in_them(
    page: Callable[[str], Client], opened: Callable[..., Any], person: Callable[[str], Any],
    author: Callable[[str], Any], client: Client,
) -> None:  # fmt: skip
    sam = person("admin")
    for name in ("Nightly import from the old system of the southern branch", "Laptop"):
        make_token(
            person=sam,
            name=name,
            scopes=[Scope.READ, Scope.WRITE],
            days=90,
            by=author("admin"),
            at=timezone.now(),
        )
    browsers = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": client,
        "curl/8.5": Client(),
    }
    for agent, one in browsers.items():
        one.post("/sign-in", {"email": sam.email, "password": PASSWORD}, headers={"user-agent": agent})
    pages = {
        "/settings/tokens": page("admin").post(
            "/settings/tokens", {"name": "CI", "days": "30", "scopes": "read"}
        ),
        "/settings/sessions": client.get("/settings/sessions"),
    }
    look(opened, pages, "/settings/tokens", "tokens-made")
    look(opened, pages, "/settings/sessions", "sessions")


def test_refused_settings_stand_too(
    page: Callable[[str], Client], opened: Callable[..., Any], full: dict[str, int]
) -> None:
    client = page("admin")
    sent: dict[str, dict[str, Any]] = {
        "/settings/company": {
            "name": "Mine",
            "currency": "EUR",
            "time_zone": "UTC",
            "fiscal_month": 2,
            "seen": 9,
        },
        "/settings/heads": {"of": "sales", "person-sales": "999999", "from_day-sales": ""},
        "/settings/calendars/new": {"name": "", "time_zone": "UTC", "week.0": "9 to 8", "week.3": "all day"},
        "/settings/clocks": {"key": "handoff_answer_hours", "value": "9999", "seen": "16"},
        "/settings/tokens": {"name": "", "days": "0"},
        "/settings/password": {"present": "x", "password": "y"},
    }
    pages = {path: client.post(path, body) for path, body in sent.items()}
    assert {path: answer.status_code for path, answer in pages.items()} == {
        path: 412 if path == "/settings/company" else 422 for path in sent
    }
    for path in sent:
        look(opened, pages, path, "refused-" + path.rsplit("/", 1)[1])
