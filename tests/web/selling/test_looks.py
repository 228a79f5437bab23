"""The screens of selling in real Chromium: both themes, two widths, nothing against axe or the CSP."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Contact
from dugout.handoffs.commands.winning import win_opportunity
from dugout.selling.models import Product
from tests.web.selling.scene import without
from tests.web.standing import stands_everywhere

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

SALES = (
    ("other_seller", "Greenholm Nurseries", 1, 2, 38_000_00, "First look with the owner"),
    ("seller", "Falk Airfreight", 1, 6, 120_000_00, "Walk two depots in Cologne"),
    ("other_seller", "Ivory Coast Cocoa", 1, 9, 84_000_00, ""),
    ("other_seller", "Pemberton Florists", 2, 3, 41_000_00, "Call about the budget"),
    ("seller", "Kaunas Dairy Union", 2, 31, 97_000_00, "Meet the board"),
    ("seller", "Vantage Vaccines", 3, 5, 164_000_00, "Send the written summary"),
    ("other_seller", "Ostrava Meats", 3, 14, None, "Find who decides"),
    ("seller", "Mercer Street Clinics", 4, 4, 188_000_00, "Site walk with Daniel"),
    ("other_seller", "Halcyon Ice", 4, 29, 66_000_00, ""),
    ("seller", "Bellrock Biologics", 5, 8, 142_000_00, "Go through the offer"),
    ("other_seller", "Nyköping Fisk", 5, 3, 59_000_00, "Price for three years"),
    ("other_seller", "Tarn Valley Creamery & Cold Storage Cooperative", 6, 2, 96_000_00, "Ask for the order"),
)


@pytest.fixture
def many(sale: Callable[..., Any], author: Callable[[str], Any], now: dt.datetime) -> list[Any]:
    today = now.date()
    hurried = sale("other_seller", "Aurelia Biobank", amount_typed=182_000_00)
    without(hurried, 4, author("other_seller"), now)
    return [
        sale(key, client, name="Cold chain, first sites", step=step, days=days, amount_typed=amount, next_step=words,
             next_step_on=today + dt.timedelta(days=3 - days % 7) if words else None)
        for key, client, step, days, amount, words in SALES
    ]  # fmt: skip


def test_the_board(many: Any, answers: Callable[..., Any], opened: Callable[..., Any]) -> None:
    stands_everywhere(opened(answers("/selling", key="seller"), "/selling"), "board")


def test_the_form_for_what_is_missing(
    sale: Callable[..., Any], answers: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    row = sale("seller", "Bellrock Biologics", step=1, amount_typed=142_000_00)
    pages = answers(
        f"/opportunities/{row.id}/move?to=5", f"/opportunities/{row.id}/move", f"/opportunities/{row.id}/win",
        key="seller",
    )  # fmt: skip
    for name, path in zip(("missing", "choose", "win"), pages, strict=True):
        stands_everywhere(opened(pages, path), name)


def test_a_sale(full: Any, answers: Callable[..., Any], opened: Callable[..., Any]) -> None:
    path = f"/opportunities/{full.id}"
    small = (f"{path}/lines/new", f"{path}/lose", f"{path}/commitment", f"{path}/edit")
    pages = answers(path, *small, key="seller")
    stands_everywhere(opened(pages, path), "sale")
    for one in small:
        stands_everywhere(opened(pages, one), one.rsplit("/", 2)[-1] + "-form")


def test_a_won_sale(
    committed: Any, author: Callable[[str], Any], now: Any, answers: Callable[..., Any],
    opened: Callable[..., Any],
) -> None:  # fmt: skip
    row = committed
    contact = Contact.objects.filter(account=row.account).earliest("id")
    win_opportunity(
        opportunity_id=row.id, contact_id=contact.id, day=now.date(), seen=None, by=author("seller"), at=now
    )
    path = f"/opportunities/{row.id}"
    stands_everywhere(opened(answers(path, key="seller"), path), "won")


def test_lists(many: Any, answers: Callable[..., Any], opened: Callable[..., Any]) -> None:
    for number, kind in enumerate(("recurring", "one_off", "recurring")):
        Product.objects.create(
            name=f"Freezer farm monitoring, tier {number}", kind=kind, price=number * 1_250_50
        )
    pages = answers("/selling/list", "/opportunities/new", key="seller") | answers(
        "/products", "/products/new", key="admin"
    )
    for path in pages:
        stands_everywhere(opened(pages, path), path[1:].replace("/", "-"))
