"""A sale through its six gates to the win, and step 7 to its end; by keyboard on a desk, by finger on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.models import Account, ContactRole
from dugout.accounts.terms import AccountValues
from dugout.client_document.models import Need
from dugout.handoffs.models import Handoff
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.revenue.models import Paper
from dugout.selling.models import (
    CommitmentRequest,
    Concern,
    Confirmation,
    NeedMatch,
    Opportunity,
    Product,
    StepMove,
    WentOnWithout,
)
from dugout.selling.queries.facts import readings_of
from tests.handoffs.scene import fill

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
STEPS = (
    "Approach", "Qualification", "Agreement on Need", "Sell the Company", "Fill the Need", "Act of Commitment",
)  # fmt: skip
# What is written for each gate: the fields of its small form, and what goes into them.
WRITTEN = {
    "agreed_to_questions": {"new_name": "Léa Sutter", "note": "Half an hour on Thursday"},
    "need_exists": {"text": "Minus 80 °C through a power cut of four hours"},
    "authority_named": {"new_name": "Reto Imhof", "role": "economic_buyer"},
    "budget_known": {"budget": "250,000"},
    "needs_summary": {"new_name": "Reto Imhof", "note": "Four hours, not three"},
    "concerns_answered": {
        "text": "You have never built six at once",
        "answer": "Brightwater has nine",
        "proof": "A visit there in March",
    },
    "price_known": {"new_name": "Reto Imhof", "note": "Read the offer with us"},
    "commitment_asked": {"new_name": "Reto Imhof", "note": "Six farms, signed by Friday"},
}


@pytest.fixture
def client() -> Account:
    """A prospect of Tom's, and something to sell to it."""
    at = timezone.now()
    tom = Person.objects.get(name="Tom Okafor")
    Product.objects.create(name="Freezer farm", kind="recurring", price=10_000_00)
    by = author_for(tom, day=at.date())
    return add_account(values=AccountValues(name="Aurelia Biobank"), owner_id=tom.id, by=by, at=at)


def test_a_sale_goes_by_keyboard_through_six_gates_and_closes_with_the_acceptance(
    arrives: Callable[..., Any], stands: Callable[..., None], client: Account
) -> None:
    seller = arrives("seller")
    sale = add_sale(seller, client)
    seller.goto("/selling")
    for number in range(1, 6):
        take_by_keyboard(seller, steps=1)
        write_what_is_missing(seller, sale)
        seller.get_by_role("button", name=f"Move to {STEPS[number]}").press("Enter")
        card_is_in(seller, number + 1)
    take_by_keyboard(seller, steps=1)
    win(seller, sale)
    stands(seller)
    is_won_with_its_records(sale)

    handoff = Handoff.objects.get(account=client)
    tom = Person.objects.get(name="Tom Okafor")
    fill(handoff, author_for(tom, day=timezone.localdate()), timezone.now())
    seller.goto(f"/handoffs/{handoff.id}")
    seller.get_by_role("button", name="Submit hand-off").click()
    manager = arrives("account_manager")
    manager.goto(f"/handoffs/{handoff.id}")
    manager.get_by_role("button", name="Accept hand-off").click()
    manager.get_by_text("Ines Duarte accepted it").first.wait_for()
    assert Opportunity.objects.get(id=sale.id).settled_at is not None
    seller.goto("/selling")
    assert seller.locator("[data-card]").count() == 0
    stands(seller, name="-board")


def test_the_same_sale_is_made_by_finger_on_a_phone(
    arrives: Callable[..., Any], stands: Callable[..., None], client: Account
) -> None:
    seller = arrives("seller", phone=True)
    sale = add_sale(seller, client)
    seller.goto("/selling")
    for number in range(1, 6):
        seller.locator("[data-handle]").tap()
        seller.locator(f"dialog[open] button[name=to][value='{number + 1}']").tap()
        seller.locator("dialog[open] fieldset.ask").first.wait_for()
        write_what_is_missing(seller, sale)
        seller.get_by_role("button", name=f"Move to {STEPS[number]}").tap()
        card_is_in(seller, number + 1)
    stands(seller)
    seller.locator("[data-handle]").tap()
    seller.locator("dialog[open] a[href$='/win']").tap()
    win(seller, sale)
    stands(seller, name="-won")
    is_won_with_its_records(sale)


def add_sale(page: Any, client: Account) -> Opportunity:
    page.goto(f"/accounts/{client.id}/opportunities/new")
    page.get_by_label("What is it about").fill("Six freezer farms")
    page.get_by_role("button", name="Add the sale").click()
    page.wait_for_load_state("networkidle")
    return Opportunity.objects.get(account=client)


def take_by_keyboard(page: Any, *, steps: int) -> None:
    """Picks the one card up by its handle, carries it to the right, and drops it: the dialog is open then."""
    page.locator("[data-handle]").focus()
    for key in ("Space", *["ArrowRight"] * steps, "Space"):
        page.keyboard.press(key)
    page.locator("dialog[open] fieldset.ask").first.wait_for()


def write_what_is_missing(page: Any, sale: Opportunity) -> None:
    """Fills the small form of each gate that the dialog asks for."""
    asked = {reading.gate.condition: reading.gate.id for reading in readings_of(sale)}
    for condition, gate in asked.items():
        form = page.locator(f"dialog[open] #f-gate-{gate}")
        if not form.count():
            continue
        for name, value in WRITTEN.get(condition, {}).items():
            put(form.locator(f"[name=g{gate}-{name}]"), value)
        if condition == "needs_matched":
            offer(page, form, gate)


def offer(page: Any, form: Any, gate: int) -> None:
    """The first line of the offer, and what they said to it."""
    page.locator("dialog[open] [name=line-product]").select_option(index=1)
    page.locator("dialog[open] [name=line-quantity]").fill("6")
    page.locator("dialog[open] [name=line-term_months]").fill("36")
    choice = form.locator(f"select[name=g{gate}-need]")
    if choice.count():
        choice.select_option(index=1)
    form.locator("[name$=-reaction]").first.fill("That is what we need")


def put(field: Any, value: str) -> None:
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def card_is_in(page: Any, number: int) -> None:
    page.locator(f"[data-step='{number}'] [data-card]").wait_for()


def win(page: Any, sale: Opportunity) -> None:
    """Records the commitment, with what the last gate still wants."""
    page.get_by_role("button", name="Record commitment").wait_for()
    write_what_is_missing(page, sale)
    page.locator("dialog[open] [name=contact]").select_option(label="Reto Imhof")
    page.get_by_role("button", name="Record commitment").click()
    page.wait_for_url(f"**/opportunities/{sale.id}")


def is_won_with_its_records(sale: Opportunity) -> None:
    """Each gate was met by a record of its own, none was passed without, and the win drafted what it should."""
    sale.refresh_from_db()
    assert (sale.outcome, sale.step.number, sale.settled_at) == ("won", 7, None)
    assert Confirmation.objects.filter(opportunity=sale).count() >= 2
    assert Need.objects.filter(account=sale.account_id).exists()
    assert ContactRole.objects.filter(contact__account=sale.account_id, role="economic_buyer").exists()
    assert sale.budget == 250_000_00
    assert Concern.objects.get(opportunity=sale).proof
    assert NeedMatch.objects.filter(opportunity=sale).exists()
    assert CommitmentRequest.objects.filter(opportunity=sale, answer="given").exists()
    assert not WentOnWithout.objects.filter(opportunity=sale).exists()
    assert StepMove.objects.filter(opportunity=sale).count() >= 6
    assert [one.kind for one in Paper.objects.filter(opportunity=sale)] == ["contract"]
    assert Handoff.objects.get(account=sale.account_id).state == "draft"
