"""Logging in a sentence: on a slow line, with a hasty hand, and with a form that was open too long."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.history.models import Entry
from dugout.people.models import Person
from tests.handoffs.scene import open_sale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SAID = "They froze the budget until the audit in May is over."


@pytest.fixture
def on_the_account(arrives: Callable[..., Any]) -> Any:
    scene = open_sale(Person.objects.get(name="Tom Okafor"), timezone.now() - dt.timedelta(days=2))
    page = arrives("seller")
    page.goto(f"/accounts/{scene.account.id}")
    return page


def test_a_sentence_sent_before_its_proposal_came_is_logged_once_and_the_form_is_empty(
    on_the_account: Any, stands: Callable[..., None]
) -> None:
    page = on_the_account
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/log/proposal*", hold)
    page.keyboard.press("l")
    page.keyboard.type(SAID)
    page.get_by_role("button", name="Log entry").dblclick()
    page.wait_for_function("document.querySelector('[data-on-its-way]')")
    assert not Entry.objects.filter(text=SAID).exists()
    with page.expect_navigation():
        held[-1].continue_()
    assert Entry.objects.filter(text=SAID).count() == 1
    assert page.get_by_label("What happened?").input_value() == ""
    stands(page)


def test_what_is_typed_while_there_is_no_line_stays_and_is_sent_when_it_is_back(on_the_account: Any) -> None:
    page = on_the_account
    page.context.set_offline(True)
    page.get_by_label("What happened?").fill(SAID)
    page.get_by_role("button", name="Log entry").click()
    page.get_by_text("There is no line to Dugout.").first.wait_for()
    assert page.get_by_label("What happened?").input_value() == SAID
    page.context.set_offline(False)
    with page.expect_navigation():
        page.get_by_role("button", name="Log entry").click()
    page.get_by_text(SAID).first.wait_for()
    assert Entry.objects.filter(text=SAID).count() == 1


def test_what_a_refusal_sent_back_is_still_there_and_goes_once_it_was_taken(on_the_account: Any) -> None:
    page = on_the_account
    address = page.url
    page.get_by_label("What happened?").fill(SAID)
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Log entry").click()
    page.get_by_role("heading", name="Your form was open too long").wait_for()
    page.goto(address)
    assert page.get_by_label("What happened?").input_value() == SAID
    with page.expect_navigation():
        page.get_by_role("button", name="Log entry").click()
    assert page.get_by_label("What happened?").input_value() == ""
    assert Entry.objects.filter(text=SAID).count() == 1
