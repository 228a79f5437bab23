"""A query set whose statement is written once: the ORM says what is asked, and is not asked again how to say it.

To write the SQL of a page's query set took longer than PostgreSQL needed to answer it (docs/decisions/0006).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from psycopg import sql

from dugout.statements.asking import ask
from dugout.statements.given import Given

R = TypeVar("R")
_PLACE = re.compile(r"%([%s])")


class Kept(Generic[R]):
    """The rows of a query set that has `Given` in the place of its values.

    Gives what the query set would: instances with everything that `select_related` joined, or the tuples of
    `values_list`. One query each time. `planned_once` as in `ask`.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, R]], *, planned_once: bool = True) -> None:
        self._build = build
        self._planned_once = planned_once

    def rows(self, **given: Any) -> list[R]:
        """The rows for these values, one for each `Given` by its name."""
        written, made = self._written
        return made(ask(written, given, planned_once=self._planned_once))

    def first(self, **given: Any) -> R | None:
        """The first of the rows, or None. A query set of at most one row."""
        return next(iter(self.rows(**given)), None)

    @cached_property
    def _written(self) -> tuple[str, Callable[[Sequence[Sequence[Any]]], list[Any]]]:
        rows = self._build()
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        text, params = compiler.as_sql()
        instances = rows._iterable_class is ModelIterable
        made = _as_instances(rows.model, compiler) if instances else _as_tuples(compiler)
        return _with_names(text, iter(params)), made


def _with_names(text: str, params: Iterator[Any]) -> str:
    """The statement with a name for each `Given`, and every other value as the literal that it is."""

    def one(place: re.Match[str]) -> str:
        if place[1] == "%":
            return "%%"
        value = next(params)
        if isinstance(value, Given):
            return f"%({value.name})s"
        return sql.Literal(value).as_string(connection.connection).replace("%", "%%")

    connection.ensure_connection()
    return _PLACE.sub(one, text)


def _as_tuples(compiler: Any) -> Callable[[Sequence[Sequence[Any]]], list[Any]]:
    columns = compiler.select[0 : compiler.col_count]
    converters = compiler.get_converters([column for column, *_ in columns])

    def made(rows: Sequence[Sequence[Any]]) -> list[Any]:
        return (
            [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else list(rows)
        )

    return made


def _as_instances(model: type[Model], compiler: Any) -> Callable[[Sequence[Sequence[Any]]], list[Any]]:
    """As Django's own ModelIterable reads them, with all that depends on the statement alone done beforehand."""
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
