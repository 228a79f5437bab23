"""Asks every route for real, person by person, and compares with the table of expected answers."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from dugout.people.commands.tokens import PREFIX, digest_of
from dugout.people.models import ApiToken, Person
from dugout.people.terms import Scope
from tests.access.scene import Names, Stage
from tests.unchanged import digest_of_database

# Everybody of the cast who signs in, by key; the driver does not, and is asked as nobody.
CAST = (
    "executive", "sales_head", "accounts_head", "seller", "other_seller", "account_manager",
    "other_account_manager", "finance_clerk", "support_engineer", "engineer", "admin",
)  # fmt: skip
EVERYBODY = frozenset(CAST)
# As it was before the suite's watch: this module compares the database itself, and once instead of twice.
_request = Client.request


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One route and method on one record: who may, by hand from chapter 01; everybody else is refused.

    `seen` is the version that the caller saw, as If-Match. `refusal` is 403, and 404 where the record is
    nobody else's business: to others it is as if it were not there.
    """

    method: str
    path: str
    allowed: frozenset[str]
    body: dict[str, Any] = field(default_factory=dict)
    seen: str = ""
    refusal: int = 403

    @property
    def api(self) -> bool:
        return self.path.startswith("/api/")

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def page(method: str, path: str, *allowed: str, refusal: int = 403, **body: Any) -> Row:
    """A page. Without names it is everybody's."""
    return Row(method=method, path=path, allowed=frozenset(allowed) or EVERYBODY, body=body, refusal=refusal)


def call(method: str, path: str, *allowed: str, refusal: int = 403, seen: str = "", body: Any = None) -> Row:
    """An operation of the API. Without names it is everybody's."""
    return Row(
        method=method, path=f"/api/v1{path}", allowed=frozenset(allowed) or EVERYBODY, body=body or {},
        seen=seen, refusal=refusal,
    )  # fmt: skip


def filled(value: Any, names: Names) -> Any:
    """A path or a body with the scene's records in place of their names."""
    if isinstance(value, str):
        return value.format_map(names)
    if isinstance(value, dict):
        return {filled(key, names): filled(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, names) for one in value]
    return value


class Asking(Client):
    """A client beside the suite's watch; a failure of the server is an answer like any other."""

    request = _request

    def __init__(self, **more: Any) -> None:
        super().__init__(raise_request_exception=False, **more)
        self.key: str | None = None

    def come_in_as(self, person: Person) -> None:
        self.force_login(person, backend="dugout.web.signin.arriving.Backend")
        self.key = self.session.session_key

    def come_back(self) -> None:
        """The session is the one that was begun with, whatever an undone answer made of it."""
        if self.key:
            self.cookies[settings.SESSION_COOKIE_NAME] = self.key

    def ask(self, row: Row, names: Names) -> Any:
        """One request."""
        self.come_back()
        path, body = filled(row.path, names), filled(row.body, names)
        if row.method == "GET":
            return self.get(path, body)
        if not row.api:
            return self.post(path, body)
        headers = {"If-Match": f'"{filled(row.seen, names)}"'} if row.seen else {}
        return self.generic(row.method, path, json.dumps(body), "application/json", headers=headers)


class Doors:
    """Each of the cast at the pages and at the API."""

    def __init__(self) -> None:
        self.pages: dict[str, Asking] = {}
        self.calls: dict[str, Asking] = {}
        stage = Stage()
        for key in CAST:
            person = stage.people[key]
            self.pages[key] = Asking()
            self.pages[key].come_in_as(person)
            self.calls[key] = with_token(person, Scope.ADMIN)

    def of(self, key: str, row: Row) -> Asking:
        return (self.calls if row.api else self.pages)[key]


def with_token(person: Person, scope: Scope) -> Asking:
    """A caller whose token is for so much, made past the rule that only an administrator's administers.

    So holds one who was an administrator when it was made and is one no more: the table alone says no to them.
    """
    at = Stage().at
    secret = f"{PREFIX}matrix-{person.id}-{scope.value}"
    ApiToken.objects.get_or_create(
        secret_hash=digest_of(secret),
        defaults={
            "person": person, "name": "matrix", "scopes": [scope.value], "made_at": at,
            "expires_at": at + dt.timedelta(days=1),
        },
    )  # fmt: skip
    return Asking(headers={"Authorization": f"Bearer {secret}"})


def wrong_cells(
    rows: Iterable[Row], names: Names, doors: Doors, *, persons: Iterable[str] = CAST, first: bool = False
) -> dict[str, str]:
    """The cells whose answer is not the expected one, with what was answered. `first` stops at the first."""
    before = digest_of_database()
    wrong: dict[str, str] = {}
    for row in rows:
        for key in persons:
            said = _cell(row, key, names, doors, before)
            if said:
                wrong[f"{key}: {row.name}"] = said
                if first:
                    return wrong
    return wrong


def _cell(row: Row, key: str, names: Names, doors: Doors, before: dict[str, Any]) -> str:
    """What is wrong with one answer; empty when it is as expected."""
    with undone():
        answer = doors.of(key, row).ask(row, names)
        allowed = key in row.allowed
        done = answer.status_code < 400 and not answer.get("Location", "").startswith("/sign-in")
        if allowed != done or (not allowed and answer.status_code != row.refusal):
            expected = "is allowed" if allowed else f"is refused with {row.refusal}"
            return f"{expected}, and got {answer.status_code} {_words(answer)}"
        if (not allowed or row.method == "GET") and digest_of_database() != before:
            return f"changed the database, and answered {answer.status_code}"
    return ""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done within leaves no trace: the next cell begins from the same scene."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _words(answer: Any) -> str:
    if answer.status_code < 400:
        return ""
    text: str = answer.content.decode(errors="replace")
    for beginning, end in (('role="alert"', "</div></div>"), ("<h1>", "</div>"), ("{", "")):
        if beginning in text:
            start = text.index(beginning)
            return " ".join(text[start : text.find(end, start) if end else None].split())[:400]
    return text[:400]


def lines(wrong: dict[str, str]) -> str:
    """The wrong cells, one to a line."""
    return "\n".join(f"{cell} {said}" for cell, said in wrong.items())
