"""Statements that are asked with every page: written once, planned once, and then only given their values.

`ask` asks SQL by hand, `Kept` a query set with `Given` in the place of its values. Who may, and for what, is named in
tests/architecture/test_fence.py (docs/decisions/0008); everywhere else a query set is asked as Django asks it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import psycopg
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BooleanField, F, Func, Model, QuerySet
from django.db.models.expressions import Expression
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable, get_related_populators
from psycopg import sql as psycopg_sql

R = TypeVar("R")
_PLACE = re.compile(r"%([%s])")
# psycopg reads moments in C, in the connection's zone, which is UTC. Django puts a reader in Python in its place, which
# takes ten times as long: a page of fifty accounts has two hundred moments.
QUICK_MOMENTS = psycopg.adapters.get_loader(psycopg.adapters.types["timestamptz"].oid, psycopg.pq.Format.TEXT)


def ask(
    sql: str, given: Mapping[str, Any] | Sequence[Any], *, planned_once: bool = True
) -> list[tuple[Any, ...]]:
    """The rows of a statement. `planned_once` as in `Kept`."""
    with _cursor(planned_once=planned_once) as cursor:
        cursor.execute(sql, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


class Given(Expression):
    """Stands in a query set where a value would: `filter(account_id=Given("account"))`."""

    def __init__(self, name: str, output_field: Any = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002
        return "%s", [self]


def among(field: str, name: str) -> Func:
    """Whether the field is one of the values that come later: `filter(among("owner_id", "owners"))`."""
    return Func(
        F(field), Given(name), arg_joiner=" = any(", template="%(expressions)s)", output_field=BooleanField()
    )


def rows_of(found: QuerySet[Any], **columns: Any) -> ArraySubquery:
    """The rows of a query set as one column of another: a list of mappings, in which days and moments are texts."""
    return ArraySubquery(found.values(json=JSONObject(**columns)))


class Kept(Generic[R]):
    """The rows of a query set that has `Given` in the place of its values.

    Gives what the query set would: instances with everything that `select_related` joined, or the tuples of
    `values_list`. `planned_once` keeps the plan on the connection. That suits what starts at one record, whose plan is
    the same for all of them; a list with conditions is planned for the values that it is given.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, R]], *, planned_once: bool = True) -> None:
        self._build = build
        self._planned_once = planned_once

    def rows(self, **given: Any) -> list[R]:
        """The rows for these values, one for each `Given` by its name."""
        sql, made = self._written
        return made(ask(sql, given, planned_once=self._planned_once))

    def first(self, **given: Any) -> R | None:
        """The first of the rows, or None. For a query set of at most one row."""
        return next(iter(self.rows(**given)), None)

    @cached_property
    def _written(self) -> tuple[str, Callable[[Sequence[Sequence[Any]]], list[Any]]]:
        rows = self._build()
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        instances = rows._iterable_class is ModelIterable
        made = _as_instances(rows.model, compiler) if instances else _as_tuples(compiler)
        return _with_names(sql, iter(params)), made


def _with_names(sql: str, params: Iterator[Any]) -> str:
    """The statement with a name for each `Given`, and every other value as the literal that it is."""

    def one(place: re.Match[str]) -> str:
        if place[1] == "%":
            return "%%"
        value = next(params)
        if isinstance(value, Given):
            return f"%({value.name})s"
        return psycopg_sql.Literal(value).as_string(connection.connection).replace("%", "%%")

    connection.ensure_connection()
    return _PLACE.sub(one, sql)


def _as_tuples(compiler: Any) -> Callable[[Sequence[Sequence[Any]]], list[Any]]:
    columns = compiler.select[0 : compiler.col_count]
    converters = compiler.get_converters([column for column, *_ in columns])

    def made(rows: Sequence[Sequence[Any]]) -> list[Any]:
        return (
            [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else list(rows)
        )

    return made


def _as_instances(model: type[Model], compiler: Any) -> Callable[[Sequence[Sequence[Any]]], list[Any]]:
    """Reads instances as Django's own ModelIterable does. What depends on the statement alone was worked out before."""
    select, info = compiler.select, compiler.klass_info
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[first:last]]
    joined = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # of Django 6
    added = tuple((compiler.annotation_col_map or {}).items())
    converters = compiler.get_converters([column for column, *_ in select])

    def made(rows: Sequence[Sequence[Any]]) -> list[Any]:
        if converters:
            rows = list(compiler.apply_converters(rows, converters))
        found = []
        for row in rows:
            instance = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in joined:
                populator.populate(row, instance)
            for name, position in added:
                setattr(instance, name, row[position])
            found.append(instance)
        return found

    return made


class _Bound(ServerBindingCursor):
    """Leaves the values to the server. What it asked is there to be read, for Django's log, with a kept plan too."""

    def _send_query_prepared(self, name: bytes, pgq: Any, **how: Any) -> None:
        self._query = pgq
        super()._send_query_prepared(name, pgq, **how)  # type: ignore[misc]  # psycopg's, the stubs leave it out


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
