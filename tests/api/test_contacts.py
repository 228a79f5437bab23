"""Contacts by the API: listed, added, corrected by version, left and back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.accounts.models import Account, Contact
from dugout.history.models import Entry
from tests.accounts.conftest import account, adding
from tests.api.asking import fields, get, post, send

__all__ = ["account", "adding"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(caller: Callable[..., Client]) -> Client:
    return caller("seller")


@pytest.fixture
def ana(tom: Client, account: Account) -> dict[str, Any]:
    body = {
        "account": str(account.id), "given_name": "Ana", "family_name": "Ruiz", "title": "Buyer",
        "email": "ana@brightwater.example", "influence": 4, "attitude": -1, "roles": ["champion", "economic_buyer"],
        "client_department": "purchasing",
    }  # fmt: skip
    answer = post(tom, "/contacts", body)
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    made: dict[str, Any] = answer.json()
    return made


def test_an_added_contact_is_read_as_it_was_written(
    tom: Client, ana: dict[str, Any], account: Account
) -> None:
    assert ana == get(tom, f"/contacts/{ana['id']}")
    assert ana == {
        "id": ana["id"], "account": str(account.id), "account_name": "Brightwater Foods", "name": "Ana Ruiz",
        "given_name": "Ana", "family_name": "Ruiz", "title": "Buyer", "client_department": "purchasing",
        "email": "ana@brightwater.example", "phone": "", "language": "", "reports_to": None, "influence": 4,
        "attitude": -1, "roles": ["champion", "economic_buyer"], "left_on": None, "external_id": "",
        "external_source": "", "made_at": ana["made_at"], "version": 1,
    }  # fmt: skip
    assert Entry.objects.latest("id").source == "api"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 422, "family_name"),
        ({"family_name": " "}, 422, "family_name"),
        ({"family_name": "é" * 10_000}, 422, "family_name"),
        ({"family_name": "a\0"}, 422, "family_name"),
        ({"family_name": "X", "email": "nobody"}, 422, "email"),
        ({"family_name": "X", "influence": 6}, 422, "influence"),
        ({"family_name": "X", "attitude": -3}, 422, "attitude"),
        ({"family_name": "X", "client_department": "kitchen"}, 422, "client_department"),
        ({"family_name": "X", "reports_to": "99999999"}, 422, "reports_to"),
        ({"family_name": "X", "roles": ["king"]}, 422, "roles.0"),
        ({"family_name": "X", "left_on": "2026-01-01"}, 422, "left_on"),
        ({"family_name": "X", "account": "99999999"}, 404, ""),
        ({"family_name": "X", "account": "x"}, 404, ""),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_field(
    tom: Client, account: Account, body: dict[str, Any], status: int, field: str
) -> None:
    answer = post(tom, "/contacts", {"account": str(account.id), **body})
    assert (answer.status_code, fields(answer)) == (status, {field})
    assert not Contact.objects.exists()


def test_a_correction_needs_the_version_that_it_began_from(tom: Client, ana: dict[str, Any]) -> None:
    path = f"/contacts/{ana['id']}"
    assert send(tom, "PATCH", path, {"title": "Director"}).status_code == 428
    answer = send(tom, "PATCH", path, {"title": "Director", "roles": ["champion"], "influence": None}, seen=1)
    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    assert (answer.json()["title"], answer.json()["roles"], answer.json()["influence"], answer.json()["attitude"]) == (
        "Director", ["champion"], None, -1,
    )  # fmt: skip
    assert Entry.objects.latest("id").before == {
        "title": "Buyer", "influence": 4, "roles": ["champion", "economic_buyer"],
    }  # fmt: skip
    stale = send(tom, "PATCH", path, {"title": "Chair"}, seen=1)
    assert (stale.status_code, stale.json()["theirs"]["title"], stale.json()["yours"]["title"]) == (
        412, "Director", "Chair",
    )  # fmt: skip
    assert fields(send(tom, "PATCH", path, {"email": "x"}, seen=2)) == {"email"}
    assert fields(send(tom, "PATCH", path, {"reports_to": ana["id"]}, seen=2)) == {"reports_to"}
    assert send(tom, "PATCH", path, {"account": "1"}, seen=2).status_code == 422


def test_a_contact_leaves_and_is_back(tom: Client, ana: dict[str, Any]) -> None:
    path = f"/contacts/{ana['id']}"
    assert post(tom, f"{path}/leave", {"on_day": "2026-02-30"}).status_code == 422
    assert post(tom, f"{path}/leave", {"seen": 9}).status_code == 412
    assert post(tom, f"{path}/leave", {"on_day": "2026-03-01", "seen": 1}).json()["left_on"] == "2026-03-01"
    assert get(tom, "/contacts?left=false")["items"] == []
    back = post(tom, f"{path}/return")
    assert (back.json()["left_on"], back["ETag"]) == (None, '"3"')
    assert post(tom, f"{path}/leave").json()["left_on"] is not None, "today, unless a day is named"
    assert post(tom, "/contacts/99999999/leave").status_code == 404


def test_contacts_are_listed_by_family_name_and_filtered(
    tom: Client, ana: dict[str, Any], account: Account, adding: Callable[..., Account], at: dt.datetime
) -> None:
    other = adding("Nordfrost Terminals")
    for name, where in (("anders", account), ("Øst", other), ("Rühl", other)):
        Contact.objects.create(
            account=where, family_name=name, made_at=at, external_source="crm" if name == "Rühl" else "",
            external_id="7" if name == "Rühl" else "",
        )  # fmt: skip

    def names(query: str) -> list[str]:
        return [one["family_name"] for one in get(tom, f"/contacts?{query}")["items"]]

    assert names("") == ["anders", "Rühl", "Ruiz", "Øst"]
    assert names(f"account={account.id}") == ["anders", "Ruiz"]
    assert names("name=RU") == ["Rühl", "Ruiz"]
    assert names("email=ANA@brightwater.example") == ["Ruiz"]
    assert names("role=champion") == ["Ruiz"]
    assert names("role=blocker") == []
    assert names("left=true") == []
    assert names("external_source=crm&external_id=7") == ["Rühl"]
    assert names("name=%00") == names("email=%00") == names("name=%") == []
    assert tom.get("/api/v1/contacts?role=king").status_code == 422
    assert tom.get("/api/v1/contacts?account=x").status_code == 404
    page = get(tom, "/contacts?limit=3")
    assert [one["family_name"] for one in tom.get(page["next"]).json()["items"]] == ["Øst"]


def test_a_list_takes_as_many_statements_for_three_as_for_one(
    tom: Client, ana: dict[str, Any], account: Account
) -> None:
    taken = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            get(tom, f"/contacts?account={account.id}")
        taken.append(len(captured))
        for name in ("Holt", "Anand"):
            body = {
                "account": str(account.id),
                "family_name": name,
                "roles": ["user"],
                "reports_to": ana["id"],
            }
            assert post(tom, "/contacts", body).status_code == 201
    assert taken[0] == taken[1] <= 8
