"""Asks the database, with values that travel beside the statement: so its plan can be kept from time to time."""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor

# psycopg reads moments in C, in the connection's zone, which is UTC. Django puts a reader in Python in its place, which
# takes ten times as long: a page of fifty accounts has two hundred moments.
QUICK_MOMENTS = psycopg.adapters.get_loader(psycopg.adapters.types["timestamptz"].oid, psycopg.pq.Format.TEXT)


class _Bound(ServerBindingCursor):
    """Leaves the values to the server. What it asked is there to be read, for Django's log, with a kept plan too."""

    def _send_query_prepared(self, name: bytes, pgq: Any, **how: Any) -> None:
        self._query = pgq
        super()._send_query_prepared(name, pgq, **how)  # type: ignore[misc]  # psycopg's, the stubs leave it out


def ask(
    sql: str, given: Mapping[str, Any] | Sequence[Any], *, planned_once: bool = True
) -> list[tuple[Any, ...]]:
    """The rows of a statement. One query.

    `planned_once` keeps its plan on the connection after a few askings. That suits what starts at one record, whose
    plan is the same for all of them; a list with conditions is planned for the values that it is given.
    """
    with _cursor(planned_once=planned_once) as cursor:
        cursor.execute(sql, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def ask_for_records(
    sql: str, given: Mapping[str, Any] | Sequence[Any], *, planned_once: bool = True
) -> list[dict[str, Any]]:
    """The rows of a statement, each as a mapping by the names of its columns. One query."""
    with _cursor(planned_once=planned_once) as cursor:
        cursor.execute(sql, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _cursor(*, planned_once: bool) -> Any:
    cursor = _bound() if planned_once else connection.cursor()
    if QUICK_MOMENTS is not None:
        cursor.cursor.adapters.register_loader("timestamptz", QUICK_MOMENTS)
    return cursor


def _bound() -> Any:
    # As Django's own `connection.cursor()` makes one, but of the class that leaves the values to the server.
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    database.ensure_connection()
    with database.wrap_database_errors:
        return database._prepare_cursor(_Bound(database.connection))  # type: ignore[call-arg]  # as above
