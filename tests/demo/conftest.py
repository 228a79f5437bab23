"""The demo company, told once for this folder's tests, in a database of its own."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest

from tests.databases import make_database, template_name
from tests.workers import once_in_a_run

# A Wednesday, and not the day after a holiday.
TODAY = dt.date(2026, 11, 25)
Elsewhere = Callable[[str], AbstractContextManager[None]]


def connect_to(name: str) -> None:
    from django.db import connections

    connections.close_all()
    connections.settings["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name


@pytest.fixture(scope="package")
def elsewhere(django_db_setup: None, django_db_blocker: Any) -> Iterator[Elsewhere]:
    """Connects to an empty, migrated database of that name for a while, made anew; then back to the suite's own."""
    server, home = os.environ["DUGOUT_TEST_SERVER_HERE"], os.environ["DUGOUT_TEST_DATABASE"]
    made: list[str] = []

    @contextmanager
    def away(name: str) -> Iterator[None]:
        made.append(f"{home}_{name}")
        make_database(server, made[-1], template=f"{template_name()}_empty")
        with django_db_blocker.unblock():
            connect_to(made[-1])
            try:
                yield
            finally:
                connect_to(home)

    yield away
    with psycopg.connect(server, autocommit=True) as connection:
        for one in dict.fromkeys(made):
            connection.execute(f'drop database if exists "{one}" with (force)')


@pytest.fixture(scope="package")
def told(elsewhere: Elsewhere) -> dt.date:
    """The day up to which the story is told; tests that take this see the demo company and nobody of the cast."""
    from dugout.demo.story import tell

    once_in_a_run("The demo company")
    with elsewhere("told"):
        tell(today=TODAY)
    return TODAY


@pytest.fixture
def company(told: dt.date, django_db_blocker: Any) -> Iterator[None]:
    """Connects to the demo company. Before `db`, which begins the test's transaction on it."""
    home = os.environ["DUGOUT_TEST_DATABASE"]
    with django_db_blocker.unblock():
        connect_to(f"{home}_told")
    yield
    with django_db_blocker.unblock():
        connect_to(home)


@pytest.fixture
def now(told: dt.date) -> dt.datetime:
    """The morning of that day, in Hamburg."""
    return dt.datetime.combine(told, dt.time(8, 30), dt.UTC)
