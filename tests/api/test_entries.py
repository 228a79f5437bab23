"""Entries by the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.people.terms import Scope
from dugout.timeline.models import Notification

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]


@pytest.fixture
def account(person: Callable[[str], Any]) -> Any:
    from dugout.accounts.models import Account, AccountFigures

    made = Account.objects.create(
        name="Brightwater Foods", owner=person("account_manager"), made_at=timezone.now()
    )
    AccountFigures.objects.create(account=made)
    return made


@pytest.fixture
def ana(account: Any) -> str:
    from dugout.accounts.models import Contact

    made = Contact.objects.create(
        account=account, given_name="Ana", family_name="Ruiz", made_at=timezone.now()
    )
    return str(made.id)


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(f"/api/v1{path}", body or {}, content_type="application/json")


def test_an_entry_is_logged_with_what_was_left_out_filled_in(
    caller: Caller, person: Callable[[str], Any], account: Any, ana: str
) -> None:
    clerk, seller = str(person("finance_clerk").id), str(person("seller").id)
    answer = post(
        caller("seller"), "/entries",
        {
            "account": str(account.id), "kind": "call", "text": "Wants a quote.", "contacts": [ana], "minutes": 20,
            "mentions": [clerk], "next_step": "send the quote", "next_step_on": "2026-03-06",
        },
    )  # fmt: skip
    assert answer.status_code == 201
    made = answer.json()
    assert {key: made[key] for key in ("account", "kind", "direction", "contacts", "people", "mentions", "source")} == {
        "account": str(account.id), "kind": "call", "direction": "two_way", "contacts": [ana], "people": [seller],
        "mentions": [clerk], "source": "api",
    }  # fmt: skip
    assert made["after"] == {"next_step": "send the quote", "next_step_on": "2026-03-06"}
    assert made["happened_at"] == made["recorded_at"]
    assert made["happened_at"].endswith("Z")
    assert caller("engineer").get(f"/api/v1/entries/{made['id']}").json() == made
    assert Notification.objects.get().person_id == person("finance_clerk").id


def test_entries_are_listed_newest_first_by_pages_and_filters(caller: Caller, account: Any, ana: str) -> None:
    client = caller("seller")
    ids = [
        post(client, "/entries", {"account": str(account.id), "kind": kind, "text": "x", "contacts": [ana]})
        .json()["id"]
        for kind in ("note", "call", "email")
    ]  # fmt: skip
    first = client.get(f"/api/v1/entries?account={account.id}&limit=2").json()
    assert [item["id"] for item in first["items"]] == [ids[2], ids[1]]
    second = client.get(first["next"]).json()
    assert ([item["id"] for item in second["items"]], second["next"]) == ([ids[0]], None)
    only = client.get(f"/api/v1/entries?account={account.id}&with_client=true&kind=call").json()
    assert [item["id"] for item in only["items"]] == [ids[1]]
    assert client.get("/api/v1/entries?account=zero").status_code == 404
    assert client.get("/api/v1/entries?limit=0").status_code == 422


def test_only_the_author_withdraws_an_entry_and_once(caller: Caller, account: Any) -> None:
    made = post(
        caller("seller"), "/entries", {"account": str(account.id), "kind": "note", "text": "x"}
    ).json()
    path = f"/entries/{made['id']}/withdraw"
    refused = post(caller("engineer"), path)
    assert (refused.status_code, refused.json()["detail"]) == (
        403,
        "An entry is withdrawn by who logged it. Ask its author.",
    )
    answer = post(caller("seller"), path)
    assert answer.status_code == 200
    assert answer.json()["withdrawn"]["by"] == made["author"]
    assert post(caller("seller"), path).status_code == 422
    assert post(caller("seller"), "/entries/999999999/withdraw").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "account_changed"}, "kind"),
        ({"text": " "}, "text"),
        ({"happened_at": "2026-03-04T09:00:00"}, "happened_at"),
        ({"happened_at": "2999-03-04T09:00:00Z"}, "happened_at"),
        ({"happened_at": "0001-01-01T00:00:00+01:00"}, "happened_at"),
        ({"happened_at": "0001-01-01T00:00:00-08:00"}, "happened_at"),
        ({"next_step": "call", "next_step_on": "0001-01-01"}, "next_step_on"),
        ({"minutes": 0}, "minutes"),
        ({"contacts": ["-1"]}, "contacts"),
        ({"people": ["999999999"]}, "people"),
        ({"direction": "sideways"}, "direction"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_what_cannot_be_taken_is_named_by_field(
    caller: Caller, account: Any, body: dict[str, Any], field: str
) -> None:
    answer = post(
        caller("seller"), "/entries", {"account": str(account.id), "kind": "note", "text": "x"} | body
    )
    assert answer.status_code == 422
    assert field in {error["field"].split(".")[-1] for error in answer.json()["errors"]}


def test_a_token_that_only_reads_logs_nothing(caller: Caller, account: Any) -> None:
    client = caller("seller", Scope.READ)
    assert client.get(f"/api/v1/entries?account={account.id}").status_code == 200
    answer = post(client, "/entries", {"account": str(account.id), "kind": "note", "text": "x"})
    assert answer.status_code == 403


def test_a_key_logs_once(caller: Caller, account: Any) -> None:
    client = caller("seller")
    body = {"account": str(account.id), "kind": "note", "text": "x"}
    first, second = (
        client.post(
            "/api/v1/entries", body, content_type="application/json", headers={"Idempotency-Key": "k1"}
        )
        for _ in range(2)
    )
    assert (first.status_code, first.json()) == (201, second.json())
    assert len(client.get(f"/api/v1/entries?account={account.id}").json()["items"]) == 1


def test_logging_a_call_takes_few_statements(
    caller: Caller, account: Any, ana: str, django_assert_num_queries: Any
) -> None:
    client = caller("seller")
    body = {"account": str(account.id), "kind": "call", "text": "x", "contacts": [ana]}
    post(client, "/entries", body)
    # Who calls (token, its use, who asks), then the command's seven and its savepoint.
    with django_assert_num_queries(3 + 7 + 1):
        assert post(client, "/entries", body).status_code == 201


@pytest.mark.parametrize("kind", ["%00", "no_such", "%ED%A0%80"])
def test_a_kind_that_there_is_not_is_refused(caller: Caller, kind: str) -> None:
    answer = caller("seller").get(f"/api/v1/entries?kind={kind}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["kind"]
