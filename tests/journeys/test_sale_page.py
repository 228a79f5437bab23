"""One sale on its own page: six gates met by their small forms one by one, the win, and the last step to its end."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.accounts.models import Account
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.revenue.models import Movement, Paper
from dugout.selling.models import CommitmentRequest, Opportunity, Product, WentOnWithout
from dugout.selling.queries.facts import readings_of
from tests.handoffs.scene import fill
from tests.selling.scene import a_prospect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Arrives = Callable[..., Any]
Stands = Callable[..., None]


@pytest.fixture
def account() -> Account:
    """A prospect of Tom Okafor's, of whom nothing is known yet; two products are sold."""
    at = timezone.now() - dt.timedelta(days=2)
    Product.objects.create(name="Freezer farm", kind="recurring", price=1_000_00)
    Product.objects.create(name="Installation", price=5_000_00)
    return a_prospect(Person.objects.get(name="Tom Okafor"), at, "Aurelia Biobank")


def test_a_sale_goes_through_its_six_gates_to_the_win_and_is_cemented_by_the_acceptance(
    arrives: Arrives, stands: Stands, account: Account
) -> None:
    seller = arrives("seller")
    seller.goto(f"/accounts/{account.id}/opportunities/new")
    seller.get_by_label("What is it about").fill("Six freezer farms")
    seller.get_by_role("button", name="Add the sale").click()
    seller.wait_for_url("**/opportunities/*")
    go_through_the_gates(seller)
    stands(seller, name="-commitment")
    win(seller)
    stands(seller, name="-won")

    sale = Opportunity.objects.get()
    assert (sale.outcome, sale.step.number, sale.amount) == ("won", 7, 77_000_00)
    assert [one.met for one in readings_of(sale, steps=range(1, 7))] == [True] * 11
    assert (CommitmentRequest.objects.get().answer, WentOnWithout.objects.count()) == ("given", 0)
    assert {paper.kind: paper.confirmed_at for paper in Paper.objects.all()} == {
        "contract": None,
        "order": None,
    }
    assert Movement.objects.count() == 0

    cement(seller)
    hand_over(sale)
    manager = arrives("account_manager")
    manager.goto(f"/handoffs/{Handoff.objects.get().id}")
    manager.get_by_role("button", name="Accept hand-off").click()
    manager.get_by_text("Ines Duarte accepted it").first.wait_for()
    seller.reload()
    seller.get_by_text("4 of 4 gates met").wait_for()
    stands(seller)
    sale.refresh_from_db()
    assert sale.settled_at is not None
    assert [one.met for one in readings_of(sale)] == [True] * 15
    assert Entry.objects.get(purpose="thanks").direction == "from_us"
    seller.goto("/selling")
    seller.get_by_text("No sale stands here").wait_for()


def meet(page: Any, gate: str, *fields: tuple[str, str]) -> None:
    """Opens the small form of a gate of the present step, fills it in, and sees that the gate is met."""
    row = page.locator("#step .sale-gates li", has_text=gate)
    row.get_by_role("link", name="Write it down").click()
    dialog = page.locator("#asked[open]")
    dialog.wait_for()
    for label, value in fields:
        one = dialog.get_by_label(label)
        if one.evaluate("element => element.tagName") == "SELECT":
            one.select_option(label=value)
        else:
            one.fill(value)
    dialog.get_by_role("button", name="Write it down").click()
    page.locator("#step .sale-gates li.ok", has_text=gate).wait_for()


def move_on(page: Any, name: str) -> None:
    page.get_by_role("button", name=f"Move on to {name}").click()
    page.locator("#step h2", has_text=name).wait_for()


def go_through_the_gates(page: Any) -> None:
    meet(page, "They agreed to be asked questions", ("Or somebody new", "Léa Sutter"))
    move_on(page, "Qualification")
    meet(page, "A need is written down", ("What they need, in their words", "No freezer unwatched"))
    meet(page, "A contact with authority is named", ("Who can say yes", "Léa Sutter"))
    meet(page, "The budget is known", ("What may be spent, in EUR", "100,000"))
    move_on(page, "Agreement on Need")
    meet(page, "The client confirmed the written summary", ("Who confirmed it", "Léa Sutter"))
    move_on(page, "Sell the Company")
    meet(
        page, "Every concern about us is answered with proof", ("What worries them about us", "You are small"),
        ("Our answer", "We grew"), ("The proof", "Annual report"),
    )  # fmt: skip
    move_on(page, "Fill the Need")
    meet(
        page, "Every agreed need is matched to a line", ("Product", "Freezer farm, €1,000 a month"), ("Quantity", "6"),
        ("Term in months", "36"), ("Which need did they agree to", "No freezer unwatched"),
        ("What they said to our answer", "Just so"),
    )  # fmt: skip
    add_line(page)
    meet(page, "The client knows the price of the offer", ("Who confirmed it", "Léa Sutter"))
    move_on(page, "Act of Commitment")


def add_line(page: Any) -> None:
    page.get_by_role("link", name="Add a line").click()
    dialog = page.locator("#asked[open]")
    dialog.get_by_label("Product").select_option(label="Installation, €5,000 a piece")
    dialog.get_by_role("button", name="Add the line").click()
    page.get_by_text("1 × Installation").wait_for()


def win(page: Any) -> None:
    """Commitment is asked for by its gate's form, given by the win's."""
    meet(page, "Commitment was asked for", ("Whom you asked", "Léa Sutter"))
    page.locator(".lead").get_by_role("link", name="Record commitment").click()
    dialog = page.locator("#asked[open]")
    dialog.get_by_text("The hand-off opens").wait_for()
    dialog.get_by_role("button", name="Record commitment").click()
    page.get_by_text("Six freezer farms is won. Its hand-off is open.").wait_for()
    page.locator("#step h2", has_text="Cement the Sale").wait_for()


def cement(page: Any) -> None:
    meet(page, "The reasons were reviewed with the client", ("Who confirmed it", "Léa Sutter"))
    meet(
        page, "Thanks were sent", ("Whom you thanked", "Léa Sutter"), ("What you thanked for", "Thank you, Léa.")
    )  # fmt: skip
    meet(page, "The next step is set", ("What comes next", "Kick-off"), ("On which day", "2030-01-02"))


def hand_over(sale: Opportunity) -> None:
    """The debrief, which another journey writes by hand, then submitted."""
    from dugout.handoffs.commands.moving import submit_handoff

    at = timezone.now()
    by, handoff = author_for(sale.owner, day=at.date()), Handoff.objects.get(opportunity=sale)
    fill(handoff, by, at)
    submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
