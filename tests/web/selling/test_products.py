"""Products on the screen: everybody reads, administrators write."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.selling.models import Product
from tests.web.documents.queries import own_queries

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
PROBE = {
    "name": "Probe",
    "series": "Cold",
    "kind": "recurring",
    "price": "12.50",
    "currency": "EUR",
    "unit": "piece",
}


def html_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_product_is_added_corrected_retired_and_sold_again(page: Page) -> None:
    client = page("admin")
    assert "No product yet" in html_of(client.get("/products"))
    assert client.post("/products/new", PROBE)["Location"] == "/products"
    made = Product.objects.get()
    assert (made.price, made.kind) == (12_50, "recurring")
    assert "€12.50" in html_of(client.get("/products"))
    path = f"/products/{made.id}"
    assert 'value="12.50"' in html_of(client.get(f"{path}/edit"))
    client.post(f"{path}/edit", PROBE | {"price": "15", "seen": "1"})
    client.post(f"{path}/retire", {"seen": "2"})
    assert "Probe" not in html_of(client.get("/products")).split("toasts")[0]
    assert "Sell again" in html_of(client.get("/products?view=retired"))
    assert client.post(f"{path}/sell-again?seen=3").status_code == 302
    made.refresh_from_db()
    assert (made.price, made.retired_at) == (15_00, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"price": "much"}, "price"), ({"price": ""}, "price"), ({"kind": ""}, "kind"),
     ({"currency": "XYZ"}, "currency"), ({"unit": " "}, "unit"), ({"name": "\0"}, "name")],
)  # fmt: skip
def test_a_refused_product_says_where_and_keeps_what_was_typed(
    page: Page, wrong: dict[str, str], field: str
) -> None:
    answer = page("admin").post("/products/new", PROBE | wrong)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in html_of(answer)
    assert 'value="Cold"' in html_of(answer)
    assert not Product.objects.exists()


def test_a_stale_product_shows_both_texts_and_can_be_sent_again(page: Page) -> None:
    client = page("admin")
    client.post("/products/new", PROBE)
    path = f"/products/{Product.objects.get().id}/edit"
    client.post(path, PROBE | {"name": "Probe 2", "seen": "1"})
    stale = client.post(path, PROBE | {"name": "Probe 3", "seen": "1"})
    assert stale.status_code == 412
    html = html_of(stale)
    assert '<th scope="row">Name</th><td class="pre">Probe 2</td><td class="pre">Probe 3</td>' in html
    assert 'value="Probe 3"' in html
    assert 'name="seen" value="2"' in html


def test_only_an_administrator_writes_and_everybody_reads(page: Page) -> None:
    product = Product.objects.create(name="Probe", price=12_50)
    client = page("seller")
    html = html_of(client.get("/products"))
    assert "Probe" in html
    assert "/products/new" not in html
    for path in ("new", f"{product.id}/edit", f"{product.id}/retire", f"{product.id}/sell-again"):
        assert client.post(f"/products/{path}", PROBE).status_code == 403
    assert page("admin").get("/products/999999/edit").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_one_query_whatever_is_sold(page: Page, rows: int) -> None:
    for number in range(rows):
        Product.objects.create(name=f"Probe {number}", price=number)
    assert own_queries(page("seller"), "/products") == 1
