"""Fifty members of a pool accept one hand-off at once, over HTTP, at several server processes."""

import datetime as dt
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from dugout.accounts.models import Account, Ownership
from dugout.handoffs.models import Acceptance, Handoff
from dugout.history.models import Entry
from dugout.history.terms import Source, system
from dugout.our_company.models import Department
from dugout.people.commands.tokens import make_token
from dugout.people.models import Person, Post
from dugout.people.queries.standing import author_for
from dugout.people.terms import Scope
from dugout.selling.models import Opportunity
from dugout.versioned_text.models import Tag
from tests.handoffs.scene import submitted
from tests.servers import servers

pytestmark = pytest.mark.django_db(transaction=True)
MEMBERS = 50
PROCESSES = 3


@dataclass(frozen=True)
class Member:
    """One of the pool, with a token and a connection of their own to one of the servers."""

    name: str
    secret: str
    connection: HTTPConnection

    def ask(self, method: str, path: str, seen: str = "") -> tuple[int, dict[str, Any], str]:
        """The status, the answer, and its ETag."""
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        if seen:
            headers["If-Match"] = seen
        self.connection.request(method, f"/api/v1{path}", "{}" if method == "POST" else None, headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read()), answer.headers.get("ETag", "")


def members(ports: list[int]) -> list[Member]:
    """Fifty people of account management."""
    now = timezone.now()
    pool = Department.objects.get(name="Account Management")
    made = []
    for number in range(MEMBERS):
        person = Person.objects.create(name=f"Member {number:02}", joined_at=now)
        Post.objects.create(person=person, department=pool, during=DateRange(dt.date(2026, 3, 2), None))
        _, secret = make_token(
            person=person, name="race", scopes=(Scope.WRITE,), days=1, by=system(Source.COMMAND_LINE), at=now
        )
        connection = HTTPConnection("127.0.0.1", ports[number % len(ports)], timeout=120)
        made.append(Member(name=person.name, secret=secret, connection=connection))
    return made


def accept_at_once(crowd: list[Member], handoff: Handoff) -> dict[str, tuple[int, dict[str, Any]]]:
    """Each loads the hand-off; once all have it, all accept. What each was answered, by name."""
    loaded = Barrier(len(crowd))

    def one(member: Member) -> tuple[str, tuple[int, dict[str, Any]]]:
        status, read, seen = member.ask("GET", f"/handoffs/{handoff.id}")
        assert (status, read["state"]) == (200, "submitted")
        loaded.wait(timeout=120)
        status, answer, _ = member.ask("POST", f"/handoffs/{handoff.id}/accept", seen)
        return member.name, (status, answer)

    with ThreadPoolExecutor(len(crowd)) as pool:
        return dict(pool.map(one, crowd))


def is_accepted_once(handoff: Handoff, answers: dict[str, tuple[int, dict[str, Any]]]) -> None:
    """One 200; 49 times 409 that name the winner; and everything that hangs on an acceptance once."""
    winner = Acceptance.objects.get(handoff=handoff).by
    status, accepted = answers.pop(winner.name)
    assert (status, accepted["by"], accepted["handoff"]) == (200, str(winner.id), str(handoff.id))
    assert len(answers) == MEMBERS - 1
    assert {(status, answer["type"]) for status, answer in answers.values()} == {(409, "urn:dugout:taken")}
    for _, answer in answers.values():
        assert answer["detail"].startswith(f"{winner.name} accepted this hand-off on ")
    account = Account.objects.get(id=handoff.account_id)
    assert account.owner == winner
    assert Ownership.objects.get(account=account, managed=True).person == winner
    assert Entry.objects.filter(account=account, kind="handoff_accepted").count() == 1
    assert Tag.objects.filter(about_id=account.id, name="handed over").count() == 1
    assert Opportunity.objects.get(account=account).settled_at is not None


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.nightly)])
def test_of_fifty_who_accept_over_http_one_gets_it_and_forty_nine_read_who(
    person: Callable[[str], Any], tmp_path: Path, rounds: int
) -> None:
    now = timezone.now()
    seller = person("seller")
    by = author_for(seller, day=now.date())
    with servers(PROCESSES, threads=-(-MEMBERS // PROCESSES), logs=tmp_path) as ports:
        crowd = members(ports)
        for number in range(rounds):
            handoff = submitted(seller, by, now, name=f"Client {number}")
            is_accepted_once(handoff, accept_at_once(crowd, handoff))
    assert Acceptance.objects.count() == rounds
