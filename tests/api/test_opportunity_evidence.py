"""What gates ask for, by the API: each written down, answered, withdrawn."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.client_document.models import Need
from tests.api.asking import get, post
from tests.selling.scene import DAY, Sale, a_sale, unmet, with_lines

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]


@pytest.fixture
def tom(caller: Caller) -> Client:
    return caller("seller")


def test_a_confirmation_is_written_down_and_withdrawn(
    tom: Client, sale: Sale, person: Callable[[str], Any]
) -> None:
    body = {
        "kind": "agreed_to_questions",
        "contact": str(sale.contact.id),
        "day": "2026-03-03",
        "note": "Gladly",
    }
    answer = post(tom, f"{sale.path}/confirmations", body)
    made = answer.json()
    assert (answer.status_code, made["by"], made["note"]) == (201, str(person("seller").id), "Gladly")
    assert unmet(sale, 1) == []
    assert get(tom, sale.path)["confirmations"] == [made]
    assert post(tom, f"{sale.path}/confirmations/{made['id']}/withdraw").status_code == 204
    assert unmet(sale, 1) == ["agreed_to_questions"]
    assert post(tom, f"{sale.path}/confirmations/{made['id']}/withdraw").status_code == 404


def test_a_concern_counts_with_answer_and_proof(tom: Client, sale: Sale) -> None:
    made = post(tom, f"{sale.path}/concerns", {"text": "Too small", "contact": str(sale.contact.id)}).json()
    assert (made["contact"], unmet(sale, 4)) == (str(sale.contact.id), ["concerns_answered"])
    path = f"{sale.path}/concerns/{made['id']}/answer"
    assert post(tom, path, {"answer": "We grew", "proof": ""}).status_code == 422
    assert post(tom, path, {"answer": "We grew", "proof": "Annual report"}).json()["proof"] == "Annual report"
    assert unmet(sale, 4) == []


def test_a_need_is_matched_to_a_line_with_the_reaction(
    tom: Client, sale: Sale, author: Callable[[str], Any], at: dt.datetime
) -> None:
    line, _ = with_lines(sale, author("seller"), at)
    need = Need.objects.create(account=sale.account, text="Cold", state="agreed", day=DAY)
    body = {"need": str(need.id), "line": str(line.id), "reaction": "It fits"}
    made = post(tom, f"{sale.path}/need-matches", body)
    assert (made.status_code, unmet(sale, 5)) == (201, ["price_known"])
    again = post(tom, f"{sale.path}/need-matches", body | {"reaction": "Nearly"}).json()
    assert (again["id"], again["reaction"]) == (made.json()["id"], "Nearly")
    assert post(tom, f"{sale.path}/need-matches", body | {"need": "999999"}).status_code == 422
    assert post(tom, f"{sale.path}/need-matches", body | {"line": "999999"}).status_code == 422
    assert post(tom, f"{sale.path}/need-matches", body | {"reaction": " "}).status_code == 422


def test_an_objection_is_answered(tom: Client, sale: Sale) -> None:
    made = post(tom, f"{sale.path}/objections", {"text": "Too dear"}).json()
    assert unmet(sale, 6) == ["commitment_asked", "commitment_given", "objections_answered"]
    assert post(tom, f"{sale.path}/objections/{made['id']}/answer", {"answer": "It lasts"}).status_code == 200
    assert "objections_answered" not in unmet(sale, 6)


def test_a_request_for_commitment_is_withdrawn_unless_it_was_given(
    tom: Client, sale: Sale, author: Callable[[str], Any], at: dt.datetime
) -> None:
    from tests.selling.scene import to_step

    to_step(sale, 6, author("seller"), at)
    ask = {"contact": str(sale.contact.id), "day": "2026-03-03"}
    first = post(tom, f"{sale.path}/ask-commitment", ask).json()["id"]
    assert post(tom, f"{sale.path}/commitment-requests/{first}/withdraw").status_code == 204
    second = post(tom, f"{sale.path}/ask-commitment", ask).json()["id"]
    post(tom, f"{sale.path}/win", {"request": second, "day": "2026-03-03"})
    assert post(tom, f"{sale.path}/commitment-requests/{second}/withdraw").status_code == 422


def test_evidence_of_another_opportunity_is_not_there(
    tom: Client, sale: Sale, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    other = a_sale(person("seller"), author("seller"), at)
    concern = post(tom, f"{other.path}/concerns", {"text": "Too small"}).json()["id"]
    objection = post(tom, f"{other.path}/objections", {"text": "Too dear"}).json()["id"]
    answer = {"answer": "We grew", "proof": "Report"}
    assert post(tom, f"{sale.path}/concerns/{concern}/answer", answer).status_code == 404
    assert post(tom, f"{sale.path}/objections/{objection}/answer", {"answer": "x"}).status_code == 404
    assert post(tom, f"{sale.path}/concerns/{concern}/withdraw").status_code == 404
    assert post(tom, f"{sale.path}/thoughts/{concern}/withdraw").status_code == 422


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("confirmations", {"kind": "budget", "contact": "1", "day": "2026-03-03"}),
        ("confirmations", {"kind": "price_known", "contact": "999999", "day": "2026-03-03"}),
        ("confirmations", {"kind": "price_known", "contact": "CONTACT", "day": "2030-01-01"}),
        ("concerns", {"text": ""}),
        ("concerns", {"text": "x" * 4001}),
        ("concerns", {"text": "x", "contact": "999999"}),
        ("objections", {"text": "half \ud800"}),
    ],
)
def test_evidence_that_cannot_be_kept_is_refused(
    tom: Client, sale: Sale, what: str, body: dict[str, str]
) -> None:
    body = {key: value.replace("CONTACT", str(sale.contact.id)) for key, value in body.items()}
    assert post(tom, f"{sale.path}/{what}", body).status_code == 422


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("confirmations", {"kind": "price_known", "contact": "1", "day": "2026-03-03"}),
        ("concerns", {"text": "x"}), ("concerns/1/answer", {"answer": "x", "proof": "y"}),
        ("need-matches", {"need": "1", "line": "1", "reaction": "x"}), ("objections", {"text": "x"}),
        ("objections/1/answer", {"answer": "x"}), ("concerns/1/withdraw", {}),
    ],
)  # fmt: skip
def test_a_stranger_writes_no_evidence(caller: Caller, sale: Sale, path: str, body: dict[str, str]) -> None:
    assert post(caller("engineer"), f"{sale.path}/{path}", body).status_code == 403
