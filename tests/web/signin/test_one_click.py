"""One-click people: in demo mode, of a demo company, by POST with the token, and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.our_company.models import Company

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any) -> None:
    """As `dugout demo` serves it: the variable, and a company that was made as a demo."""
    settings.DEMO = True
    Company.objects.update(demo=True)


def test_one_click_makes_a_visitor_that_person(
    demo: None, client: Client, person: Callable[[str], Any]
) -> None:
    tom = person("seller")
    html = client.get("/sign-in").content.decode()
    assert f'action="/be/{tom.id}"' in html
    answer = client.post(f"/be/{tom.id}")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(tom.id)


def test_a_second_click_is_somebody_else_with_a_session_of_their_own(
    demo: None, client: Client, person: Callable[[str], Any]
) -> None:
    client.post(f"/be/{person('seller').id}")
    first = client.session.session_key
    client.post(f"/be/{person('account_manager').id}", {"next": "/handoffs"})
    assert client.session["_auth_user_id"] == str(person("account_manager").id)
    assert client.session.session_key != first


def test_the_list_leaves_out_who_does_not_sign_in(
    demo: None, client: Client, person: Callable[[str], Any]
) -> None:
    driver = person("outsider")
    assert driver.name not in client.get("/sign-in").content.decode()
    assert client.post(f"/be/{driver.id}").status_code == 404
    assert client.post("/be/999999999").status_code == 404


def test_a_link_or_a_form_of_another_site_is_nobody(demo: None, person: Callable[[str], Any]) -> None:
    careful = Client(enforce_csrf_checks=True)
    path = f"/be/{person('seller').id}"
    assert careful.get(path).status_code == 405
    assert careful.post(path).status_code == 403
    assert "_auth_user_id" not in careful.session
    careful.get("/sign-in")
    token = careful.cookies["csrftoken"].value
    assert careful.post(path, {"csrfmiddlewaretoken": token}).status_code == 302


def test_where_a_click_goes_next_is_a_path_of_ours(
    demo: None, client: Client, person: Callable[[str], Any]
) -> None:
    path = f"/be/{person('seller').id}"
    assert client.post(path, {"next": "/accounts"})["Location"] == "/accounts"
    assert client.post(path, {"next": "https://elsewhere.example/"})["Location"] == "/"
    assert client.post(path, {"next": "//elsewhere.example/"})["Location"] == "/"


@pytest.mark.parametrize(("variable", "made_as_demo"), [(False, True), (True, False), (False, False)])
def test_without_both_the_variable_and_a_demo_company_nobody_is_offered_or_let_in(
    settings: Any, client: Client, person: Callable[[str], Any], variable: bool, made_as_demo: bool
) -> None:
    settings.DEMO = variable
    Company.objects.update(demo=made_as_demo)
    assert "/be/" not in client.get("/sign-in").content.decode()
    assert client.post(f"/be/{person('seller').id}").status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_mode_is_off_unless_asked_for(settings: Any) -> None:
    assert settings.DEMO is False
