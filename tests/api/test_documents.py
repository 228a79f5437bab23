"""The client document by the API: sections with If-Match, revisions, differences, what changed."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.client_document.models import Section
from dugout.people.terms import Scope
from dugout.versioned_text.models import Revision
from tests.client_document.accounts import account, other_account
from tests.client_document.scene import (
    OUR_PLANS,
    SALES_PLANS,
    hand_over,
    save,
    write_as_account_manager,
    write_as_seller,
)

__all__ = ["account", "other_account"]
pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]


@pytest.fixture
def written(account: Account, author: Callable[[str], Any], at: dt.datetime) -> Account:
    write_as_seller(account, author("seller"), at)
    hand_over(account, author("seller"), author("account_manager"), at + dt.timedelta(days=1))
    write_as_account_manager(account, author("account_manager"), at + dt.timedelta(days=2))
    return account


def path_of(account: Account, rest: str = "") -> str:
    return f"/api/v1/documents/{account.id}{rest}"


def put(client: Client, account: Account, key: str, seen: int | str | None, **body: Any) -> Any:
    return client.put(
        path_of(account, f"/sections/{key}"),
        json.dumps(body),
        content_type="application/json",
        headers={} if seen is None else {"If-Match": f'"{seen}"'},
    )


def post(client: Client, path: str, body: Any = None, seen: int | None = None) -> Any:
    headers = {} if seen is None else {"If-Match": f'"{seen}"'}
    return client.post(path, body or {}, content_type="application/json", headers=headers)


def test_a_document_is_read_whole(caller: Caller, written: Account) -> None:
    answer = caller("engineer").get(path_of(written))
    found = answer.json()
    assert answer.status_code == 200
    assert [section["key"] for section in found["sections"]][:3] == ["needs", "goals", "aspirations"]
    plans = next(section for section in found["sections"] if section["key"] == "plans")
    assert (plans["body"], plans["revision"]) == (OUR_PLANS, 2)
    assert (plans["saved"]["author_name"], plans["saved"]["side"], plans["saved"]["department"]) == (
        "Ines Duarte",
        "account_management",
        "Account Management",
    )
    assert [(need["kind"], need["state"]) for need in found["needs"]] == [
        ("need", "open"), ("need", "agreed"), ("need", "dropped"), ("aspiration", "open"),
    ]  # fmt: skip
    assert [goal["target"] for goal in found["goals"]] == ["€120k"]
    assert [promise["state"] for promise in found["promises"]] == ["kept", "open"]
    assert [(one["name"], one["roles"]) for one in found["decision_team"]] == [
        ("Marian Holt", ["economic_buyer"]),
        ("Dev Anand", ["technical", "user"]),
    ]
    assert (found["met"], len(found["checks"]), found["none_known"]) == (8, 10, [])
    assert (found["handed_over"]["from_name"], found["handed_over"]["to_name"]) == (
        "Tom Okafor",
        "Ines Duarte",
    )


def test_a_section_is_saved_on_the_revision_that_was_read(caller: Caller, account: Account) -> None:
    client = caller("seller")
    read = client.get(path_of(account, "/sections/plans"))
    assert (read.json()["body"], read.json()["saved"], read["ETag"]) == ("", None, '"0"')
    first = put(client, account, "plans", 0, body="Hull opens in May.", message="First call")
    assert (first.status_code, first["ETag"], first.json()["revision"]) == (200, '"1"', 1)
    assert first.json()["saved"]["message"] == "First call"
    second = put(client, account, "plans", 1, body="Hull opens in June.")
    assert (second["ETag"], second.json()["body"]) == ('"2"', "Hull opens in June.")
    again = put(client, account, "plans", 2, body="Hull opens in June.")
    assert (again.status_code, again["ETag"]) == (200, '"2"')
    assert Revision.objects.count() == 2


def test_without_if_match_nothing_is_saved(caller: Caller, account: Account) -> None:
    answer = put(caller("seller"), account, "plans", None, body="x")
    assert (answer.status_code, answer.json()["type"]) == (428, "urn:dugout:precondition-required")
    assert not Section.objects.exists()


@pytest.mark.parametrize("seen", [0, 2, "x", 10**12])
def test_a_stale_save_is_412_with_both_texts(
    caller: Caller, account: Account, author: Callable[[str], Any], at: dt.datetime, seen: int | str
) -> None:
    save(account, "plans", "Theirs.", 0, author("other_seller"), at)
    answer = put(caller("seller"), account, "plans", seen, body="Yours.", message="why")
    problem = answer.json()
    assert (answer.status_code, problem["type"], problem["status"]) == (412, "urn:dugout:stale", 412)
    assert answer["Content-Type"] == "application/problem+json"
    assert (problem["theirs"]["body"], problem["theirs"]["number"], problem["theirs"]["author"]) == (
        "Theirs.",
        1,
        "Hanna Weiss",
    )
    assert (problem["yours"]["body"], problem["yours"]["message"]) == ("Yours.", "why")
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"body": "a\0b"}, "body"), ({"body": "x" * 100_001}, "body"), ({"body": "x", "message": "a\nb"}, "message"),
        ({}, "body"), ({"body": "x", "more": 1}, "more"), ({"body": None}, "body"),
    ],
)  # fmt: skip
def test_a_section_that_cannot_be_kept_is_422_with_the_field(
    caller: Caller, account: Account, body: dict[str, Any], field: str
) -> None:
    answer = put(caller("seller"), account, "plans", 0, **body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_only_who_may_writes_and_everybody_reads(caller: Caller, written: Account) -> None:
    client = caller("engineer")
    refused = put(client, written, "plans", 2, body="x")
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:dugout:not-allowed")
    assert "the team of an open sale" in refused.json()["detail"]
    for verb in ("none-known", "withdraw-none-known", "restore"):
        path = path_of(written, f"/sections/plans/{verb}")
        assert post(client, path, {"revision": 1}, seen=2).status_code == 403
    assert client.get(path_of(written, "/sections/plans")).status_code == 200


def test_a_token_that_only_reads_does_not_write(caller: Caller, account: Account) -> None:
    client = caller("seller", Scope.READ)
    assert put(client, account, "plans", 0, body="x").status_code == 403
    assert client.get(path_of(account)).status_code == 200


@pytest.mark.parametrize(
    "rest", ["/sections/poems", "/sections/plans/revisions/3", "/sections/goals/revisions/1",
             "/sections/plans/diff?from=1&to=9", f"/sections/plans/revisions/{10**30}"],
)  # fmt: skip
def test_what_is_not_there_is_404(caller: Caller, written: Account, rest: str) -> None:
    assert caller("seller").get(path_of(written, rest)).status_code == 404


@pytest.mark.parametrize("number", ["999999999", "x", "9" * 40])
def test_the_document_of_no_account_is_404(caller: Caller, db: None, number: str) -> None:
    for rest in ("", "/changes", "/sections/plans", "/sections/plans/revisions"):
        assert caller("seller").get(f"/api/v1/documents/{number}{rest}").status_code == 404


def test_revisions_are_listed_newest_first_without_bodies_and_by_side(
    caller: Caller, written: Account
) -> None:
    client = caller("engineer")
    path = path_of(written, "/sections/plans/revisions")
    items = client.get(path).json()["items"]
    assert [(one["number"], one["body"], one["side"]) for one in items] == [
        (2, None, "account_management"), (1, None, "sales"),
    ]  # fmt: skip
    page = client.get(f"{path}?limit=1").json()
    assert [one["number"] for one in client.get(page["next"]).json()["items"]] == [1]
    assert [one["number"] for one in client.get(f"{path}?side=sales").json()["items"]] == [1]
    assert client.get(f"{path}?side=upside").status_code == 422
    assert client.get(f"{path}?limit=0").status_code == 422
    assert client.get(f"{path}/1").json()["body"] == SALES_PLANS


def test_any_two_revisions_are_compared_by_words(caller: Caller, written: Account) -> None:
    client = caller("engineer")
    found = client.get(path_of(written, "/sections/plans/diff?from=1&to=2")).json()
    assert found["pieces"][:4] == [
        {"kind": "same", "text": "Hull opens in "},
        {"kind": "removed", "text": "May"},
        {"kind": "added", "text": "June"},
        {"kind": "same", "text": ".\n\n- blast chillers\n- a second alarm desk"},
    ]
    assert (found["words_added"], found["words_removed"], found["replaced"]) == (1, 1, False)
    whole = client.get(path_of(written, "/sections/plans/diff")).json()
    assert (whole["older"], whole["newer"], [piece["kind"] for piece in whole["pieces"]]) == (0, 2, ["added"])
    assert client.get(path_of(written, "/sections/plans/diff?from=x")).status_code == 422


def test_a_revision_is_restored_as_a_new_one(caller: Caller, written: Account) -> None:
    client = caller("account_manager")
    path = path_of(written, "/sections/plans/restore")
    assert post(client, path, {"revision": 1}).status_code == 428
    stale = post(client, path, {"revision": 1}, seen=1)
    assert (stale.status_code, stale.json()["theirs"]["body"]) == (412, OUR_PLANS)
    assert post(client, path, {"revision": 7}, seen=2).status_code == 404
    restored = post(client, path, {"revision": 1}, seen=2)
    assert (restored.status_code, restored["ETag"], restored.json()["body"]) == (200, '"3"', SALES_PLANS)
    assert restored.json()["saved"]["message"] == "Restored revision 1"
    unwritten = path_of(written, "/sections/success_measures/restore")
    assert post(client, unwritten, {"revision": 1}, seen=0).status_code == 404


def test_none_known_is_answered_withdrawn_and_refused_elsewhere(caller: Caller, account: Account) -> None:
    client = caller("seller")
    for key, verb, left in (
        ("risks", "none-known", ["risks"]), ("promises", "none-known", ["promises", "risks"]),
        ("risks", "withdraw-none-known", ["promises"]), ("risks", "withdraw-none-known", ["promises"]),
    ):  # fmt: skip
        assert post(client, path_of(account, f"/sections/{key}/{verb}")).status_code == 200
        assert client.get(path_of(account)).json()["none_known"] == left
    refused = post(client, path_of(account, "/sections/needs/none-known"))
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:dugout:refused")


def test_what_changed_since_the_handoff_by_everybody_and_by_a_side(caller: Caller, written: Account) -> None:
    client = caller("engineer")
    found = client.get(path_of(written, "/changes")).json()
    assert (found["tag"]["name"], found["more"]) == ("handed over", False)
    assert [(one["key"], one["older"], one["newer"]) for one in found["sections"]] == [
        ("plans", 1, 2), ("risks", 0, 1),
    ]  # fmt: skip
    assert [one["sentence"] for one in found["items"]] == ["Risks: “none known” withdrawn"]
    ours = client.get(path_of(written, "/changes?side=account_management")).json()
    assert [one["key"] for one in ours["sections"]] == ["risks", "plans"]
    sales = client.get(path_of(written, "/changes?side=sales")).json()
    assert (sales["sections"], sales["items"]) == ([], [])
    assert client.get(path_of(written, "/changes?side=both")).status_code == 422


def test_before_a_handoff_nothing_is_since_it(caller: Caller, account: Account) -> None:
    answer = caller("seller").get(path_of(account, "/changes"))
    assert answer.json() == {"tag": None, "sections": [], "items": [], "more": False}
