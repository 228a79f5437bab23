"""The suite's databases, clock, cast, clients, and the watch over every refused request."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.chromium import chromium
from tests.databases import (
    ROOT,
    database_exists,
    drop_databases,
    make_database,
    server_folder,
    template_name,
)
from tests.passwords import hash_in_a_moment
from tests.reading import read_pages
from tests.unchanged import teach_digest, watch_refusals
from tests.web.look.books import books
from tests.workers import pytest_xdist_make_scheduler

# Fixtures and hooks of the whole suite that have files of their own.
__all__ = ["books", "chromium", "pytest_xdist_make_scheduler"]

_server = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Starts the suite's server, or takes the one that DUGOUT_TEST_SERVER names, before Django reads settings."""
    url = os.environ.get("DUGOUT_TEST_SERVER")
    if not url:
        from dugout.embedded.server import start

        url = _server.enter_context(start(server_folder(), durable=False)).url("postgres")
    os.environ["DUGOUT_TEST_SERVER_HERE"] = url
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    name = f"dugout_test_{worker}_{os.getpid()}"
    head, _, query = url.partition("?")
    os.environ["DATABASE_URL"] = f"{head.rsplit('/', 1)[0]}/{name}{'?' + query if query else ''}"
    os.environ["DUGOUT_TEST_DATABASE"] = name
    os.environ.setdefault("DUGOUT_SECRET_KEY", "the suite's own key, of no installation")
    hash_in_a_moment()


def pytest_unconfigure(config: pytest.Config) -> None:
    _server.close()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """This process's own database, copied from a template that was migrated and given the cast once."""
    import fcntl

    from django.core.management import call_command
    from django.db import connections

    from dugout.config.settings import database_from_url

    server = os.environ["DUGOUT_TEST_SERVER_HERE"]
    name = os.environ["DUGOUT_TEST_DATABASE"]
    template = template_name()
    # Django may have read its settings before this suite's server was known.
    here = database_from_url(os.environ["DATABASE_URL"])
    connections.settings["default"] |= {**here, "NAME": name}
    with django_db_blocker.unblock(), Path(f"{server_folder()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database_exists(server, template):
            drop_databases(server, "dugout_template_", but=template)
            make_database(server, name)
            call_command("migrate", verbosity=0)
            teach_digest()
            connections.close_all()
            make_database(server, f"{template}_empty", template=name)
            from tests.cast import make_cast

            make_cast()
            connections.close_all()
            make_database(server, f"{template}_made", template=name)
            _rename(server, f"{template}_made", template)
        make_database(server, name, template=template)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'drop database if exists "{name}" with (force)')


def _rename(server: str, old: str, new: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'alter database "{old}" rename to "{new}"')


@pytest.fixture(autouse=True, scope="session")
def _remake_instead_of_flush() -> Iterator[None]:
    """A test of real transactions gets the database remade from the template: a flush would lose the cast.

    One that was in another database than the suite's own leaves that behind.
    """
    from django.db import connections
    from django.test import TransactionTestCase

    def remake(self: TransactionTestCase) -> None:
        name = connections["default"].settings_dict["NAME"]
        connections.close_all()
        if name == os.environ["DUGOUT_TEST_DATABASE"]:
            make_database(os.environ["DUGOUT_TEST_SERVER_HERE"], name, template=template_name())

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", remake)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def around(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A transaction around all tests of a module: `with around():` writes what each of them finds there.

    Each test leaves it as it was, by going back to where it began. For tests of `django_db` without transactions
    of their own; and PostgreSQL's `now()` is the moment at which the module began.
    """
    from django.db import connection, transaction

    with ExitStack() as whole:
        with django_db_blocker.unblock():
            whole.enter_context(transaction.atomic())
        yield django_db_blocker.unblock
        with django_db_blocker.unblock():
            connection.set_rollback(True)
            whole.close()


@pytest.fixture(autouse=True)
def _refusals_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """After each request that ends in 4xx the whole database is as it was before. For the whole suite."""
    watch_refusals(monkeypatch)


@pytest.fixture(autouse=True)
def _pages_as_people_read_them(monkeypatch: pytest.MonkeyPatch, _refusals_change_nothing: None) -> None:
    """Where a template breaks its lines is the formatter's business, and no test's."""
    read_pages(monkeypatch)


@pytest.fixture
def at() -> dt.datetime:
    """Wednesday 4 March 2026, 10:00 in Berlin: the suite's usual moment."""
    return dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def shared_data() -> Path:
    """The folder of data that nobody here wrote; CI fails when a test was skipped for its absence."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data is absent")
    return folder


@pytest.fixture
def person(db: None) -> Callable[[str], Any]:
    """One of the cast by key, such as "seller"; see tests/cast.py."""
    from dugout.people.models import Person
    from tests.cast import PARTS

    names = {part.key: part.name for part in PARTS}
    return lambda key: Person.objects.get(name=names[key])


@pytest.fixture
def author(person: Callable[[str], Any], at: dt.datetime) -> Callable[[str], Any]:
    """The author that one of the cast is."""
    from dugout.people.queries.standing import author_for

    return lambda key: author_for(person(key), day=at.date())


@pytest.fixture
def page(person: Callable[[str], Any]) -> Callable[[str], Client]:
    """A browser-like client, signed in as one of the cast."""

    def signed_in(key: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(person(key), backend="dugout.web.signin.arriving.Backend")
        return client

    return signed_in


@pytest.fixture
def caller(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> Callable[..., Client]:
    """An API client with a token of one of the cast; scopes as named, read and write unless told."""
    from django.utils import timezone

    from dugout.people.commands.tokens import make_token
    from dugout.people.terms import Scope

    def with_token(key: str, *scopes: Scope) -> Client:
        _, secret = make_token(
            person=person(key), name="test", scopes=scopes or (Scope.WRITE,), days=30, by=author(key),
            at=timezone.now(),
        )  # fmt: skip
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return with_token
