"""A snapshot by the API: the fields by the book's words; 404 for none; read by every token."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.history.terms import Author
from dugout.people.terms import Scope
from tests.overview.scene import client

pytestmark = pytest.mark.django_db
Asks = Callable[[str], Any]
Caller = Callable[..., Browser]


def test_it_says_where_a_client_stands(
    caller: Caller, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    made = client(person, author, at)
    found = caller("engineer", Scope.READ).get(f"/api/v1/accounts/{made.account.id}/snapshot").json()
    ines = {"id": str(person("account_manager").id), "name": "Ines Duarte"}
    assert found["account"] == {"id": str(made.account.id), "name": "Aurelia Biobank"}
    assert (found["stage"], found["stage_since"], found["phase"]) == ("client", "2026-03-04", "growth")
    assert (found["owner"], found["client_since"]) == (ines, "2026-03-04")
    assert (found["arr"], found["renewal_on"]) == ({"minor": 676_800, "currency": "EUR"}, "2029-03-04")
    assert found["managed_since"] == "2026-03-04T09:00:00Z"
    (sale,) = found["where"]
    assert (sale["name"], sale["step"], sale["of"], sale["next_step"]) == (
        "Second site 0",
        1,
        5,
        "Send the drawing",
    )
    assert (found["last_contact_at"], found["last_proper_conversation_at"]) == ("2026-03-04T09:00:00Z",) * 2
    spoke = {one["department"]: one["last_proper_conversation_at"] for one in found["by_department"]}
    assert spoke == {
        "Account Management": "2026-03-04T09:00:00Z", "Finance": "2026-03-04T09:00:00Z", "Support": None,
    }  # fmt: skip
    (signal,) = found["open_signals"]
    assert (signal["kind"], signal["severity"], signal["claimed_by"]) == (
        "installation_trouble",
        "serious",
        None,
    )
    (promise,) = found["open_promises"]
    assert (promise["text"], promise["by"], promise["to"]) == ("Spare probe 0", "Ines Duarte", "Dev Anand 0")
    assert (found["handoff"]["state"], found["handoff"]["from_person"]) == ("accepted", "Tom Okafor")
    assert [one["status"] for one in found["contracts"]] == ["active"]
    assert [one["status"] for one in found["orders"]] == ["draft"]


def test_it_has_a_name_of_its_own(
    caller: Caller, author: Callable[[str], Author], at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add_account(values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at)
    calls = caller("seller", Scope.READ)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    by_account, by_name = (
        calls.get(f"/api/v1/{path}") for path in (f"accounts/{made.id}/snapshot", f"snapshots/{made.id}")
    )
    assert by_account.json() == by_name.json()
    found = by_name.json()
    assert (found["owner"], found["renewal_on"], found["last_contact_at"], found["handoff"]) == (None,) * 4
    assert (found["where"], found["open_signals"], found["contracts"]) == ([], [], [])
    assert found["arr"] == {"minor": 0, "currency": "EUR"}


@pytest.mark.parametrize("account", ["999999", "nothing", "-1", "1e3"])
def test_of_no_account_there_is_none(account: str, caller: Caller) -> None:
    answer = caller("seller", Scope.READ).get(f"/api/v1/accounts/{account}/snapshot")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_nobody_reads_it_without_a_token(author: Callable[[str], Author], at: dt.datetime) -> None:
    made = add_account(values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at)
    assert Browser().get(f"/api/v1/accounts/{made.id}/snapshot").status_code == 401


@pytest.mark.parametrize("of_each", [1, 3])
def test_it_takes_the_same_statements_however_much_there_is(
    of_each: int, caller: Caller, person: Asks, author: Callable[[str], Author], at: dt.datetime,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    made = client(person, author, at, of_each=of_each)
    calls = caller("engineer", Scope.READ)
    # The token, its use, who asks; then the snapshot's eight.
    with django_assert_num_queries(11):
        assert calls.get(f"/api/v1/accounts/{made.account.id}/snapshot").status_code == 200
