"""Watches that a refused request changes nothing: the whole database is compared, before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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

_question: dict[str, str] = {}


def digest_of_database() -> dict[str, Any]:
    """Number and checksum of the rows of every table but those left out, as the current connection sees them.

    A test that counts the queries of a page does not count this one.
    """
    with uncounted(), connection.cursor() as cursor:
        name = connection.settings_dict["NAME"]
        if name not in _question:
            cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
            tables = [row[0] for row in cursor.fetchall() if row[0] not in LEFT_OUT]
            _question[name] = " union all ".join(
                f"select '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from \"{table}\" t"
                for table in tables
            )
        cursor.execute(_question[name])
        return {table: (count, total) for table, count, total in cursor.fetchall()}


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
