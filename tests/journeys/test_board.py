"""The board in real hands: by keyboard alone, by mouse over several steps, by finger on a phone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.client_document.models import Need
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.selling.models import Confirmation, Opportunity, StepMove, WentOnWithout
from tests.selling.scene import Sale, a_sale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Arrives = Callable[..., Any]
Stands = Callable[..., None]


@pytest.fixture
def sale() -> Sale:
    """Tom Okafor's, in its first step since the day before yesterday; Ana Ruiz is its contact."""
    tom, at = Person.objects.get(name="Tom Okafor"), timezone.now() - dt.timedelta(days=2)
    return a_sale(tom, author_for(tom, day=at.date()), at, amount_typed=90_000_00)


def tab_to(page: Any, selector: str) -> None:
    """Presses Tab until the focus is there: what cannot be reached by it, nobody without a mouse reaches."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def stands_in(sale: Sale, page: Any, step: int) -> None:
    """The card is in the column, and the database says the same."""
    page.locator(f"[data-step='{step}'] [data-card]").wait_for()
    sale.row.refresh_from_db()
    assert (sale.row.step.number, page.locator("[data-card]").count()) == (step, 1)


def test_the_board_by_keyboard_alone(arrives: Arrives, stands: Stands, sale: Sale) -> None:
    page = arrives("seller")
    page.goto("/selling")
    tab_to(page, "[data-handle]")
    page.keyboard.press("Space")
    said = page.locator(".kan + [role=status]")
    assert said.inner_text().startswith("Picked up. It is in 1 Approach.")
    page.keyboard.press("ArrowRight")
    assert said.inner_text() == "To 2 Qualification."
    page.keyboard.press("Space")

    dialog = page.locator("#asked[open]")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.closest('#asked') !== null"), "the focus is in the dialog"
    tab_to(page, "#asked select")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#asked footer .primary")
    page.keyboard.press("Enter")

    stands_in(sale, page, 2)
    page.get_by_text("Cold rooms stands in step 2, Qualification.").wait_for()
    assert Confirmation.objects.get().contact == sale.contact
    stands(page)


def test_a_drop_over_several_steps_asks_once_keeps_what_is_typed_and_moves(
    arrives: Arrives, stands: Stands, sale: Sale
) -> None:
    page = arrives("seller")
    page.goto("/selling")
    drag(page, 3)
    dialog = page.locator("#asked[open]")
    dialog.get_by_role("heading", name="Move Brightwater Foods to Agreement on Need?").wait_for()
    stands(page, name="-asks")
    dialog.get_by_label("What they need, in their words").fill("Cold by June")
    dialog.get_by_role("button", name="Move to Agreement on Need").click()
    dialog.get_by_text("3 answers need you").wait_for()
    assert dialog.get_by_label("What they need, in their words").input_value() == "Cold by June"
    assert Need.objects.count() == 0

    dialog.get_by_label("Who confirmed it").select_option(label="Ana Ruiz")
    dialog.get_by_label("What may be spent, in EUR").fill("250,000")
    dialog.locator("fieldset", has_text="A contact with authority is named").get_by_label("Because").fill(
        "Ana names them on Friday."
    )
    dialog.get_by_role("button", name="Move to Agreement on Need").click()
    stands_in(sale, page, 3)
    assert (Need.objects.get().text, sale.row.budget) == ("Cold by June", 250_000_00)
    assert WentOnWithout.objects.get().reason == "Ana names them on Friday."

    drag(page, 1)
    page.get_by_text("Cold rooms stands in step 1, Approach.").wait_for()
    stands_in(sale, page, 1)
    assert StepMove.objects.filter(opportunity=sale.row).count() == 3
    stands(page)


def test_a_card_that_somebody_moved_meanwhile_says_who(arrives: Arrives, stands: Stands, sale: Sale) -> None:
    Opportunity.objects.filter(id=sale.row.id).update(step=sale.row.step)
    page = arrives("seller")
    page.goto("/selling")
    other = arrives("seller")
    other.goto(f"{sale.path}/next-step")
    other.get_by_label("What comes next").fill("Call Ana")
    other.get_by_role("button", name="Save the next step").click()
    other.wait_for_url(f"**{sale.path}")
    drag(page, 2)
    dialog = page.locator("#asked[open]")
    dialog.get_by_label("Who confirmed it").select_option(label="Ana Ruiz")
    page.evaluate("document.querySelector('#asked [name=seen]').value = '1'")
    dialog.get_by_role("button", name="Move to Qualification").click()
    dialog.get_by_text("Tom Okafor changed it last").wait_for()
    assert Confirmation.objects.count() == 0
    dialog.get_by_role("button", name="Move to Qualification").click()
    stands_in(sale, page, 2)
    stands(page)


def test_by_finger_on_a_phone(arrives: Arrives, stands: Stands, sale: Sale) -> None:
    page = arrives("seller", phone=True)
    page.goto("/selling")
    page.locator("[data-started-board]").wait_for()
    card = page.locator("[data-card]")
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, x: float = 0.0, y: float = 0.0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + 60, box["y"] + 60
    touch("touchStart", x, y)
    page.wait_for_selector("[data-card].moving")
    for step in range(1, 9):
        touch("touchMove", x + (375 - x) * step / 8, y)
    page.wait_for_selector("[data-step='2'].target")
    touch("touchEnd")
    dialog = page.locator("#asked[open]")
    dialog.wait_for()
    stands(page, name="-asks")
    dialog.get_by_label("Or somebody new").fill("Reto Imhof")
    dialog.get_by_role("button", name="Move to Qualification").tap()
    stands_in(sale, page, 2)
    assert Confirmation.objects.get().contact.name == "Reto Imhof"
    there = page.locator("[data-card]").bounding_box()
    assert there["x"] >= 0
    assert there["x"] + there["width"] <= 390, "the board stands at the step to which the card went"
    stands(page)


def drag(page: Any, step: int) -> None:
    """Drags the one card into the column of a step, by mouse."""
    page.locator("[data-started-board]").wait_for()
    card = page.locator("[data-card]")
    card.scroll_into_view_if_needed()
    start, target = card.bounding_box(), page.locator(f"[data-step='{step}']").bounding_box()
    page.mouse.move(start["x"] + 30, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 120, steps=8)
    assert page.locator(f"[data-step='{step}'].target").count() == 1
    page.mouse.up()
