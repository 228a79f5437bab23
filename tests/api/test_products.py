"""Products and processes by the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.history.models import Entry
from dugout.people.terms import Scope
from tests.api.asking import fields, get, post, send

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
ROOM = {
    "name": "Cold room",
    "kind": "recurring",
    "unit": "room",
    "price": {"minor": 10_000, "currency": "EUR"},
}


@pytest.fixture
def sam(caller: Caller) -> Client:
    return caller("admin", Scope.ADMIN)


def test_an_administrator_adds_changes_and_retires_a_product(sam: Client) -> None:
    answer = post(sam, "/products", ROOM)
    made = answer.json()
    assert (answer.status_code, answer["ETag"], made["series"]) == (201, '"1"', "")
    path = f"/products/{made['id']}"
    assert send(sam, "PATCH", path, {"unit": "m²"}).status_code == 428
    changed = send(sam, "PATCH", path, {"price": {"minor": 12_000, "currency": "EUR"}}, seen=1).json()
    assert (changed["price"]["minor"], changed["unit"], changed["version"]) == (12_000, "room", 2)
    stale = send(sam, "PATCH", path, {"unit": "m²"}, seen=1)
    assert (stale.status_code, stale.json()["theirs"]["price"]) == (412, 12_000)
    assert post(sam, f"{path}/retire", seen=1).status_code == 412
    assert post(sam, f"{path}/retire").json()["retired_at"] is not None
    assert post(sam, f"{path}/sell-again").json()["retired_at"] is None
    assert list(Entry.objects.filter(subject_kind="product").values_list("kind", flat=True).order_by("id")) == [
        "product_added", "product_changed", "product_changed", "product_changed",
    ]  # fmt: skip


def test_a_name_is_sold_once_and_free_again_when_retired(sam: Client) -> None:
    first = post(sam, "/products", ROOM).json()["id"]
    taken = post(sam, "/products", ROOM)
    assert (taken.status_code, fields(taken)) == (422, {"name"})
    post(sam, f"/products/{first}/retire")
    assert post(sam, "/products", ROOM).status_code == 201
    assert post(sam, f"/products/{first}/sell-again").status_code == 422


def test_products_are_listed_by_name_and_whether_they_are_retired(sam: Client, caller: Caller) -> None:
    van = post(sam, "/products", ROOM | {"name": "Van", "kind": "one_off"}).json()["id"]
    post(sam, "/products", ROOM)
    post(sam, f"/products/{van}/retire")
    anyone = caller("engineer", Scope.READ)
    assert [one["name"] for one in get(anyone, "/products")["items"]] == ["Cold room", "Van"]
    assert [one["name"] for one in get(anyone, "/products?retired=true")["items"]] == ["Van"]
    assert [one["name"] for one in get(anyone, "/products?retired=false&limit=1")["items"]] == ["Cold room"]
    assert get(anyone, f"/products/{van}")["kind"] == "one_off"
    assert anyone.get("/api/v1/products/999999").status_code == 404


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"name": "\u200b"}, {"name"}),
        ({"price": {"minor": -1, "currency": "EUR"}}, {"price"}),
        ({"price": {"minor": 1, "currency": "EURO"}}, {"currency"}),
        ({"unit": "x" * 31}, {"unit"}),
        ({"kind": "rented"}, {"kind"}),
    ],
)
def test_a_product_that_cannot_be_is_refused(sam: Client, change: dict[str, Any], named: set[str]) -> None:
    answer = post(sam, "/products", ROOM | change)
    assert (answer.status_code, fields(answer)) == (422, named)


def test_only_an_administrators_token_of_that_scope_changes_products(caller: Caller, sam: Client) -> None:
    path = f"/products/{post(sam, '/products', ROOM).json()['id']}"
    for client in (caller("sales_head"), caller("admin")):
        assert post(client, "/products", ROOM | {"name": "Van"}).status_code == 403
        assert send(client, "PATCH", path, {"unit": "x"}, seen=1).status_code == 403
        assert post(client, f"{path}/retire").status_code == 403
        assert post(client, f"{path}/sell-again").status_code == 403


def test_the_shipped_processes_are_read_with_steps_and_gates(caller: Caller) -> None:
    client = caller("engineer")
    found = {one["kind"]: one for one in get(client, "/processes")["items"]}
    assert set(found) == {"new_business", "renewal", "expansion"}
    seven = get(client, f"/processes/{found['new_business']['id']}")
    assert [step["number"] for step in seven["steps"]] == [1, 2, 3, 4, 5, 6, 7]
    assert [step["name"] for step in seven["steps"] if step["commits"]] == ["Act of Commitment"]
    assert [gate["condition"] for gate in seven["steps"][1]["gates"]] == [
        "need_exists", "authority_named", "budget_known",
    ]  # fmt: skip
    assert (seven["number"], seven["current"], "Chitwood" in seven["credit"]) == (1, True, True)
    assert client.get("/api/v1/processes/999999").status_code == 404
