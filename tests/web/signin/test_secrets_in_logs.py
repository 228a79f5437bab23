"""The log is read by more people than may sign in as each other: no living link stands in it."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.test import Client

from tests.architecture.test_guards import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process writes to its log, as it writes it."""
    (handler,) = (
        one
        for one in logging.getLogger().handlers
        if isinstance(one, logging.StreamHandler)
        and isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)
    )
    stream = io.StringIO()
    # Not by setStream: it would flush the one that pytest closed.
    before, handler.stream = handler.stream, stream
    yield stream
    handler.stream = before


def test_a_refused_password_leaves_the_link_alive_and_out_of_the_log(
    invited: str, written: io.StringIO
) -> None:
    secret = invited.rsplit("/", 1)[1]

    assert Client().post(invited, {"password": "short"}).status_code == 422

    log = written.getvalue()
    assert json.loads(log)["event"] == "Unprocessable Entity: /invitation/..."
    assert secret not in log
    assert Client().get(invited).status_code == 200


def test_every_path_with_a_secret_is_hidden_in_text_and_traceback(written: io.StringIO) -> None:
    routes = [route for route, _ in patterns() if "<str:secret>" in route]
    assert len(routes) >= 2
    for route in routes:
        path = "/" + route.replace("<str:secret>", "dGhlLXNlY3JldA")
        _fail(path)
    log = written.getvalue()
    assert "RuntimeError" in log
    assert "dGhlLXNlY3JldA" not in log


def _fail(path: str) -> None:
    try:
        raise RuntimeError(f"<WSGIRequest: POST '{path}?next=/'>")
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", path)


def test_no_other_handler_of_django_writes_beside_ours() -> None:
    def handlers(name: str) -> list[Any]:
        return logging.getLogger(name).handlers

    assert [handlers(name) for name in ("django", "django.request", "django.security.csrf")] == [[], [], []]
