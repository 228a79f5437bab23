"""Watches that a refused request changes nothing: the whole database is compared, before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.db import connection
from django.test import Client

# Left out by name: what may change when somebody knocks in vain.
LEFT_OUT = frozenset({
    "django_session",  # sessions
    "usersessions_usersession",
    "dugout_cache",  # rate limits
    "dugout_apitoken",  # token last use
    "dugout_keptanswer",  # idempotency keys
})  # fmt: skip

# Which connections are to a database that knows the question itself.
_known: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()


def digest_of_database() -> dict[str, Any]:
    """Number and checksum of the rows of every table but those left out, as the current connection sees them.

    A test that counts the queries of a page does not count this one.
    """
    with uncounted(), connection.cursor() as cursor:
        here = connection.connection
        if here not in _known:
            cursor.execute("select to_regproc('watch.digest') is not null")
            _known[here] = cursor.fetchone()[0]
        cursor.execute("select * from watch.digest()" if _known[here] else _question(cursor))
        return {table: (count, total) for table, count, total in cursor.fetchall()}


def teach_digest() -> None:
    """A function that asks it: its plan is kept. To plan it for eighty tables takes longer than to answer it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create schema watch; create function watch.digest() returns table(name text, many bigint, total numeric)"
            f" language plpgsql as $$ begin return query {_question(cursor)}; end $$"
        )


def _question(cursor: Any) -> str:
    cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
    return " union all ".join(
        f"select '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from \"{table}\" t"
        for (table,) in cursor.fetchall()
        if table not in LEFT_OUT
    )


@contextmanager
def uncounted() -> Iterator[None]:
    counting = connection.force_debug_cursor
    connection.force_debug_cursor = False
    try:
        yield
    finally:
        connection.force_debug_cursor = counting


def can_look() -> bool:
    """Whether this test may use the database at all."""
    try:
        connection.ensure_connection()
    except RuntimeError:
        return False
    return not connection.needs_rollback


def watch_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    original = Client.request

    def watched(self: Client, **request: Any) -> Any:
        before = digest_of_database() if can_look() else None
        response = original(self, **request)
        if before is not None and 400 <= response.status_code < 500:
            after = digest_of_database()
            changed = sorted(table for table in after if after[table] != before.get(table))
            where = f"{request['REQUEST_METHOD']} {request['PATH_INFO']}"
            assert not changed, f"{where} answered {response.status_code} and yet changed {changed}"
        return response

    monkeypatch.setattr(Client, "request", watched)
