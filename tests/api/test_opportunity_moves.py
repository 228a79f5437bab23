"""The way of an opportunity by the API: steps, commitment, the win, the loss, the win undone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.handoffs.models import Handoff
from dugout.revenue.models import Paper
from dugout.selling.models import WentOnWithout
from tests.api.asking import fields, get, post
from tests.selling.scene import Sale, a_sale, confirm, meet_gates_to_commitment, to_step, unmet, with_lines

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
DAY = "2026-03-03"


@pytest.fixture
def tom(caller: Caller) -> Client:
    return caller("seller")


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def ready(sale: Sale, by: Any, at: dt.datetime) -> Sale:
    """The sale at commitment, with lines."""
    with_lines(sale, by, at)
    to_step(sale, 6, by, at)
    return sale


def test_a_move_over_unmet_gates_names_each_and_takes_a_reason_for_each(tom: Client, sale: Sale) -> None:
    refused = post(tom, f"{sale.path}/move", {"to": 3})
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:dugout:gates-unmet")
    gates = {gate["id"]: gate for gate in get(tom, sale.path)["gates"] if gate["step"] < 3}
    assert fields(refused) == {f"gate-{one}" for one in gates}
    reasons = [{"gate": one, "reason": "They are in a hurry."} for one in gates]
    moved = post(tom, f"{sale.path}/move", {"to": 3, "reasons": reasons}, seen=1)
    assert (moved.status_code, moved.json()["step"], moved["ETag"]) == (200, 3, '"2"')
    assert {gate["without"] for gate in moved.json()["gates"] if gate["step"] < 3} == {"They are in a hurry."}
    assert WentOnWithout.objects.count() == 4


def test_a_met_gate_lets_pass(tom: Client, sale: Sale, by: Any, at: dt.datetime) -> None:
    confirm(sale, "agreed_to_questions", by, at)
    assert post(tom, f"{sale.path}/move", {"to": 2}).json()["step"] == 2


def test_going_back_is_free_and_stale_moves_are_refused(
    tom: Client, sale: Sale, by: Any, at: dt.datetime
) -> None:
    to_step(sale, 3, by, at)
    assert post(tom, f"{sale.path}/go-back", {"seen": 1}).status_code == 412
    assert post(tom, f"{sale.path}/go-back").json()["step"] == 2
    assert post(tom, f"{sale.path}/move", {"to": 1}).json()["step"] == 1
    assert post(tom, f"{sale.path}/go-back").status_code == 422
    assert post(tom, f"{sale.path}/move", {"to": 9}).status_code == 422
    assert (
        post(tom, f"{sale.path}/move", {"to": 2, "reasons": [{"gate": "x", "reason": "y"}]}).status_code
        == 404
    )


def test_going_on_without_wants_an_unmet_gate_and_a_reason(
    tom: Client, sale: Sale, by: Any, at: dt.datetime
) -> None:
    gate = get(tom, sale.path)["gates"][0]["id"]
    assert post(tom, f"{sale.path}/go-on-without", {"gate": gate, "reason": " "}).status_code == 422
    done = post(tom, f"{sale.path}/go-on-without", {"gate": gate, "reason": "They rang us."}).json()
    assert (done["step"], done["gates"][0]["without"], done["gates"][0]["met"]) == (1, "They rang us.", False)
    confirm(sale, "agreed_to_questions", by, at)
    met = post(tom, f"{sale.path}/go-on-without", {"gate": gate, "reason": "Again."})
    assert (met.status_code, met.json()["type"]) == (422, "urn:dugout:gate-met")
    assert post(tom, f"{sale.path}/go-on-without", {"gate": "999999", "reason": "x"}).status_code == 404


def test_commitment_is_asked_for_refused_asked_for_again_and_given(
    tom: Client, ready: Sale, by: Any, at: dt.datetime
) -> None:
    ask = {"contact": str(ready.contact.id), "day": DAY, "note": "By phone"}
    first = post(tom, f"{ready.path}/ask-commitment", ask)
    assert (first.status_code, first.json()["answer"]) == (201, "open")
    said = {"request": first.json()["id"], "answer": "refused", "day": DAY, "note": "Not this quarter"}
    refused = post(tom, f"{ready.path}/answer-commitment", said).json()
    assert (refused["outcome"], refused["step"]) == ("open", 6)
    assert [(one["answer"], one["note"]) for one in refused["commitment_requests"]] == [
        ("refused", "Not this quarter")
    ]
    assert post(tom, f"{ready.path}/answer-commitment", said).status_code == 422

    second = post(tom, f"{ready.path}/ask-commitment", ask).json()["id"]
    yes = {"request": second, "answer": "given", "day": DAY}
    won = post(tom, f"{ready.path}/answer-commitment", yes).json()
    assert (won["outcome"], won["closed_on"], won["step"], won["settled_at"]) == ("won", DAY, 7, None)
    assert [one["answer"] for one in won["commitment_requests"]] == ["refused", "given"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"contact": "999999"}, 422),
        ({"contact": "x"}, 404),
        ({"day": "2030-01-01"}, 422),
        ({"day": "31/02"}, 422),
        ({"note": "a\u0000"}, 422),
    ],
)
def test_a_request_for_commitment_that_cannot_be_is_refused(
    tom: Client, ready: Sale, change: dict[str, str], status: int
) -> None:
    ask = {"contact": str(ready.contact.id), "day": DAY} | change
    assert post(tom, f"{ready.path}/ask-commitment", ask).status_code == status


def test_a_win_drafts_papers_opens_the_hand_off_and_happens_once(
    tom: Client, caller: Caller, ready: Sale, person: Callable[[str], Any]
) -> None:
    post(tom, f"{ready.path}/add-member", {"person": str(person("other_seller").id)})
    body = {"contact": str(ready.contact.id), "day": DAY}
    won = post(tom, f"{ready.path}/win", body)
    assert (won.status_code, won.json()["outcome"]) == (200, "won")
    assert sorted(Paper.objects.values_list("kind", flat=True)) == ["contract", "order"]
    handoffs = get(tom, f"/handoffs?account={ready.account.id}")["items"]
    assert [(one["state"], one["opportunity"]) for one in handoffs] == [("draft", str(ready.row.id))]

    late = post(caller("other_seller"), f"{ready.path}/win", body)
    assert (late.status_code, late.json()["type"]) == (409, "urn:dugout:taken")
    assert "Tom Okafor closed Cold rooms already" in late.json()["detail"]
    assert Handoff.objects.count() == 1


def test_a_win_away_from_commitment_is_refused(tom: Client, sale: Sale) -> None:
    answer = post(tom, f"{sale.path}/win", {"contact": str(sale.contact.id), "day": DAY})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:dugout:not-at-commitment")
    moved = post(tom, f"{sale.path}/move", {"to": 7})
    assert (moved.status_code, moved.json()["type"]) == (422, "urn:dugout:commitment-needed")


def test_a_win_past_an_open_objection_is_refused(tom: Client, ready: Sale, by: Any, at: dt.datetime) -> None:
    WentOnWithout.objects.all().delete()
    post(tom, f"{ready.path}/objections", {"text": "Too dear"})
    answer = post(tom, f"{ready.path}/win", {"contact": str(ready.contact.id), "day": DAY})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:dugout:gates-unmet")
    assert "Too dear" in answer.json()["detail"]


@pytest.mark.parametrize(("verb", "outcome"), [("lose", "lost"), ("abandon", "abandoned")])
def test_a_sale_is_lost_or_given_up_with_a_reason_once(
    tom: Client, sale: Sale, verb: str, outcome: str
) -> None:
    assert post(tom, f"{sale.path}/{verb}", {"reason": " ", "day": DAY}).status_code == 422
    assert post(tom, f"{sale.path}/{verb}", {"reason": "Price", "day": "2030-01-01"}).status_code == 422
    done = post(tom, f"{sale.path}/{verb}", {"reason": "Price", "day": DAY}, seen=1).json()
    assert (done["outcome"], done["lost_reason"], done["closed_on"]) == (outcome, "Price", DAY)
    again = post(tom, f"{sale.path}/{verb}", {"reason": "Again", "day": DAY}, seen=1)
    assert (again.status_code, "Tom Okafor closed" in again.json()["detail"]) == (409, True)
    assert post(tom, f"{sale.path}/objections", {"text": "Late"}).status_code == 422


def test_only_a_manager_up_the_line_undoes_a_win(
    tom: Client, caller: Caller, ready: Sale, author: Callable[[str], Any]
) -> None:
    post(tom, f"{ready.path}/win", {"contact": str(ready.contact.id), "day": DAY})
    assert post(tom, f"{ready.path}/undo-win", {"reason": "They rang."}).status_code == 403
    colin = caller("sales_head")
    assert post(colin, f"{ready.path}/undo-win", {"reason": ""}).status_code == 422
    undone = post(colin, f"{ready.path}/undo-win", {"reason": "They rang."}).json()
    assert (undone["outcome"], undone["step"], undone["closed_on"]) == ("open", 6, None)
    assert (Paper.objects.count(), Handoff.objects.get().state) == (0, "withdrawn")
    assert post(colin, f"{ready.path}/undo-win", {"reason": "Again."}).status_code == 422


def test_the_whole_way_by_records_alone(tom: Client, sale: Sale, by: Any, at: dt.datetime) -> None:
    meet_gates_to_commitment(sale, by, at)
    assert [unmet(sale, step) for step in range(1, 6)] == [[]] * 5
    assert post(tom, f"{sale.path}/move", {"to": 6}).json()["step"] == 6
    asked = post(tom, f"{sale.path}/ask-commitment", {"contact": str(sale.contact.id), "day": DAY}).json()
    won = post(
        tom, f"{sale.path}/answer-commitment", {"request": asked["id"], "answer": "given", "day": DAY}
    ).json()
    assert (won["outcome"], [gate["met"] for gate in won["gates"] if gate["step"] == 6]) == (
        "won",
        [True] * 3,
    )
    assert WentOnWithout.objects.count() == 0


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("move", {"to": 2}), ("go-back", {}), ("go-on-without", {"gate": "1", "reason": "x"}),
        ("ask-commitment", {"contact": "1", "day": DAY}), ("win", {"contact": "1", "day": DAY}),
        ("answer-commitment", {"request": "1", "answer": "given", "day": DAY}),
        ("lose", {"reason": "x", "day": DAY}), ("abandon", {"reason": "x", "day": DAY}),
        ("undo-win", {"reason": "x"}), ("settle", {}),
        ("add-member", {"person": "1"}), ("remove-member", {"person": "1"}),
    ],
)  # fmt: skip
def test_a_stranger_moves_nothing(caller: Caller, sale: Sale, verb: str, body: dict[str, Any]) -> None:
    assert post(caller("engineer"), f"{sale.path}/{verb}", body).status_code == 403


def test_a_renewal_is_settled_and_new_business_is_not(
    tom: Client, ready: Sale, person: Callable[[str], Any], by: Any, at: dt.datetime
) -> None:
    renewal = a_sale(person("seller"), by, at, "renewal", next_step="Call", next_step_on=dt.date(2026, 12, 1))
    to_step(renewal, 4, by, at)
    for sale in (renewal, ready):
        post(tom, f"{sale.path}/win", {"contact": str(sale.contact.id), "day": DAY})
    assert post(tom, f"{renewal.path}/settle", seen=1).status_code == 412
    assert post(tom, f"{renewal.path}/settle").json()["settled_at"] is not None
    refused = post(tom, f"{ready.path}/settle")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:dugout:handoff-needed")
