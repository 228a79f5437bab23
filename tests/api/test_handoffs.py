"""Hand-offs by the API: read, debrief, submit, accept, return, withdraw, another receiver."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.accounts.models import Account
from dugout.handoffs.models import Acceptance, Handoff
from tests.api.asking import fields, get, post, send
from tests.handoffs.scene import submitted, won
from tests.selling.scene import a_prospect

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
WHY = {"reasons": [{"gate": "terms", "text": "The discount is not explained."}]}


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def draft(person: Callable[[str], Any], author: Callable[[str], Any], now: dt.datetime) -> Handoff:
    return won(person("seller"), author("seller"), now)


@pytest.fixture
def sent(person: Callable[[str], Any], author: Callable[[str], Any], now: dt.datetime) -> Handoff:
    return submitted(person("seller"), author("seller"), now, name="Brightwater Foods")


def test_everybody_reads_a_hand_off_whole(
    caller: Caller, sent: Handoff, person: Callable[[str], Any]
) -> None:
    client = caller("engineer")
    answer = client.get(f"/api/v1/handoffs/{sent.id}")
    read = answer.json()
    assert (answer["ETag"], read["state"], read["completeness"]) == ('"2"', "submitted", 100)
    assert (read["from_person"], read["receiver"], read["pool"]) == (
        str(person("seller").id), None, str(sent.pool_id),
    )  # fmt: skip
    assert [gate["key"] for gate in read["gates"]] == ["goals", "plans", "promises", "terms", "people"]
    assert len(read["answers"]) == 14
    assert (read["clock"]["kind"], read["clock"]["hours"]) == ("answer", 16)
    assert client.get("/api/v1/handoffs/999999").status_code == 404


def test_hand_offs_are_listed_by_state_account_and_what_is_mine(
    caller: Caller, draft: Handoff, sent: Handoff
) -> None:
    def ids(key: str, query: str) -> list[str]:
        return [one["id"] for one in get(caller(key), f"/handoffs?{query}")["items"]]

    assert ids("engineer", "") == [str(sent.id), str(draft.id)]
    assert ids("engineer", "state=draft") == [str(draft.id)]
    assert ids("engineer", f"account={sent.account_id}") == [str(sent.id)]
    assert ids("engineer", "mine=true") == []
    assert ids("account_manager", "mine=true&state=submitted") == [str(sent.id)]
    assert caller("engineer").get("/api/v1/handoffs?state=lost").status_code == 422
    first = get(caller("engineer"), "/handoffs?limit=1")
    assert [one["id"] for one in caller("engineer").get(first["next"]).json()["items"]] == [str(draft.id)]


def test_one_answer_is_written_from_the_version_that_was_read(caller: Caller, draft: Handoff) -> None:
    tom, path = caller("seller"), f"/handoffs/{draft.id}/answers/goals"
    assert send(tom, "PATCH", path, {"text": "Peace at night."}).status_code == 428
    done = send(tom, "PATCH", path, {"text": "Peace at night."}, seen=1)
    assert (done.status_code, done["ETag"], done.json()["text"]) == (200, '"2"', "Peace at night.")
    stale = send(tom, "PATCH", path, {"text": "One system."}, seen=1)
    assert stale.status_code == 412
    assert (stale.json()["theirs"]["text"], stale.json()["yours"]["text"]) == (
        "Peace at night.",
        "One system.",
    )
    assert fields(send(tom, "PATCH", path, {"text": "x" * 10_001}, seen=2)) == {"text"}
    assert (
        send(tom, "PATCH", f"/handoffs/{draft.id}/answers/colour", {"text": "x"}, seen=1).status_code == 422
    )
    assert send(caller("account_manager"), "PATCH", path, {"text": "x"}, seen=2).status_code == 403


def test_submitting_names_every_gate_that_is_open(caller: Caller, draft: Handoff) -> None:
    answer = post(caller("seller"), f"/handoffs/{draft.id}/submit")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:dugout:gates-open")
    assert fields(answer) == {"goals", "plans", "promises"}
    assert post(caller("account_manager"), f"/handoffs/{draft.id}/submit").status_code == 403


def test_a_hand_off_is_returned_with_a_reason_for_a_gate_mended_and_submitted_again(
    caller: Caller, sent: Handoff
) -> None:
    ines, tom = caller("account_manager"), caller("seller")
    assert fields(post(ines, f"/handoffs/{sent.id}/return", {"reasons": []})) == {"reasons"}
    wrong = {"reasons": [{"gate": "luck", "text": "x"}, {"gate": "terms", "text": " "}]}
    assert fields(post(ines, f"/handoffs/{sent.id}/return", wrong)) == {"reasons", "reason_terms"}
    back = post(ines, f"/handoffs/{sent.id}/return", WHY, seen=2).json()
    assert (back["state"], back["clock"]["kind"], back["version"]) == ("returned", "mend", 3)
    assert (
        post(caller("other_account_manager"), f"/handoffs/{sent.id}/return", WHY, seen=2).status_code == 409
    )
    again = post(tom, f"/handoffs/{sent.id}/submit", {"seen": 3}).json()
    assert (again["state"], again["version"]) == ("submitted", 4)


def test_a_hand_off_is_accepted_once(caller: Caller, sent: Handoff, person: Callable[[str], Any]) -> None:
    ines, priya = caller("account_manager"), caller("other_account_manager")
    assert post(caller("seller"), f"/handoffs/{sent.id}/accept").status_code == 403
    assert post(ines, f"/handoffs/{sent.id}/accept", {"seen": 1}).status_code == 412
    done = post(ines, f"/handoffs/{sent.id}/accept", seen=2)
    assert (done.status_code, done.json()["by"]) == (200, str(person("account_manager").id))
    late = post(priya, f"/handoffs/{sent.id}/accept", seen=2)
    assert (late.status_code, late.json()["type"]) == (409, "urn:dugout:taken")
    assert late.json()["detail"].startswith("Ines Duarte accepted this hand-off on ")
    assert Acceptance.objects.count() == 1
    assert Account.objects.get(id=sent.account_id).owner == person("account_manager")


def test_a_repeated_acceptance_with_the_same_key_is_answered_alike(caller: Caller, sent: Handoff) -> None:
    ines = caller("account_manager")
    headers = {"Idempotency-Key": "accept-1"}
    path = f"/api/v1/handoffs/{sent.id}/accept"
    first = ines.post(path, {}, content_type="application/json", headers=headers)
    again = ines.post(path, {}, content_type="application/json", headers=headers)
    assert (first.status_code, again.status_code, first.json()) == (200, 200, again.json())
    assert again["Idempotency-Replayed"] == "true"


def test_a_hand_off_is_withdrawn_with_a_reason(caller: Caller, sent: Handoff) -> None:
    tom = caller("seller")
    assert fields(post(tom, f"/handoffs/{sent.id}/withdraw", {"reason": " "})) == {"reason"}
    assert (
        post(caller("account_manager"), f"/handoffs/{sent.id}/withdraw", {"reason": "x"}).status_code == 403
    )
    gone = post(tom, f"/handoffs/{sent.id}/withdraw", {"reason": "They wait."}).json()
    assert (gone["state"], gone["clock"]) == ("withdrawn", None)
    assert post(tom, f"/handoffs/{sent.id}/submit").status_code == 422


def test_anyone_names_another_receiver_with_a_reason(
    caller: Caller, draft: Handoff, person: Callable[[str], Any]
) -> None:
    client, path = caller("engineer"), f"/handoffs/{draft.id}/choose-receiver"
    assert post(client, path, {"person": str(person("account_manager").id), "reason": ""}).status_code == 422
    chosen = post(
        client, path, {"person": str(person("account_manager").id), "reason": "She knows them."}
    ).json()
    assert (chosen["receiver"], chosen["pool"], chosen["receiver_because"]) == (
        str(person("account_manager").id), None, "Daniel Brandt chose: She knows them.",
    )  # fmt: skip


def test_a_hand_off_is_opened_by_hand_once(
    caller: Caller, person: Callable[[str], Any], now: dt.datetime
) -> None:
    account = a_prospect(person("seller"), now)
    body = {"account": str(account.id)}
    assert post(caller("engineer"), "/handoffs", body).status_code == 403
    made = post(caller("seller"), "/handoffs", body)
    assert (made.status_code, made.json()["state"], made.json()["opportunity"]) == (201, "draft", None)
    assert post(caller("seller"), "/handoffs", body).status_code == 409
    assert post(caller("seller"), "/handoffs", {"account": "999999"}).status_code == 404
