"""Needs, goals and promises by the API: every action, every refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.accounts.models import Account
from dugout.client_document.models import Goal, Need, Promise
from dugout.history.models import Entry
from tests.client_document.accounts import account, add_contact, other_account

__all__ = ["account", "other_account"]
pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
RESOURCES = ("needs", "goals", "promises")
BODIES: dict[str, dict[str, Any]] = {
    "needs": {"text": "One alarm desk.", "horizon": "long", "day": "2026-03-01"},
    "goals": {"text": "Cut write-offs.", "measure": "A year", "target": "€120k", "due_on": "2027-01-01"},
    "promises": {"text": "Quiet hours.", "made_on": "2026-03-01", "due_on": "2026-04-01"},
}


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(f"/api/v1{path}", body or {}, content_type="application/json")


def patch(client: Client, path: str, body: Any, seen: int | str | None) -> Any:
    headers = {} if seen is None else {"If-Match": f'"{seen}"'}
    return client.patch(f"/api/v1{path}", body, content_type="application/json", headers=headers)


@pytest.fixture
def added(caller: Caller, account: Account) -> dict[str, str]:
    """One record of each resource, by its path."""
    client = caller("seller")
    made = {}
    for resource, body in BODIES.items():
        answer = post(client, f"/{resource}", {"account": str(account.id), **body})
        assert answer.status_code == 201
        made[resource] = f"/{resource}/{answer.json()['id']}"
    return made


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_record_is_added_read_and_listed(
    caller: Caller, account: Account, other_account: Account, added: dict[str, str], resource: str
) -> None:
    client = caller("engineer")
    read = client.get(f"/api/v1{added[resource]}")
    assert (read.status_code, read["ETag"], read.json()["version"]) == (200, '"1"', 1)
    assert read.json() | BODIES[resource] == read.json()
    assert read.json()["account"] == str(account.id)
    for query, count in (("", 1), (f"?account={account.id}", 1), (f"?account={other_account.id}", 0)):
        items = client.get(f"/api/v1/{resource}{query}").json()["items"]
        assert items == [read.json()][:count]


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_record_is_changed_on_the_version_that_was_read(
    caller: Caller, added: dict[str, str], resource: str
) -> None:
    client = caller("seller")
    path = added[resource]
    assert patch(client, path, {"text": "Other."}, None).status_code == 428
    changed = patch(client, path, {"text": "Other."}, 1)
    assert (changed.status_code, changed["ETag"], changed.json()["text"]) == (200, '"2"', "Other.")
    rest = {name: value for name, value in BODIES[resource].items() if name != "text"}
    assert changed.json() | rest == changed.json()
    stale = patch(client, path, {"text": "Late."}, 1)
    problem = stale.json()
    assert (stale.status_code, problem["theirs"]["text"], problem["yours"]["text"]) == (
        412,
        "Other.",
        "Late.",
    )
    assert (problem["theirs"]["version"], problem["yours"]["version"]) == (2, 1)
    unchanged = patch(client, path, {"text": "Other."}, 2)
    assert (unchanged.status_code, unchanged["ETag"]) == (200, '"2"')


@pytest.mark.parametrize(
    ("resource", "body", "field"),
    [
        ("needs", {"text": " "}, "text"),
        ("needs", {"text": "x" * 2001}, "text"),
        ("needs", {"text": "x", "horizon": "medium"}, "horizon"),
        ("needs", {"text": "x", "owner": "999999999"}, "owner"),
        ("needs", {"text": "x", "source_entry": "999999999"}, "source_entry"),
        ("needs", {"text": "x", "day": "2999-01-01"}, "day"),
        ("goals", {"text": ""}, "text"),
        ("goals", {"text": "x", "target": "a\nb"}, "target"),
        ("goals", {"text": "x", "state": "done"}, "state"),
        ("goals", {"text": "x", "due_on": "31/02"}, "due_on"),
        ("promises", {"text": "\0"}, "text"),
        ("promises", {"text": "x", "made_on": "2999-01-01"}, "made_on"),
        ("promises", {"text": "x", "made_on": None}, "made_on"),
        ("promises", {"text": "x", "by": None}, "by"),
        ("promises", {"text": "x", "by": "999999999"}, "by"),
        ("promises", {"text": "x", "made_on": "2026-03-02", "due_on": "2026-03-01"}, "due_on"),
        ("promises", {"text": "x", "state": "kept"}, "state"),
    ],
)
def test_a_record_that_cannot_be_kept_is_422_with_the_field(
    caller: Caller, account: Account, resource: str, body: dict[str, Any], field: str
) -> None:
    answer = post(caller("seller"), f"/{resource}", {"account": str(account.id), **body})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {field}
    assert not Entry.objects.filter(account=account).exists()


def test_what_a_promise_names_stands_on_its_account(
    caller: Caller, account: Account, other_account: Account, person: Callable[[str], Any]
) -> None:
    ana, stranger = add_contact(account, "Ana Ruiz"), add_contact(other_account, "Petra Szabó")
    body = {"account": str(account.id), **BODIES["promises"]}
    made = post(caller("seller"), "/promises", body | {"to_contact": str(ana.id)}).json()
    assert (made["to_contact"], made["by"], made["state"]) == (str(ana.id), str(person("seller").id), "open")
    refused = post(caller("seller"), "/promises", body | {"to_contact": str(stranger.id)})
    assert [error["field"] for error in refused.json()["errors"]] == ["to_contact"]
    nobody = patch(caller("seller"), f"/promises/{made['id']}", {"to_contact": None}, 1)
    assert nobody.json()["to_contact"] is None


@pytest.mark.parametrize(("resource", "model"), [("needs", Need), ("goals", Goal), ("promises", Promise)])
def test_only_who_may_writes(
    caller: Caller, account: Account, added: dict[str, str], resource: str, model: Any
) -> None:
    client = caller("engineer")
    body = {"account": str(account.id), **BODIES[resource]}
    assert post(client, f"/{resource}", body).status_code == 403
    assert patch(client, added[resource], {"text": "Mine."}, 1).status_code == 403
    assert model.objects.get().version == 1


@pytest.mark.parametrize("resource", RESOURCES)
def test_an_absent_record_or_account_is_404(caller: Caller, account: Account, resource: str) -> None:
    client = caller("seller")
    for gone in ("999999999", "x"):
        assert client.get(f"/api/v1/{resource}/{gone}").status_code == 404
        assert patch(client, f"/{resource}/{gone}", {"text": "x"}, 1).status_code == 404
        assert post(client, f"/{resource}", {"account": gone, **BODIES[resource]}).status_code == 404
    assert client.get(f"/api/v1/{resource}?account=x").status_code == 404


def test_a_need_moves_between_its_states_as_the_rule_lets_it(caller: Caller, added: dict[str, str]) -> None:
    client = caller("seller")
    assert patch(client, added["needs"], {"state": "dropped"}, 1).json()["state"] == "dropped"
    refused = patch(client, added["needs"], {"state": "met"}, 2)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "state")
    assert patch(client, added["needs"], {"state": "open"}, 2).json()["version"] == 3


def test_a_goal_keeps_each_current_value_in_history(caller: Caller, added: dict[str, str]) -> None:
    client = caller("seller")
    for version, value in ((1, "€200k"), (2, "€168k")):
        patch(client, added["goals"], {"current": value, "state": "on_track"}, version)
    changes = Entry.objects.filter(kind="goal_changed").order_by("id")
    assert [(entry.before["current"], entry.after["current"]) for entry in changes] == [
        ("", "€200k"), ("€200k", "€168k"),
    ]  # fmt: skip
    assert {entry.source for entry in changes} == {"api"}


def test_a_promise_is_kept_once_and_opened_again(caller: Caller, added: dict[str, str]) -> None:
    client = caller("seller")
    path = added["promises"]
    kept = post(client, f"{path}/keep").json()
    assert (kept["state"], kept["settled_by"] is not None, kept["version"]) == ("kept", True, 2)
    late = post(client, f"{path}/break")
    assert (late.status_code, late.json()["type"]) == (409, "urn:dugout:taken")
    assert "Tom Okafor has marked this promise kept." in late.json()["detail"]
    assert patch(client, path, {"text": "Other."}, 2).status_code == 422
    opened = post(client, f"{path}/reopen").json()
    assert (opened["state"], opened["settled_by"], opened["settled_at"]) == ("open", None, None)
    assert post(client, f"{path}/reopen").status_code == 422
    assert post(client, f"{path}/break").json()["state"] == "broken"
    assert client.get("/api/v1/promises?state=broken").json()["items"][0]["version"] == 4
    assert client.get("/api/v1/promises?state=kept").json()["items"] == []
    assert client.get("/api/v1/promises?state=lost").status_code == 422


def test_who_made_a_promise_settles_it_and_who_did_not_does_not(
    caller: Caller, account: Account, added: dict[str, str], person: Callable[[str], Any]
) -> None:
    account.owner = person("account_manager")
    account.save()
    assert post(caller("engineer"), f"{added['promises']}/keep").status_code == 403
    assert patch(caller("seller"), added["promises"], {"text": "Other."}, 1).status_code == 403
    assert post(caller("seller"), f"{added['promises']}/keep").json()["state"] == "kept"
    assert post(caller("engineer"), f"{added['promises']}/reopen").status_code == 403
    assert post(caller("account_manager"), f"{added['promises']}/reopen").json()["state"] == "open"


@pytest.mark.parametrize("verb", ["keep", "break", "reopen"])
def test_an_absent_promise_is_not_settled(caller: Caller, db: None, verb: str) -> None:
    assert post(caller("seller"), f"/promises/999999999/{verb}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("resource", RESOURCES)
def test_a_list_takes_one_query_of_its_own(
    caller: Caller, account: Account, rows: int, resource: str, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        post(caller("seller"), f"/{resource}", {"account": str(account.id), **BODIES[resource]})
    client = caller("engineer")
    client.get(f"/api/v1/{resource}")
    with django_assert_num_queries(alone(client) + 1):
        assert len(client.get(f"/api/v1/{resource}").json()["items"]) == rows


def alone(client: Client) -> int:
    """The queries that the token itself takes: those of a request for no record."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/api/v1/goals/x").status_code == 404
    return len(asked)
