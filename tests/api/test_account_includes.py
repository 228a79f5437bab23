"""An account with its lists in one call: each is the first page that the list itself would answer."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.api.account_includes import MOST
from tests.accounts.conftest import account, adding
from tests.api.asking import fields, get, post

__all__ = ["account", "adding"]
pytestmark = pytest.mark.django_db
LISTS = ("entries", "contacts", "opportunities")
ALL = "&".join(f"include={name}" for name in LISTS)


@pytest.fixture
def tom(caller: Callable[..., Client]) -> Client:
    return caller("seller")


def fill(tom: Client, account_id: int, times: int) -> None:
    for n in range(times):
        body = {"account": str(account_id), "kind": "note", "text": f"Note {n}"}
        assert post(tom, "/entries", body).status_code == 201
        contact = {"account": str(account_id), "family_name": f"Name {n}", "roles": ["champion"]}
        assert post(tom, "/contacts", contact).status_code == 201
        sale = {"account": str(account_id), "name": f"Sale {n}"}
        assert post(tom, "/opportunities", sale).status_code == 201


def test_without_being_asked_for_no_list_comes_along(tom: Client, account: Any) -> None:
    assert not set(LISTS) & get(tom, f"/accounts/{account.id}").keys()


def test_each_list_is_the_first_page_that_it_would_answer_itself(tom: Client, account: Any) -> None:
    fill(tom, account.id, 2)
    lost = post(tom, "/opportunities", {"account": str(account.id), "name": "Gone"}).json()
    because = {"reason": "Price", "day": lost["opened_on"]}
    assert post(tom, f"/opportunities/{lost['id']}/lose", because).status_code == 200
    shown = get(tom, f"/accounts/{account.id}?{ALL}")
    alone = {
        "entries": get(tom, f"/entries?account={account.id}&limit={MOST}"),
        "contacts": get(tom, f"/contacts?account={account.id}"),
        "opportunities": get(tom, f"/opportunities?account={account.id}&outcome=open"),
    }
    assert {name: shown[name] for name in LISTS} == alone
    assert [len(shown[name]["items"]) for name in LISTS[1:]] == [2, 2]
    assert {name: value for name, value in shown.items() if name not in LISTS} == get(
        tom, f"/accounts/{account.id}"
    )


def test_next_of_an_included_list_leads_on_to_the_rest(tom: Client, account: Any) -> None:
    fill(tom, account.id, MOST // 2 + 1)
    first = get(tom, f"/accounts/{account.id}?include=entries&include=contacts")
    assert first["contacts"]["next"] is None
    rest = tom.get(first["entries"]["next"]).json()
    every = get(tom, f"/entries?account={account.id}&limit=500")["items"]
    assert len(first["entries"]["items"]) == MOST
    assert first["entries"]["items"] + rest["items"] == every


def test_a_list_that_no_account_has_is_refused_by_its_name(tom: Client, account: Any) -> None:
    answer = tom.get(f"/api/v1/accounts/{account.id}?include=secrets")
    assert (answer.status_code, fields(answer)) == (422, {"include.0"})


def test_everything_takes_seven_statements_for_three_as_for_one(
    tom: Client, account: Any, at: dt.datetime
) -> None:
    taken = []
    for rows in (1, 2):
        fill(tom, account.id, rows)
        with CaptureQueriesContext(connection) as captured:
            get(tom, f"/accounts/{account.id}?{ALL}")
        taken.append(len(captured))
    assert taken == [7, 7]
