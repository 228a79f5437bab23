"""An engineer reports trouble, and the seller is told; a form that was open while the session ended keeps its text."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from dugout.history.commands import deliver_outbox
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.timeline.models import Notification, Signal
from tests.handoffs.scene import open_sale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_engineer_reports_trouble_and_the_seller_is_told(
    arrives: Callable[..., Any], stands: Callable[..., None]
) -> None:
    scene = open_sale(Person.objects.get(name="Tom Okafor"), timezone.now() - dt.timedelta(days=2))
    engineer = arrives("engineer")
    engineer.goto(f"/accounts/{scene.account.id}/signals/new")
    engineer.get_by_label("What did you see?").fill(
        "Farm 2 cannot hold −80 °C; the compressor trips at noon."
    )
    engineer.get_by_label("Kind").select_option("installation_trouble")
    engineer.get_by_label("Critical").check()
    engineer.get_by_role("button", name="Raise signal").click()
    engineer.wait_for_url("**/signals/*")
    stands(engineer)
    deliver_outbox(at=timezone.now())

    seller = arrives("seller")
    seller.get_by_role("link", name="Aurelia Biobank").first.wait_for()
    assert "compressor trips at noon" in seller.locator("main").inner_text()
    stands(seller, name="-today")
    seller.goto("/notices")
    seller.get_by_text("Aurelia Biobank").first.wait_for()
    stands(seller, name="-notices")

    signal = Signal.objects.get(account=scene.account)
    assert (signal.severity, signal.claimed_by, signal.resolved_at) == (4, None, None)
    assert Notification.objects.filter(person__name="Tom Okafor").count() == 1
    entry = Entry.objects.get(account=scene.account, kind="signal_raised")
    assert entry.author is not None
    assert entry.author.name == "Daniel Brandt"


def test_what_was_typed_while_the_session_ended_is_there_after_signing_in_again(
    arrives: Callable[..., Any], stands: Callable[..., None]
) -> None:
    scene = open_sale(Person.objects.get(name="Tom Okafor"), timezone.now() - dt.timedelta(days=2))
    page = arrives("seller")
    page.goto(f"/accounts/{scene.account.id}/signals/new")
    said = "They froze the budget until the audit in May is over."
    page.get_by_label("What did you see?").fill(said)
    page.get_by_label("Kind").select_option("contraction_risk")
    Session.objects.all().delete()
    page.get_by_role("button", name="Raise signal").click()

    page.get_by_role("link", name="Sign in").or_(page.get_by_role("button", name="Sign in")).first.wait_for()
    assert not Signal.objects.exists()
    if page.get_by_label("Password").count() == 0:
        page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Email").fill("tom@halden.example")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/signals/new")
    assert page.get_by_label("What did you see?").input_value() == said
    assert page.get_by_label("Kind").input_value() == "contraction_risk"
    page.get_by_role("button", name="Raise signal").click()
    page.wait_for_url("**/signals/*")
    stands(page)
    assert Signal.objects.get().account_id == scene.account.id
