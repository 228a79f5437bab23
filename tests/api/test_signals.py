"""Signals and notifications by the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.history.commands import deliver_outbox

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


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(f"/api/v1{path}", body or {}, content_type="application/json")


def raised(client: Client, owned: Any, **more: Any) -> Any:
    body = {
        "account": str(owned.id),
        "kind": "severe_ticket",
        "severity": "serious",
        "text": "Alarms are silent.",
    }
    return post(client, "/signals", body | more)


def test_a_signal_goes_from_open_to_claimed_to_resolved(
    caller: Caller, account: Any, person: Callable[[str], Any]
) -> None:
    made = raised(caller("support_engineer"), account)
    assert (made.status_code, made.json()["state"], made.json()["source"]) == (201, "open", "api")
    signal = made.json()["id"]

    claimed = post(caller("account_manager"), f"/signals/{signal}/claim").json()
    assert (claimed["state"], claimed["claimed_by"]) == ("claimed", str(person("account_manager").id))
    lost = post(caller("seller"), f"/signals/{signal}/claim")
    assert (lost.status_code, lost.json()["type"]) == (409, "urn:dugout:taken")
    assert "Ines Duarte has claimed this signal." in lost.json()["detail"]

    end = {"outcome": "mended", "outcome_text": "Gateway replaced."}
    assert post(caller("seller"), f"/signals/{signal}/resolve", end).status_code == 403
    assert (
        post(
            caller("account_manager"), f"/signals/{signal}/resolve", {"outcome": "x", "outcome_text": "y"}
        ).status_code
        == 422
    )
    resolved = post(caller("account_manager"), f"/signals/{signal}/resolve", end).json()
    assert (resolved["state"], resolved["outcome"], resolved["outcome_text"]) == (
        "resolved",
        "mended",
        "Gateway replaced.",
    )
    assert post(caller("account_manager"), f"/signals/{signal}/resolve", end).status_code == 409


def test_a_claim_is_given_back_by_who_holds_it(caller: Caller, account: Any) -> None:
    signal = raised(caller("support_engineer"), account).json()["id"]
    post(caller("seller"), f"/signals/{signal}/claim")
    assert post(caller("engineer"), f"/signals/{signal}/release").status_code == 403
    assert post(caller("seller"), f"/signals/{signal}/release").json()["state"] == "open"


def test_a_second_report_adds_to_the_first(caller: Caller, account: Any) -> None:
    client = caller("support_engineer")
    first = raised(client, account, source_id="8841").json()
    second = raised(client, account, source_id="8841", severity="critical")
    assert (second.json()["id"], second.json()["reports"], second.json()["severity"]) == (
        first["id"],
        2,
        "critical",
    )
    third = post(client, f"/signals/{first['id']}/report", {"text": "Still."})
    assert third.json()["reports"] == 3


def test_signals_are_listed_worst_first_by_state_and_mine(caller: Caller, account: Any) -> None:
    client = caller("seller")
    watch = raised(client, account, severity="watch").json()["id"]
    serious = raised(client, account).json()["id"]
    post(client, f"/signals/{watch}/claim")

    def ids(query: str) -> list[str]:
        return [item["id"] for item in client.get(f"/api/v1/signals?{query}").json()["items"]]

    assert ids(f"account={account.id}") == [serious, watch]
    assert ids("state=open") == [serious]
    assert ids("mine=true") == [watch]
    assert client.get("/api/v1/signals?state=lost").status_code == 422
    page = client.get("/api/v1/signals?limit=1").json()
    assert [item["id"] for item in client.get(page["next"]).json()["items"]] == [watch]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"kind": "x"}, 422),
        ({"severity": "mild"}, 422),
        ({"text": ""}, 422),
        ({"account": "x"}, 404),
        ({"a": 1}, 422),
    ],
)
def test_a_signal_that_cannot_be_taken_is_refused(
    caller: Caller, account: Any, more: dict[str, Any], status: int
) -> None:
    assert raised(caller("seller"), account, **more).status_code == status


def test_the_owner_reads_that_they_were_told(caller: Caller, account: Any) -> None:
    raised(caller("support_engineer"), account)
    raised(caller("support_engineer"), account)
    deliver_outbox(at=timezone.now())
    client = caller("account_manager")
    newest, oldest = client.get("/api/v1/notifications?unread=true").json()["items"]
    assert (newest["entry_kind"], newest["account"], newest["read_at"]) == (
        "signal_raised",
        str(account.id),
        None,
    )
    assert post(client, f"/notifications/{newest['id']}/read").json()["read_at"] is not None
    assert post(caller("seller"), f"/notifications/{oldest['id']}/read").status_code == 404
    assert post(client, "/notifications/read-all").json() == {"read": 1}
    assert client.get("/api/v1/notifications?unread=true").json()["items"] == []
