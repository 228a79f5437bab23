"""The doors themselves: signing in, scopes of tokens, forged forms, what is nobody else's business, the terminal."""

import re
from typing import Any

import pytest
from django.urls import resolve

from dugout.access.terms import Action
from dugout.api import operations
from dugout.people.terms import Scope
from tests.access.asking import CAST, Asking, Row, filled, page, undone, with_token
from tests.access.routes import guarded_routes, route_of
from tests.access.rows import ROWS
from tests.access.scene import Names, Stage
from tests.architecture.test_guards import PUBLIC_PAGES, patterns
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


def test_nobody_comes_in_without_signing_in(names: Names) -> None:
    """A page leads to sign in, the API answers 401, and nothing was done. The driver signs in nowhere."""
    before = digest_of_database()
    nobody, wrong = Asking(), []
    for row in ROWS:
        answer = nobody.ask(row, names)
        led = answer.status_code == 302 and answer["Location"].startswith("/sign-in")
        if not (answer.status_code == 401 if row.api else led):
            wrong.append(f"{row.name} answered {answer.status_code}")
    assert wrong == []
    assert digest_of_database() == before
    driver = Stage().people["outsider"]
    assert (driver.email, driver.has_usable_password()) == (None, False)


# What is open to everybody, and what somebody who is nobody gets there.
OPEN = [
    ("GET", "/health", 200),
    ("GET", "/sign-in", 200),
    ("POST", "/sign-in", 422),
    ("POST", "/sign-out", 302),
    ("POST", "/be/1", 404),
    ("GET", "/welcome/guessed", 404),
    ("POST", "/welcome/guessed", 404),
    ("GET", "/invitation/guessed", 404),
    ("POST", "/invitation/guessed", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), OPEN)
def test_what_is_open_to_everybody_gives_nothing_away(method: str, path: str, status: int) -> None:
    before = digest_of_database()
    assert Asking().ask(page(method, path), {}).status_code == status
    assert digest_of_database() == before


def test_every_open_page_stands_in_that_list() -> None:
    listed = {(resolve(path).route, method) for method, path, _ in OPEN}
    there = {
        (route, method) for route, view in patterns() if route in PUBLIC_PAGES for method in view.methods
    }
    assert listed == there


def needed(row: Row, action: Action) -> Scope:
    """What a token must be for: reading, administering, else writing."""
    if row.method == "GET":
        return Scope.READ
    return Scope.ADMIN if action is Action.CONFIGURE else Scope.WRITE


def scopes_that_lie(names: Names) -> list[str]:
    """Operations that a token of too small a scope may do, or one of enough may not; by somebody who may."""
    guards, people = guarded_routes(), Stage().people
    callers = {(key, scope): with_token(people[key], scope) for key in CAST for scope in Scope}
    before = digest_of_database()
    wrong = []
    for row in (row for row in ROWS if row.api):
        key = next(key for key in reversed(CAST) if key in row.allowed)
        scopes = list(Scope)
        enough = scopes[scopes.index(needed(row, guards[route_of(row, names)])) :]
        for scope in scopes:
            with undone():
                status = callers[key, scope].ask(row, names).status_code
                # With enough, the token itself is not a hindrance: what else may be wrong, the matrix sees.
                right = status != 403 if scope in enough else status == 403 and digest_of_database() == before
                if not right:
                    wrong.append(f"{scope.value}: {row.name} answered {status}")
    return wrong


def test_a_token_does_no_more_than_it_is_for(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scopes_that_lie(names) == []
    monkeypatch.setattr(operations, "has_scope", lambda *_args: True)
    writing = [row for row in ROWS if row.api and row.method != "GET"]
    assert len({lie.partition(": ")[2].partition(" answered")[0] for lie in scopes_that_lie(names)}) == len(
        {row.name for row in writing}
    )


def test_a_form_of_another_site_is_refused_by_every_page(names: Names) -> None:
    """Without the form's own token nothing is done, whoever is signed in."""
    people = Stage().people
    clients = {key: Asking(enforce_csrf_checks=True) for key in CAST}
    for key, client in clients.items():
        client.come_in_as(people[key])
    before, wrong = digest_of_database(), []
    for row in (row for row in ROWS if not row.api and row.method == "POST"):
        key = next(key for key in CAST if key in row.allowed)
        if clients[key].ask(row, names).status_code != 403:
            wrong.append(row.name)
    assert wrong == []
    assert digest_of_database() == before


def told(answer: Any) -> tuple[int, str]:
    """Status and words of an answer, without what differs each time."""
    html = answer.content.decode()
    return answer.status_code, re.sub(r"<code>[0-9a-f]{16}</code>|csrfmiddlewaretoken[^>]*", "", html)


def test_what_is_somebody_elses_is_as_if_it_were_not_there(names: Names) -> None:
    """The same status and the same words for a token, a session, a notice of the seller's and for one of nobody."""
    person = Stage().people["engineer"]
    client, caller = Asking(), with_token(person, Scope.WRITE)
    client.come_in_as(person)
    of_nobody = dict.fromkeys(names, 999_999)
    private = [row for row in ROWS if row.refusal == 404]
    assert len(private) == 7
    for row in private:
        door = caller if row.api else client
        assert told(door.ask(row, names)) == told(door.ask(row, of_nobody)), filled(row.path, names)


# The terminal is a door too: who has it administers the machine, so no row asks for a person.
COMMANDS = {
    "demo": "founds the demo company, as itself",
    "init": "prints the first administrator's link; refused once there is one",
    "serve": "starts the pages and the API, which ask the table",
    "worker": "runs what was ordered, as nobody: clocks, the outbox",
    "migrate": "brings the database to this version",
    "doctor": "reads",
    "openapi": "reads",
    "snapshot": "reads, as everybody may",
    "import": "writes history as nobody, with the source import",
    "token create": "makes a token of a named person as nobody, with the source command line; no scope beyond theirs",
    "export list": "reads, as everybody may",
}


def test_every_command_of_the_terminal_says_as_whom_it_acts() -> None:
    from dugout.cli.main import app

    def names_of(typer: Any, before: str = "") -> set[str]:
        own = {
            before + (one.name or one.callback.__name__.rstrip("_").replace("_", "-"))
            for one in typer.registered_commands
        }
        for group in typer.registered_groups:
            own |= names_of(group.typer_instance, f"{before}{group.name} ")
        return own

    assert names_of(app) - set(COMMANDS) == set()
