"""An invited person sets their password by the link, once."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.cast import PASSWORD
from tests.web.signin.conftest import name_of_session

pytestmark = pytest.mark.django_db


def test_the_link_sets_the_password_and_lets_them_in_once(
    invited: str, client: Client, person: Callable[[str], Any]
) -> None:
    assert "Welcome, Ines Duarte" in client.get(invited).content.decode()
    answer = client.post(invited, {"password": "nine innings and a half"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    ines = person("account_manager")
    assert ines.check_password("nine innings and a half")
    assert name_of_session(client) == str(ines.id)
    again = Client().post(invited, {"password": "another long sentence"})
    assert again.status_code == 404
    assert "Ask for a new one where you got it." in again.content.decode()
    assert person("account_manager").check_password("nine innings and a half")


@pytest.mark.parametrize("password", ["", "short", "ines.duarte@halden", "password1234", "\0"])
def test_a_password_that_will_not_do_is_said_and_the_link_stays(
    invited: str, client: Client, password: str
) -> None:
    answer = client.post(invited, {"password": password})
    assert answer.status_code == 422
    assert "Not saved yet." in answer.content.decode()
    assert name_of_session(client) is None
    assert client.post(invited, {"password": "nine innings and a half"}).status_code == 302


def test_a_new_password_ends_the_sessions_that_were_begun_with_the_old_one(
    invited: str, client: Client, person: Callable[[str], Any]
) -> None:
    old = Client()
    old.post("/sign-in", {"email": "ines@halden.example", "password": PASSWORD})
    assert old.get("/").status_code == 200

    assert client.post(invited, {"password": "nine innings and a half"}).status_code == 302

    (listed,) = UserSession.objects.filter(user=person("account_manager"))
    assert listed.session_key == client.session.session_key
    assert client.get("/").status_code == 200
    assert old.get("/")["Location"].startswith("/sign-in")


def test_an_invitation_is_no_way_to_become_the_first_administrator(invited: str, client: Client) -> None:
    assert client.get(invited.replace("/invitation/", "/welcome/")).status_code == 404
