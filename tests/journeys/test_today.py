"""Today, worked through from the page itself: what is done there leads back to it, and the line is gone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.people.models import Person
from dugout.selling.models import Opportunity
from tests.handoffs.scene import open_sale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_next_step_is_set_on_today_and_its_line_goes(
    arrives: Callable[..., Any], stands: Callable[..., None]
) -> None:
    open_sale(Person.objects.get(name="Tom Okafor"), timezone.now() - dt.timedelta(days=2))
    Opportunity.objects.update(next_step="", next_step_on=None)
    page = arrives("seller")
    page.get_by_role("link", name="Set next step").click()
    dialog = page.locator("#asked[open]")
    dialog.get_by_label("What comes next").fill("Call Dr. Sutter")
    dialog.get_by_label("On which day").fill("2030-01-02")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Save the next step").click()
    page.get_by_role("heading", name="Order of play").wait_for()
    assert page.get_by_role("link", name="Set next step").count() == 0
    assert Opportunity.objects.get().next_step == "Call Dr. Sutter"
    stands(page)
