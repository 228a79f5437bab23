"""People, absences and tokens by the API."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from dugout.our_company.models import Calendar, Department, Location
from dugout.people.commands.tokens import digest_of
from dugout.people.models import ApiToken, Person
from dugout.people.terms import Scope
from tests.api.asking import fields, get, post, send
from tests.clock import company_day

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
Who = Callable[[str], Person]


@pytest.fixture
def admin(caller: Caller) -> Client:
    return caller("admin", Scope.ADMIN)


@pytest.fixture
def today() -> dt.date:
    return company_day()


def department(name: str) -> str:
    return str(Department.objects.get(name=name).id)


def test_a_person_is_added_read_and_found(admin: Client, caller: Caller, person: Who, today: dt.date) -> None:
    sent = {
        "name": "Léna Fuchs", "email": "Lena@halden.example",
        "post": {
            "department": department("Support"), "reports_to": str(person("executive").id),
            "location": str(Location.objects.get().id), "own_hours": str(Calendar.objects.get().id),
            "carries_quota": True,
        },
    }  # fmt: skip
    answer = post(admin, "/people", sent)
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    made = answer.json()
    posting = {**sent["post"], "from_day": today.isoformat(), "last_day": None}
    assert made == {
        "id": made["id"], "name": "Léna Fuchs", "email": "lena@halden.example", "title": "", "phone": "",
        "time_zone": "", "administers": False, "left_on": None, "post": posting, "posts": [posting],
        "away_until": None, "stand_in": None, "external_id": "", "external_source": "", "version": 1,
    }  # fmt: skip
    reader = caller("engineer", Scope.READ)
    assert get(reader, f"/people/{made['id']}") == made
    found = get(reader, "/people?name=lena")["items"]
    assert [one["id"] for one in found] == [made["id"]]
    assert "posts" not in found[0]
    assert [one["name"] for one in get(reader, f"/people?department={department('Support')}")["items"]] == [
        "Aoife Kelleher", "Léna Fuchs",
    ]  # fmt: skip


def test_people_are_listed_by_pages_and_who_left_apart(caller: Caller, person: Who, today: dt.date) -> None:
    client = caller("seller", Scope.READ)
    Person.objects.filter(id=person("engineer").id).update(left_on=today)
    names, path = [], "/api/v1/people?limit=5"
    while path:
        page = client.get(path).json()
        names += [one["name"] for one in page["items"]]
        path = page["next"]
    assert names == sorted(names)
    assert (len(names), "Daniel Brandt" in names) == (11, False)
    assert [one["name"] for one in get(client, "/people?left=true")["items"]] == ["Daniel Brandt"]
    assert client.get("/api/v1/people?limit=501").status_code == 422
    assert client.get("/api/v1/people?after=rubbish").status_code == 422


def test_a_correction_says_which_version_it_began_from(admin: Client, person: Who) -> None:
    path = f"/people/{person('seller').id}"
    assert send(admin, "PATCH", path, {"title": "Mine"}).status_code == 428
    first = send(admin, "PATCH", path, {"title": "Theirs"}, seen=1)
    assert (first.status_code, first["ETag"], first.json()["title"]) == (200, '"2"', "Theirs")
    assert (first.json()["email"], first.json()["name"]) == ("tom@halden.example", "Tom Okafor")
    stale = send(admin, "PATCH", path, {"title": "Mine"}, seen=1)
    assert stale.status_code == 412
    assert (stale.json()["theirs"]["title"], stale.json()["yours"]["title"]) == ("Theirs", "Mine")
    assert fields(send(admin, "PATCH", path, {"name": "", "email": "x"}, seen=2)) == {"name", "email"}
    assert send(admin, "PATCH", path, {"colour": "blue"}, seen=2).status_code == 422
    assert send(admin, "PATCH", "/people/999999", {"title": "x"}, seen=1).status_code == 404
    gone = send(admin, "PATCH", path, {"email": None}, seen=2).json()
    assert (gone["email"], gone["title"]) == (None, "Theirs")


def test_a_post_changes_from_a_day_on_and_closes_no_circle(
    admin: Client, person: Who, today: dt.date
) -> None:
    path = f"/people/{person('seller').id}/change-post"
    day = (today + dt.timedelta(days=5)).isoformat()
    sent = {"department": department("Marketing"), "reports_to": str(person("executive").id), "from_day": day}
    moved = post(admin, path, sent, seen=1).json()
    assert [one["department"] for one in moved["posts"]] == [
        department("Marketing"),
        department("Outside Sales"),
    ]
    assert (moved["post"]["department"], moved["version"]) == (department("Outside Sales"), 2)
    assert post(admin, path, sent, seen=1).status_code == 412
    circle = {"department": department("Executive"), "reports_to": str(person("seller").id)}
    assert fields(post(admin, f"/people/{person('executive').id}/change-post", circle)) == {"reports_to"}
    assert fields(post(admin, path, {"department": "999999"})) == {"department"}
    assert post(admin, path, {"department": "x"}).status_code == 404


def test_a_sign_in_link_is_made_and_administration_is_given(
    admin: Client, person: Who, client: Client
) -> None:
    link = post(admin, f"/people/{person('seller').id}/invite").json()["link"]
    assert client.get(link[link.index("/invitation") :]).status_code == 200
    assert post(admin, f"/people/{person('outsider').id}/invite").status_code == 422
    daniel = f"/people/{person('engineer').id}"
    assert post(admin, f"{daniel}/make-administrator").json()["administers"] is True
    assert post(admin, f"{daniel}/end-administration").json()["administers"] is False
    assert post(admin, f"/people/{person('admin').id}/end-administration").status_code == 422


@pytest.mark.parametrize(
    ("key", "scope", "status"),
    [
        ("admin", Scope.ADMIN, 201),
        ("admin", Scope.WRITE, 403),
        ("admin", Scope.READ, 403),
        ("seller", Scope.WRITE, 403),
    ],
)
def test_configuring_needs_an_administrator_and_a_token_that_administers(
    caller: Caller, key: str, scope: Scope, status: int
) -> None:
    sent = {"name": "Lena", "post": {"department": department("Support")}}
    assert post(caller(key, scope), "/people", sent).status_code == status


def test_an_absence_is_planned_for_oneself_and_by_managers(
    caller: Caller, person: Who, today: dt.date
) -> None:
    day, tom, hanna = today.isoformat(), str(person("seller").id), str(person("other_seller").id)
    made = post(caller("seller"), "/absences", {"first_day": day, "last_day": day, "stand_in": hanna})
    assert made.status_code == 201
    mine = made.json()
    assert (mine["person"], mine["stand_in"], mine["first_day"], mine["last_day"], mine["cancelled_at"]) == (
        tom, hanna, day, day, None,
    )  # fmt: skip
    reader = caller("engineer", Scope.READ)
    assert get(reader, f"/absences/{mine['id']}") == mine
    assert get(reader, f"/absences?person={tom}")["items"] == [mine]
    assert get(reader, f"/absences?on={day}")["items"] == [mine]
    assert get(reader, "/absences?on=2020-01-01")["items"] == []
    now = get(reader, f"/people/{tom}")
    assert (now["stand_in"], now["away_until"]) == (hanna, (today + dt.timedelta(days=1)).isoformat())

    again = {"first_day": day, "last_day": day, "person": tom}
    assert post(caller("engineer"), "/absences", again).status_code == 403
    assert fields(post(caller("sales_head"), "/absences", again)) == {"first_day"}
    assert post(caller("seller", Scope.READ), "/absences", again).status_code == 403
    assert fields(post(caller("seller"), "/absences", {**again, "stand_in": "999999"})) == {"stand_in"}
    assert post(caller("seller"), "/absences", {**again, "person": "999999"}).status_code == 404
    cancel = f"/absences/{mine['id']}/cancel"
    assert post(caller("engineer"), cancel).status_code == 403
    assert post(caller("sales_head"), cancel).json()["cancelled_at"] is not None
    assert post(caller("seller"), cancel).status_code == 404
    assert get(reader, "/absences")["items"] == []


def test_a_token_is_made_shown_once_and_dead_at_once_when_revoked(caller: Caller, person: Who) -> None:
    client = caller("seller")
    made = post(client, "/tokens", {"name": "Laptop", "scopes": ["read"], "days": 400})
    assert fields(made) == {"days"}
    made = post(client, "/tokens", {"name": "Laptop", "scopes": ["read"], "days": 300}).json()
    secret = made.pop("secret")
    own = ApiToken.objects.get(name="test")
    kept = ApiToken.objects.get(name="Laptop")
    assert kept.secret_hash == digest_of(secret) != secret
    assert kept.expires_at == own.expires_at
    fresh = Client(headers={"Authorization": f"Bearer {secret}"})
    assert get(fresh, "/tokens")["items"][0]["name"] == "Laptop"
    shown = get(client, f"/tokens/{made['id']}")
    assert shown["last_used_at"] is not None
    assert "secret" not in shown
    assert post(fresh, "/tokens", {"name": "More", "scopes": ["read"]}).status_code == 403

    assert post(caller("admin"), f"/tokens/{made['id']}/revoke").status_code == 404
    assert caller("admin").get(f"/api/v1/tokens/{made['id']}").status_code == 404
    assert post(client, f"/tokens/{made['id']}/revoke").json()["revoked_at"] is not None
    assert fresh.get("/api/v1/tokens").status_code == 401
    assert post(client, f"/tokens/{made['id']}/revoke").status_code == 404
    # The one that asks may revoke itself; then it is dead too.
    assert post(client, f"/tokens/{own.id}/revoke").status_code == 200
    assert client.get("/api/v1/tokens").status_code == 401


def test_a_token_makes_none_that_may_do_more(caller: Caller) -> None:
    writing = caller("admin", Scope.WRITE)
    assert fields(post(writing, "/tokens", {"name": "x", "scopes": ["admin"]})) == {"scopes"}
    assert fields(post(caller("seller"), "/tokens", {"name": "x", "scopes": ["admin"]})) == {"scopes"}
    assert fields(post(writing, "/tokens", {"name": " ", "scopes": []})) == {"name", "scopes"}
    ok = post(caller("admin", Scope.ADMIN), "/tokens", {"name": "x", "scopes": ["admin", "read", "read"]})
    assert ok.json()["scopes"] == ["admin", "read"]


def test_a_token_of_nobody_reads_and_tells_nothing(person: Who) -> None:
    answers = [
        Client(headers={"Authorization": value}).get("/api/v1/people")
        for value in ("", "Bearer x", "Basic x", "Bearer dgt_" + "x" * 43)
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
