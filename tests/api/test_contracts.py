"""Contracts, orders and movements by the API."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.people.terms import Scope
from dugout.revenue.models import Paper
from tests.api.asking import fields, get, post
from tests.revenue.scene import a_draft, sign, standing
from tests.selling.scene import a_prospect

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
SIGNED = {"signed_on": "2026-03-02", "starts_on": "2026-03-03"}


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Account:
    return a_prospect(person("seller"), at)


@pytest.fixture
def contract(account: Account, at: dt.datetime) -> Paper:
    return a_draft(account, "contract", at)


@pytest.fixture
def order(account: Account, at: dt.datetime) -> Paper:
    return a_draft(account, "order", at)


def test_a_draft_is_read_with_its_lines(caller: Caller, account: Account, contract: Paper) -> None:
    client = caller("engineer", Scope.READ)
    answer = client.get(f"/api/v1/contracts/{contract.id}")
    read = answer.json()
    assert (answer["ETag"], read["status"], read["account"]) == ('"1"', "draft", str(account.id))
    assert (read["signed_on"], read["confirmed_at"]) == (None, None)
    assert read["amount"] == {"minor": 720_000, "currency": "EUR"}
    (line,) = read["lines"]
    assert (line["quantity"], line["term_months"], line["product_name"]) == (6, 12, "Thing for contracts")


def test_a_contract_is_confirmed_with_its_days_and_moves_arr(
    caller: Caller, account: Account, contract: Paper
) -> None:
    marek = caller("finance_clerk")
    answer = post(marek, f"/contracts/{contract.id}/confirm", SIGNED | {"seen": 1})
    done = answer.json()
    assert (answer.status_code, answer["ETag"], done["status"], done["ends_on"]) == (
        200,
        '"2"',
        "active",
        "2027-03-02",
    )
    assert standing(account)[:2] == ("client", 720_000)
    (movement,) = get(marek, f"/movements?account={account.id}")["items"]
    assert (movement["kind"], movement["amount"]["minor"], movement["on_day"], movement["event_on"]) == (
        "new", 720_000, "2026-03-03", "2026-03-02",
    )  # fmt: skip
    late = post(caller("seller"), f"/contracts/{contract.id}/confirm", SIGNED)
    assert (late.status_code, late.json()["type"]) == (409, "urn:dugout:taken")
    assert "Marek Nowak confirmed this contract already." in late.json()["detail"]


def test_a_contract_names_what_it_renews(
    caller: Caller, account: Account, contract: Paper, at: dt.datetime
) -> None:
    marek = caller("finance_clerk")
    post(marek, f"/contracts/{contract.id}/confirm", SIGNED)
    new = a_draft(account, "contract", at)
    path, sent = f"/contracts/{new.id}/confirm", SIGNED | {"starts_on": "2026-03-04"}
    assert fields(post(marek, path, sent | {"renews": ["x"]})) == {"renews"}
    assert post(marek, path, sent | {"renews": [str(contract.id)]}).status_code == 200
    assert get(marek, f"/contracts/{contract.id}")["renewed_by"] == str(new.id)
    kinds = [one["kind"] for one in get(marek, f"/movements?account={account.id}")["items"]]
    assert sorted(kinds) == ["new", "renewal"]
    order = a_draft(account, "order", at)
    named = {"signed_on": "2026-03-02", "renews": [str(new.id)]}
    assert fields(post(marek, f"/orders/{order.id}/confirm", named)) == {"renews"}


def test_an_order_moves_nothing(caller: Caller, account: Account, order: Paper) -> None:
    marek = caller("finance_clerk")
    assert fields(post(marek, f"/orders/{order.id}/confirm", SIGNED)) == {"starts_on"}
    done = post(marek, f"/orders/{order.id}/confirm", {"signed_on": "2026-03-02"}).json()
    assert (done["status"], done["amount"]["minor"]) == ("active", 60_000)
    assert get(marek, "/movements")["items"] == []
    assert standing(account)[:2] == ("client", 0)


def test_contracts_and_orders_are_lists_of_their_own(
    caller: Caller, account: Account, contract: Paper, order: Paper, person: Any, at: dt.datetime
) -> None:
    other = a_draft(a_prospect(person("seller"), at, "Aurelia Biobank"), "contract", at)
    client = caller("engineer")
    assert [one["id"] for one in get(client, "/contracts")["items"]] == [str(other.id), str(contract.id)]
    assert [one["id"] for one in get(client, f"/contracts?account={account.id}")["items"]] == [
        str(contract.id)
    ]
    assert [one["id"] for one in get(client, "/orders")["items"]] == [str(order.id)]
    assert client.get(f"/api/v1/orders/{contract.id}").status_code == 404
    assert client.get("/api/v1/contracts/x").status_code == 404
    first = get(client, "/contracts?limit=1")
    assert [one["id"] for one in client.get(first["next"]).json()["items"]] == [str(contract.id)]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"signed_on": "2099-01-01"}, {"signed_on"}),
        ({"signed_on": "31/02"}, {"signed_on"}),
        ({"starts_on": None}, {"starts_on"}),
        ({"starts_on": "9999-12-31"}, {"starts_on"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_terms_that_cannot_be_are_refused_by_field(
    caller: Caller, contract: Paper, change: dict[str, Any], named: set[str]
) -> None:
    answer = post(caller("finance_clerk"), f"/contracts/{contract.id}/confirm", SIGNED | change)
    assert (answer.status_code, fields(answer)) == (422, named)


def test_an_overtaken_confirmation_is_refused(caller: Caller, contract: Paper) -> None:
    path = f"/contracts/{contract.id}/confirm"
    assert post(caller("finance_clerk"), path, SIGNED, seen=9).status_code == 412
    answer = post(caller("finance_clerk"), path, SIGNED | {"seen": 9})
    assert (answer.status_code, answer.json()["theirs"]["version"]) == (412, 1)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("finance_clerk", 200), ("seller", 200), ("sales_head", 200), ("admin", 200),
        ("engineer", 403), ("account_manager", 403), ("other_seller", 403),
    ],
)  # fmt: skip
def test_finance_and_who_leads_the_account_confirm(
    caller: Caller, contract: Paper, role: str, status: int
) -> None:
    assert post(caller(role), f"/contracts/{contract.id}/confirm", SIGNED).status_code == status


def test_a_reversal_names_what_it_reverses(
    caller: Caller, account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("finance_clerk")
    sign(a_draft(account, "contract", at), by, at)
    sign(a_draft(account, "contract", at), by, at, signed=dt.date(2026, 1, 7), starts=dt.date(2026, 1, 8))
    rows = get(caller("engineer"), f"/movements?account={account.id}")["items"]
    assert [(one["kind"], one["amount"]["minor"]) for one in rows] == [
        ("expansion", 720_000), ("new", -720_000), ("new", 720_000), ("new", 720_000),
    ]  # fmt: skip
    assert rows[1]["reverses"] == rows[3]["id"]
