"""Schemathesis asks every operation of the API for what its description allows, and for what it forbids.

No answer is undeclared, none is a server's failure, and a refusal leaves the database as it was.
"""

import ast
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import dugout.api
from dugout.api.v1 import api
from dugout.people.commands.tokens import make_token
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.people.terms import Scope
from tests.handoffs.scene import submitted
from tests.unchanged import digest_of_database

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EACH = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck), "database": None}

DESCRIPTION = api.get_openapi_schema(path_prefix="/api/v1/")
OPERATIONS = sorted(
    (path, method.upper()) for path, methods in DESCRIPTION["paths"].items() for method in methods
)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The application answers inside the test's own transaction, as before Django's test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def administrators(around: Callable[[], AbstractContextManager[None]]) -> str:
    """An administrator's token, in a company with an account, a contact, a won sale and a hand-off."""
    with around():
        return _token_in_a_company()


@pytest.fixture
def secret(administrators: str, db: None) -> str:
    """That token, while each test goes back to that company."""
    return administrators


def _token_in_a_company() -> str:
    at = timezone.now() - dt.timedelta(days=1)
    tom = Person.objects.get(name="Tom Okafor")
    submitted(tom, author_for(tom, day=at.date()), at)
    sam = Person.objects.get(name="Sam Adeyemi")
    _, secret = make_token(
        person=sam, name="every answer", scopes=[Scope.ADMIN], days=1, by=author_for(sam, day=at.date()),
        at=timezone.now(),
    )  # fmt: skip
    return secret


@pytest.fixture(scope="module")
def described() -> Any:
    """The description, and the application behind it: read once."""
    made = schemathesis.openapi.from_dict(DESCRIPTION)
    made.app = get_wsgi_application()
    return made


def ask(described: Any, path: str, method: str, secret: str, *, times: int) -> None:
    """Asks one operation so often, each time with other values that the description allows or forbids."""

    @settings(max_examples=times, **EACH)
    @given(
        case=described[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE)
        | described[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE)
    )
    def once(case: Any) -> None:
        before = digest_of_database()
        answer = case.call(headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"})
        case.validate_response(answer, checks=CHECKS)
        if 400 <= answer.status_code < 500:
            assert digest_of_database() == before, f"{answer.status_code} and yet something changed"

    once()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_answer_is_undeclared(described: Any, secret: str, path: str, method: str) -> None:
    ask(described, path, method, secret, times=4)


@pytest.mark.nightly
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_answer_is_undeclared_however_long_one_asks(
    described: Any, secret: str, path: str, method: str
) -> None:
    ask(described, path, method, secret, times=100)


def test_the_description_names_every_operation_with_what_it_does(described: Any) -> None:
    wanting = [
        f"{method.upper()} {path}"
        for path, methods in described.raw_schema["paths"].items()
        for method, operation in methods.items()
        if not operation.get("summary")
    ]
    assert wanting == []


def test_no_two_shapes_share_a_name() -> None:
    """The description knows a shape by its name alone: a second one would be described as the first."""
    shapes: dict[str, set[str]] = {}
    for path in Path(dugout.api.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                shapes.setdefault(node.name, set()).add(path.name)
    assert {name: files for name, files in shapes.items() if len(files) > 1} == {}
