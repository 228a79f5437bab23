"""What may be typed to sign in, and the sessions that it makes: listed, ended, kept by no browser."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from dugout.people.models import Person
from tests.cast import PASSWORD
from tests.web.signin.conftest import name_of_session

pytestmark = pytest.mark.django_db
TOM = {"email": "tom@halden.example", "password": PASSWORD}
WRONG = "This email and password do not belong together."


@pytest.fixture(autouse=True)
def _no_tries_before() -> None:
    cache.clear()


def test_an_email_is_the_same_in_capitals_and_with_blanks(client: Client) -> None:
    assert client.post("/sign-in", TOM | {"email": "  Tom@Halden.EXAMPLE "}).status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        TOM | {"password": "wrong horse battery"},
        TOM | {"password": ""},
        {"email": "nobody@halden.example", "password": PASSWORD},
        {"email": "", "password": ""},
        {"email": "tom", "password": PASSWORD},
        {"email": "tom\0@halden.example", "password": "\0"},
        {"email": "x" * 100_000, "password": "y" * 100_000},
        {},
    ],
)
def test_every_mistake_gets_the_same_words_and_keeps_the_email(client: Client, typed: dict[str, str]) -> None:
    answer = client.post("/sign-in", typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert WRONG in html
    assert name_of_session(client) is None
    if "@halden" in typed.get("email", "") and "\0" not in typed["email"]:
        assert typed["email"] in html
    assert PASSWORD not in html


@pytest.mark.parametrize("gone", [{"is_active": False}, {"left_on": dt.date(2026, 3, 31)}])
def test_who_left_does_not_come_in(client: Client, gone: dict[str, Any]) -> None:
    Person.objects.filter(email=TOM["email"]).update(**gone)
    answer = client.post("/sign-in", TOM)
    assert name_of_session(client) is None
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


def test_the_form_of_another_site_is_refused() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post("/sign-in", TOM).status_code == 403
    assert name_of_session(careful) is None


def test_pages_of_a_person_and_the_way_in_are_not_kept_by_browsers(client: Client) -> None:
    assert "no-store" in client.get("/sign-in")["Cache-Control"]
    client.post("/sign-in", TOM)
    assert "no-store" in client.get("/")["Cache-Control"]


def test_sessions_are_listed_and_ended(client: Client) -> None:
    client.post("/sign-in", TOM, headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"})
    second = Client()
    second.post("/sign-in", TOM, headers={"User-Agent": "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1"})
    html = client.get("/settings/sessions").content.decode()
    assert "Firefox on Windows" in html
    assert "Safari on iPhone" in html
    other = UserSession.objects.get(session_key=second.session.session_key)
    assert Client().post(f"/settings/sessions/{other.id}/end").status_code == 302
    assert second.get("/").status_code == 200
    client.post(f"/settings/sessions/{other.id}/end")
    assert second.get("/")["Location"].startswith("/sign-in")
    assert client.get("/").status_code == 200


def test_one_does_not_end_the_session_of_another(client: Client, page: Callable[[str], Client]) -> None:
    client.post("/sign-in", TOM)
    mine = UserSession.objects.get(session_key=client.session.session_key)
    assert page("account_manager").post(f"/settings/sessions/{mine.id}/end").status_code == 404
    assert client.get("/").status_code == 200
