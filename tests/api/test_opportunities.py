"""Opportunities by the API: listed, read, added, changed, their lines, team and account."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.selling.models import Opportunity, Product
from tests.api.asking import fields, get, post, send
from tests.selling.scene import Sale, a_prospect, a_sale, with_lines

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
EUR = {"currency": "EUR"}


@pytest.fixture
def tom(caller: Caller) -> Client:
    return caller("seller")


@pytest.fixture
def room() -> Product:
    return Product.objects.create(name="Cold room", kind="recurring", price=10_000)


def test_anyone_adds_an_opportunity_and_owns_it(
    caller: Caller, sale: Sale, person: Callable[[str], Any]
) -> None:
    body = {
        "account": str(sale.account.id), "name": "Two more rooms", "kind": "expansion",
        "amount": {"minor": 90_000, **EUR}, "expected_close": "2026-12-31",
    }  # fmt: skip
    answer = post(caller("support_engineer"), "/opportunities", body)
    made = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert (made["step"], made["steps"], made["step_name"], made["outcome"]) == (
        1,
        5,
        "Review the value",
        "open",
    )
    assert (made["owner"], made["amount"]) == (str(person("support_engineer").id), {"minor": 90_000, **EUR})
    assert [gate["sentence"] for gate in made["gates"] if gate["step"] == 1] == ["A need is written down"]


def test_an_opportunity_is_read_with_gates_lines_and_team(
    tom: Client, sale: Sale, author: Callable[[str], Any], at: dt.datetime
) -> None:
    with_lines(sale, author("seller"), at)
    read = get(tom, sale.path)
    assert (read["account"], read["account_name"]) == (str(sale.account.id), "Brightwater Foods")
    assert [(line["product_name"], line["quantity"], line["recurring"], line["term_months"])
            for line in read["lines"]] == [("Cold room", 6, True, 36), ("Installation", 1, False, None)]  # fmt: skip
    assert read["amount"] == {"minor": 6 * 10_000 * 12 + 50_000, **EUR}
    assert len(read["gates"]) == 15
    assert read["gates"][0] == {
        "id": read["gates"][0]["id"], "step": 1, "condition": "agreed_to_questions", "met": False, "without": "",
        "sentence": "They agreed to be asked questions",
        "because": "Nobody agreed to be asked questions yet.",
    }  # fmt: skip
    assert [(move["from_step"], move["to_step"]) for move in read["moves"]] == [(None, 1)]
    assert tom.get("/api/v1/opportunities/9999999").status_code == 404
    assert tom.get("/api/v1/opportunities/x").status_code == 404


def test_opportunities_are_listed_newest_first_by_whatever_is_asked(
    tom: Client, sale: Sale, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    more = a_sale(
        person("other_seller"), author("other_seller"), at, "renewal", expected_close=dt.date(2026, 6, 30)
    )
    alone = Opportunity.objects.create(
        name="No account", process=sale.row.process, step=sale.row.process.steps.get(number=2), step_since=at,
        made_at=at, owner=person("seller"), outcome="lost", lost_reason="not stated (import)",
        closed_on=dt.date(2026, 1, 2),
    )  # fmt: skip
    newest_first = [str(row.id) for row in (alone, more.row, sale.row)]

    def ids(query: str) -> list[str]:
        return [item["id"] for item in get(tom, f"/opportunities?{query}")["items"]]

    assert ids("") == newest_first
    assert ids(f"account={sale.account.id}") == newest_first[2:]
    assert ids("without_account=true") == ids("outcome=lost") == ids("step=2") == newest_first[:1]
    assert ids(f"owner={person('other_seller').id}") == ids("kind=renewal") == newest_first[1:2]
    assert ids("close_from=2026-06-30&close_until=2026-06-30") == newest_first[1:2]
    assert ids("close_from=2026-07-01") == []
    page = get(tom, "/opportunities?limit=2&outcome=open")
    assert [item["id"] for item in page["items"]] == newest_first[1:]
    assert page["next"] is None
    first = get(tom, "/opportunities?limit=1")
    assert [item["id"] for item in tom.get(first["next"]).json()["items"]] == newest_first[1:2]


@pytest.mark.parametrize("query", ["outcome=perhaps", "kind=x", "step=0", "close_from=31/02", "limit=0"])
def test_a_list_of_what_is_not_known_is_refused(tom: Client, query: str) -> None:
    assert tom.get(f"/api/v1/opportunities?{query}").status_code == 422


def test_a_change_says_which_version_it_began_from(tom: Client, sale: Sale) -> None:
    blind = send(tom, "PATCH", sale.path, {"name": "Warm rooms"})
    assert (blind.status_code, blind.json()["type"]) == (428, "urn:dugout:precondition-required")
    done = send(tom, "PATCH", sale.path, {"name": "Warm rooms", "budget": {"minor": 5, **EUR}}, seen=1)
    assert (done.status_code, done["ETag"], done.json()["name"]) == (200, '"2"', "Warm rooms")
    assert done.json()["budget"] == {"minor": 5, **EUR}
    stale = send(tom, "PATCH", sale.path, {"name": "Hot rooms"}, seen=1)
    assert stale.status_code == 412
    assert stale.json()["theirs"] == {"step": 1, "outcome": "open", "version": 2}
    assert stale.json()["yours"]["name"] == "Hot rooms"
    assert get(tom, sale.path)["name"] == "Warm rooms"


def test_a_change_leaves_alone_what_is_not_sent(tom: Client, sale: Sale) -> None:
    send(tom, "PATCH", sale.path, {"next_step": "Call", "next_step_on": "2026-12-01"}, seen=1)
    done = send(tom, "PATCH", sale.path, {"amount": {"minor": 7, **EUR}}, seen=2).json()
    assert (done["next_step"], done["next_step_on"], done["amount"]["minor"]) == ("Call", "2026-12-01", 7)
    done = send(tom, "PATCH", sale.path, {"amount": None}, seen=3).json()
    assert (done["next_step"], done["amount"]) == ("Call", None)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"name": " "}, {"name"}),
        ({"name": "a\u0000b"}, {"name"}),
        ({"amount": {"minor": -1, "currency": "EUR"}}, {"amount_typed"}),
        ({"amount": {"minor": 1, "currency": "USD"}}, {"amount"}),
        ({"currency": "XXQ"}, {"currency"}),
        ({"next_step_on": "2026-12-01"}, {"next_step"}),
        ({"owner": "999999"}, {"owner"}),
        ({"came_by": "carrier pigeon"}, {"came_by"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(
    tom: Client, sale: Sale, body: dict[str, Any], named: set[str]
) -> None:
    answer = send(tom, "PATCH", sale.path, body, seen=1)
    assert (answer.status_code, fields(answer)) == (422, named)


def test_only_owner_and_team_change_an_opportunity(
    caller: Caller, tom: Client, sale: Sale, person: Any
) -> None:
    hanna = caller("other_seller")
    refused = send(hanna, "PATCH", sale.path, {"name": "Mine"}, seen=1)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:dugout:not-allowed")
    joined = post(tom, f"{sale.path}/add-member", {"person": str(person("other_seller").id)}).json()
    assert [one["name"] for one in joined["team"]] == ["Hanna Weiss"]
    assert send(hanna, "PATCH", sale.path, {"name": "Ours"}, seen=1).status_code == 200
    left = post(tom, f"{sale.path}/remove-member", {"person": str(person("other_seller").id)})
    assert left.json()["team"] == []
    assert post(tom, f"{sale.path}/remove-member", {"person": str(person("engineer").id)}).status_code == 404


def test_lines_are_replaced_whole_and_make_the_amount(tom: Client, sale: Sale, room: Product) -> None:
    line = {
        "product": str(room.id), "quantity": 2, "unit_price": {"minor": 9_000, **EUR}, "discount_bp": 1_000,
        "term_months": 24,
    }  # fmt: skip
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": [line]}).status_code == 428
    made = send(tom, "PUT", f"{sale.path}/lines", {"lines": [line]}, seen=1).json()
    assert (made["amount"]["minor"], made["version"]) == (2 * 9_000 * 12 * 9 // 10, 2)
    kept = made["lines"][0]["id"]
    again = send(tom, "PUT", f"{sale.path}/lines", {"lines": [line | {"quantity": 1}]}, seen=2).json()
    assert [one["id"] for one in again["lines"]] == [kept]
    two = [line | {"quantity": 5}, line | {"quantity": 1, "id": kept}]
    named = send(tom, "PUT", f"{sale.path}/lines", {"lines": two}, seen=3).json()
    assert [(one["id"] == kept, one["quantity"]) for one in named["lines"]] == [(True, 1), (False, 5)]
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": []}, seen=2).status_code == 412
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": []}, seen=4).json()["amount"] is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"quantity": 0}, "lines.0.quantity"),
        ({"discount_bp": 10_001}, "lines.0.discount_bp"),
        ({"term_months": None}, "lines.0.term_months"),
        ({"product": "999999"}, "lines.0.product"),
        ({"unit_price": {"minor": 1, "currency": "CHF"}}, "lines.0.unit_price"),
    ],
)
def test_a_line_that_cannot_be_is_refused_by_its_place(
    tom: Client, sale: Sale, room: Product, change: dict[str, Any], named: str
) -> None:
    line = {"product": str(room.id), "quantity": 1, "unit_price": {"minor": 1, **EUR}, "term_months": 12}
    answer = send(tom, "PUT", f"{sale.path}/lines", {"lines": [line | change]}, seen=1)
    assert (answer.status_code, fields(answer)) == (422, {named})


def test_a_retired_product_is_offered_no_more_but_stays_where_it_is(
    tom: Client, sale: Sale, room: Product, at: dt.datetime
) -> None:
    line = {"product": str(room.id), "quantity": 1, "unit_price": {"minor": 1, **EUR}, "term_months": 12}
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": [line]}, seen=1).status_code == 200
    Product.objects.update(retired_at=at)
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": [line]}, seen=2).status_code == 200
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": []}, seen=3).status_code == 200
    assert send(tom, "PUT", f"{sale.path}/lines", {"lines": [line]}, seen=4).status_code == 422


def test_an_opportunity_without_account_gets_one_once(
    tom: Client, sale: Sale, person: Callable[[str], Any], at: dt.datetime
) -> None:
    alone = Opportunity.objects.create(
        name="Import 7",
        process=sale.row.process,
        step=sale.row.step,
        step_since=at,
        made_at=at,
        owner=person("seller"),
    )
    account = a_prospect(person("seller"), at, "Aurelia Biobank")
    path = f"/opportunities/{alone.id}/name-account"
    assert get(tom, f"/opportunities/{alone.id}")["account"] is None
    assert post(tom, path, {"account": str(account.id)}).json()["account_name"] == "Aurelia Biobank"
    taken = post(tom, path, {"account": str(sale.account.id)})
    assert (taken.status_code, "Aurelia Biobank already" in taken.json()["detail"]) == (409, True)
    assert get(tom, f"/opportunities?account={account.id}")["items"][0]["id"] == str(alone.id)


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_reads_selling_once_however_many(
    tom: Client, sale: Sale, author: Callable[[str], Any], person: Any, at: dt.datetime, number: int
) -> None:
    for _ in range(number - 1):
        a_sale(person("seller"), author("seller"), at)
    with CaptureQueriesContext(connection) as asked:
        assert len(get(tom, "/opportunities")["items"]) == number
    assert len([one for one in asked if 'FROM "dugout_opportunity"' in one["sql"]]) == 1


def test_a_reader_token_changes_nothing(caller: Caller, sale: Sale) -> None:
    from dugout.people.terms import Scope

    reader = caller("seller", Scope.READ)
    assert get(reader, sale.path)["id"] == str(sale.row.id)
    assert send(reader, "PATCH", sale.path, {"name": "x"}, seen=1).status_code == 403
