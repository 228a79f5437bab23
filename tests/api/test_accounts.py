"""Accounts by the API: listed as on the screen, added, corrected by version, given to another owner."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.accounts.models import Account
from dugout.history.models import Entry
from dugout.people.terms import Scope
from tests.accounts.conftest import account, adding, correcting
from tests.accounts.shelf import stock
from tests.api.asking import fields, get, post, send

__all__ = ["account", "adding", "correcting"]
pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]


@pytest.fixture
def tom(caller: Caller) -> Client:
    return caller("seller")


def test_a_prospect_is_added_and_read_with_its_figures(tom: Client, person: Callable[[str], Any]) -> None:
    body = {
        "name": "Aurelia Biobank", "domain": "https://www.aurelia.example", "employees": 140, "country": "Switzerland",
        "annual_revenue": {"minor": 123_450, "currency": "CHF"}, "came_by": "referral",
    }  # fmt: skip
    answer = post(tom, "/accounts", body)
    made = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert made == get(tom, f"/accounts/{made['id']}")
    row = Account.objects.get()
    assert made == {
        "id": str(row.id), "name": "Aurelia Biobank", "legal_name": "", "domain": "aurelia.example",
        "stage": "prospect", "parent": None, "owner": str(person("seller").id), "owner_name": "Tom Okafor",
        "industry": "", "employees": 140, "annual_revenue": {"minor": 123_450, "currency": "CHF"},
        "currency": "CHF", "country": "Switzerland", "city": "", "address": "", "phone": "", "founded": None,
        "came_by": "referral", "arr": {"minor": 0, "currency": "CHF"}, "client_since": None, "renewal_on": None,
        "open_opportunities": 0, "open_amount": {"minor": 0, "currency": "CHF"}, "open_signals": 0,
        "worst_signal": None, "last_contact_at": None, "last_proper_at": None, "next_step_on": None,
        "handoff_open": False, "managed_since": None, "external_id": "", "external_source": "",
        "made_at": made["made_at"], "version": 1,
    }  # fmt: skip
    entry = Entry.objects.get(kind="account_added")
    assert (entry.source, entry.account_id, entry.author_id) == ("api", row.id, person("seller").id)


def test_kept_figures_and_where_it_came_from_are_shown(tom: Client, at: dt.datetime) -> None:
    shelf = {
        "name": "Brightwater Foods", "external_source": "crm", "external_id": "A-7", "arr": 41_280_000,
        "renewal_on": dt.date(2027, 1, 30), "open_signals": 2, "worst_signal": 4, "last_contact_at": at,
        "sale_step_on": dt.date(2026, 4, 1),
    }  # fmt: skip
    (number,) = stock([shelf], at)
    shown = get(tom, f"/accounts/{number}")
    wanted = {
        "external_source": "crm", "external_id": "A-7", "arr": {"minor": 41_280_000, "currency": "EUR"},
        "renewal_on": "2027-01-30", "open_signals": 2, "worst_signal": "critical",
        "last_contact_at": "2026-03-04T09:00:00Z", "next_step_on": "2026-04-01",
    }  # fmt: skip
    assert {name: shown[name] for name in wanted} == wanted
    assert [one["id"] for one in get(tom, "/accounts?external_source=crm&external_id=A-7")["items"]] == [
        str(number)
    ]


def test_an_owner_may_be_another_or_nobody(tom: Client, person: Callable[[str], Any]) -> None:
    manager = person("account_manager")
    assert (
        post(tom, "/accounts", {"name": "One", "owner": str(manager.id)}).json()["owner_name"]
        == "Ines Duarte"
    )
    assert post(tom, "/accounts", {"name": "Two", "owner": None}).json()["owner"] is None
    assert fields(post(tom, "/accounts", {"name": "Three", "owner": "99999999"})) == {"owner"}


def test_a_company_that_is_likely_here_is_named_first(tom: Client, account: Account) -> None:
    body = {"name": "Brightwater Foods GmbH"}
    answer = post(tom, "/accounts", body)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:dugout:likely-known")
    assert f"Brightwater Foods ({account.id})" in answer.json()["errors"][0]["what"]
    assert post(tom, "/accounts", body | {"even_if_known": True}).status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 422, "name"),
        ({"name": ""}, 422, "name"),
        ({"name": "x" * 10_000}, 422, "name"),
        ({"name": "a\0"}, 422, "name"),
        ({"name": "\ud800"}, 422, "name"),
        ({"name": "X", "employees": -1}, 422, "employees"),
        ({"name": "X", "employees": 2**80}, 422, "employees"),
        ({"name": "X", "currency": "euro"}, 422, "currency"),
        (
            {"name": "X", "currency": "USD", "annual_revenue": {"minor": 1, "currency": "EUR"}},
            422,
            "annual_revenue",
        ),
        ({"name": "X", "annual_revenue": {"minor": 1, "currency": "???"}}, 422, "currency"),
        ({"name": "X", "domain": "no domain"}, 422, "domain"),
        ({"name": "X", "parent": "99999999"}, 422, "parent"),
        ({"name": "X", "stage": "client"}, 422, "stage"),
        ({"name": "X", "parent": "x"}, 404, ""),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_field(
    tom: Client, body: dict[str, Any], status: int, field: str
) -> None:
    answer = post(tom, "/accounts", body)
    assert answer.status_code == status
    assert fields(answer) == {field}
    assert not Account.objects.exists()


def test_a_correction_needs_the_version_that_it_began_from(
    tom: Client, account: Account, correcting: Callable[..., Account]
) -> None:
    path = f"/accounts/{account.id}"
    assert send(tom, "PATCH", path, {"city": "York"}).status_code == 428
    answer = send(tom, "PATCH", path, {"city": "York", "employees": None}, seen=1)
    assert (answer.status_code, answer["ETag"], answer.json()["city"]) == (200, '"2"', "York")
    assert (answer.json()["employees"], answer.json()["domain"]) == (None, "brightwater.example")
    entry = Entry.objects.latest("id")
    assert (entry.before, entry.after) == (
        {"city": "Leeds", "employees": 800},
        {"city": "York", "employees": None},
    )
    stale = send(tom, "PATCH", path, {"city": "Hull"}, seen=1)
    assert (stale.status_code, stale.json()["theirs"]["city"], stale.json()["yours"]["city"]) == (
        412,
        "York",
        "Hull",
    )
    assert fields(send(tom, "PATCH", path, {"name": ""}, seen=2)) == {"name"}
    assert send(tom, "PATCH", "/accounts/99999999", {"city": "York"}, seen=1).status_code == 404
    assert send(tom, "PATCH", path, {"owner": "1"}, seen=2).status_code == 422


def test_revenue_is_corrected_in_the_accounts_currency(tom: Client, account: Account) -> None:
    path = f"/accounts/{account.id}"
    dollars = {"minor": 5, "currency": "USD"}
    assert fields(send(tom, "PATCH", path, {"annual_revenue": dollars}, seen=1)) == {"annual_revenue"}
    both = send(tom, "PATCH", path, {"annual_revenue": dollars, "currency": "USD"}, seen=1)
    assert both.json()["annual_revenue"] == dollars
    assert send(tom, "PATCH", path, {"annual_revenue": None}, seen=2).json()["annual_revenue"] is None


def test_an_account_is_put_under_another_and_never_under_itself(
    tom: Client, account: Account, adding: Callable[..., Account]
) -> None:
    group = adding("Halden Group")
    path = f"/accounts/{account.id}"
    assert send(tom, "PATCH", path, {"parent": str(group.id)}, seen=1).json()["parent"] == str(group.id)
    assert [one["id"] for one in get(tom, f"/accounts?parent={group.id}")["items"]] == [str(account.id)]
    circle = send(tom, "PATCH", f"/accounts/{group.id}", {"parent": str(account.id)}, seen=1)
    assert (circle.status_code, fields(circle)) == (422, {"parent"})
    assert send(tom, "PATCH", path, {"parent": None}, seen=2).json()["parent"] is None


def test_the_owner_is_changed_by_who_may(
    caller: Caller, account: Account, person: Callable[[str], Any]
) -> None:
    path = f"/accounts/{account.id}/change-owner"
    body = {"owner": str(person("other_account_manager").id), "reason": "Ines moves to Bristol."}
    refused = post(caller("seller"), path, body)
    assert (refused.status_code, "The owner is changed by the owner" in refused.json()["detail"]) == (
        403,
        True,
    )
    ines = caller("account_manager")
    assert fields(post(ines, path, body | {"reason": ""})) == {"reason"}
    assert post(ines, path, body | {"seen": 7}).status_code == 412
    given = post(ines, path, body | {"seen": 1})
    assert (given.json()["owner_name"], given.json()["version"], given["ETag"]) == ("Priya Raman", 2, '"2"')
    assert post(caller("admin"), path, body).status_code == 422


def test_the_list_is_filtered_and_sorted_as_on_the_screen(
    tom: Client, person: Callable[[str], Any], at: dt.datetime
) -> None:
    manager, seller = person("account_manager"), person("seller")
    bright, labs, oster = stock(
        [
            {"name": "Brightwater Foods", "owner": manager, "stage": "client", "arr": 300, "employees": 800,
             "industry": "Food", "country": "England", "annual_revenue": 900_000, "open_signals": 1},
            {"name": "Bright Labs", "owner": seller, "employees": 12, "annual_revenue": 900_000, "currency": "GBP",
             "logged_step_on": dt.date(2999, 1, 1)},
            {"name": "Östersund AB", "stage": "lapsed"},
        ],
        at,
    )  # fmt: skip

    def ids(query: str) -> list[int]:
        return [int(one["id"]) for one in get(tom, f"/accounts?{query}")["items"]]

    assert ids("") == [bright, oster, labs], "the largest ARR first, then the newest"
    assert ids("name=bright&sort=name") == [labs, bright]
    assert ids("stage=client&stage=lapsed&sort=name") == [bright, oster]
    assert ids(f"owner={manager.id}") == [bright]
    assert ids("mine=true") == [labs]
    assert ids("without_owner=true") == [oster]
    assert ids(f"owner={manager.id}&without_owner=true") == [bright, oster]
    assert ids("industry=Food&country=England") == [bright]
    assert ids("employees_from=12&sort=-employees") == [bright, labs]
    assert ids("employees_to=12") == [labs]
    assert ids("annual_revenue_from=900000") == [bright], "in the company's currency"
    assert ids("annual_revenue_from=900000&currency=GBP") == [labs]
    assert ids("open_signal=true") == [bright]
    assert ids("nothing_next=true&sort=name") == [bright, oster]
    assert ids("sort=employees") == [labs, bright, oster]


@pytest.mark.parametrize(
    "query", ["sort=colour", "sort=", "stage=won", "limit=0", "after=x", "employees_from=many"]
)
def test_a_list_that_cannot_be_given_is_refused(tom: Client, query: str) -> None:
    assert tom.get(f"/api/v1/accounts?{query}").status_code == 422


@pytest.mark.parametrize("query", ["name=%00", "industry=%00", "external_id=%00", f"employees_from={2**80}"])
def test_what_no_account_can_have_finds_none(tom: Client, account: Account, query: str) -> None:
    assert get(tom, f"/accounts?{query}")["items"] == []


def test_pages_follow_each_other_with_their_conditions_and_lose_nobody(tom: Client, at: dt.datetime) -> None:
    stages = ["client", "lapsed", "prospect"]
    ids = stock([{"name": f"A{n}", "stage": stages[n % 3], "employees": n % 2 or None} for n in range(9)], at)
    path: str | None = "/api/v1/accounts?stage=client&stage=lapsed&sort=-employees&limit=2"
    seen: list[int] = []
    while path:
        answer = tom.get(path).json()
        seen += [int(one["id"]) for one in answer["items"]]
        path = answer["next"]
    assert sorted(seen) == sorted(number for place, number in enumerate(ids) if place % 3 != 2)
    assert len(seen) == len(set(seen))


def test_a_list_takes_as_many_statements_for_three_as_for_one(tom: Client, at: dt.datetime) -> None:
    taken = []
    get(tom, "/accounts")  # the token's first use is written down
    for rows in (1, 2):
        stock([{"name": "A", "employees": n or None} for n in range(rows)], at)
        with CaptureQueriesContext(connection) as captured:
            get(tom, "/accounts?sort=employees")
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 8


def test_a_token_that_only_reads_changes_nothing(caller: Caller, account: Account) -> None:
    reader = caller("seller", Scope.READ)
    assert get(reader, f"/accounts/{account.id}")["name"] == "Brightwater Foods"
    assert post(reader, "/accounts", {"name": "X"}).status_code == 403
    assert send(reader, "PATCH", f"/accounts/{account.id}", {"city": "X"}, seen=1).status_code == 403
    assert Client().get("/api/v1/accounts").status_code == 401
