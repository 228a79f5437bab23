"""Each way in begins a session that its person finds in their list, and can end."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

import dugout.web
from dugout.our_company.models import Company
from tests.cast import PASSWORD
from tests.web.signin.conftest import TYPED

pytestmark = pytest.mark.django_db
NEW = "nine innings and a half"


def the_listed_one(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_an_invitation_begins_a_session_that_another_one_ends(
    invited: str, client: Client, person: Callable[[str], Any]
) -> None:
    invitee = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"})
    assert invitee.post(invited, {"password": NEW}).status_code == 302
    assert the_listed_one(invitee).user == person("account_manager")
    client.post("/sign-in", {"email": "ines@halden.example", "password": NEW})
    assert "Firefox on Windows" in client.get("/settings/sessions").content.decode()

    client.post("/settings/sessions/end-others")

    assert invitee.get("/")["Location"].startswith("/sign-in")
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_first_administrator_finds_the_session_of_the_link(link: str) -> None:
    client = Client()
    assert client.post(link, TYPED).status_code == 302
    assert the_listed_one(client).user.email == TYPED["email"]


def test_one_click_begins_a_listed_session(
    settings: Any, client: Client, person: Callable[[str], Any]
) -> None:
    settings.DEMO = True
    Company.objects.update(demo=True)
    client.post(f"/be/{person('seller').id}")
    assert the_listed_one(client).user == person("seller")


def test_a_password_begins_a_listed_session(client: Client, person: Callable[[str], Any]) -> None:
    client.post("/sign-in", {"email": "tom@halden.example", "password": PASSWORD})
    assert the_listed_one(client).user == person("seller")


def test_no_page_signs_anybody_in_by_another_way() -> None:
    """Django's own functions list no session: one module calls them, and lists it."""
    folder = Path(dugout.web.__file__).parent
    callers = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("django.contrib.auth")
        and {one.name for one in node.names} & {"login", "update_session_auth_hash"}
    }
    assert callers == {"signin/begun.py"}
