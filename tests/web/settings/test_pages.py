"""Every page of one's own and of the company's settings opens, for whom it should."""

from collections.abc import Callable

import pytest
from django.test import Client

OWN = ["/settings", "/settings/absences", "/settings/sessions", "/settings/tokens", "/people", "/styleguide"]
ADMINISTRATORS = [
    "/settings/company", "/settings/departments", "/settings/heads", "/settings/calendars", "/settings/clocks",
    "/people/new",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", OWN)
def test_everybody_opens_their_own_pages(page: Callable[[str], Client], path: str) -> None:
    assert page("finance_clerk").get(path).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADMINISTRATORS)
def test_only_an_administrator_opens_what_configures(page: Callable[[str], Client], path: str) -> None:
    assert page("admin").get(path).status_code == 200
    refused = page("seller").get(path)
    assert refused.status_code == 403
    assert "Administrators configure." in refused.content.decode()


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client: Client) -> None:
    answer = client.get("/settings/tokens?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=%2Fsettings%2Ftokens%3Fa%3D1")


@pytest.mark.django_db
def test_a_script_without_a_session_gets_401_and_no_redirect(client: Client) -> None:
    assert client.get("/settings", headers={"X-Requested-With": "fetch"}).status_code == 401
