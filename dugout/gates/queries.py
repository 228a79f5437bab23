"""Reads the gates of many records at once."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Any, TypeVar, cast, get_type_hints

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

from dugout.gates.rules import read_gates
from dugout.gates.terms import CONDITIONS, Facts, GateAsked, GateReading, GoneWithout, type_of_known
from dugout.statements import ask

T = TypeVar("T")


def read_all(
    of: type[Model], asked: Mapping[int, Sequence[GateAsked]], without: Facts[tuple[GoneWithout, ...]]
) -> dict[int, tuple[GateReading, ...]]:
    """How the gates of each record stand, by its id; `without` are the reasons to go on."""
    conditions = {gate.condition for gates in asked.values() for gate in gates}
    facts = {without} | {one for key in conditions for one in CONDITIONS.get(key).reads}
    known = known_of(of, asked, facts)
    reasons = {key: {one.gate_id: one.reason for one in known[key][without]} for key in asked}
    return {key: read_gates(gates, known[key], reasons[key]) for key, gates in asked.items()}


def known_of(
    of: type[Model], ids: Collection[int], facts: Collection[Facts[Any]]
) -> dict[int, type_of_known]:
    """These facts about each record, by its id."""
    if not ids:
        return {}
    wanted = tuple(sorted(facts, key=lambda one: one.key))
    sql, given = _statement(of, wanted)
    return {
        key: {one: one.read(value) for one, value in zip(wanted, values, strict=True)}
        for key, *values in ask(sql, (*given, list(ids)))
    }


@lru_cache(200)
def _statement(of: type[Model], facts: tuple[Facts[Any], ...]) -> tuple[str, tuple[Any, ...]]:
    """Kept for each set of facts: writing the statement takes the ORM longer than answering it takes the database."""
    columns = {f"fact_{one.key}": one.column() for one in facts if one.column is not None}
    rows = of._default_manager.order_by().annotate(**columns).values_list("id", *columns)
    sql, given = rows.query.sql_with_params()
    return f"select * from ({sql}) known where id = any(%s)", given


def rows_as(
    key: str, kind: type[T], rows: Callable[[], QuerySet[Any]], **columns: Any
) -> Facts[tuple[T, ...]]:
    """Facts that are rows of a query set over `OuterRef`s of the record.

    `kind` is a named tuple or a dataclass; each field is the column of its name, or what `columns` says.
    """

    def column() -> ArraySubquery:
        wanted = {name: columns.get(name, name) for name in _hints(cast(Any, kind))}
        return ArraySubquery(rows().values(fact=JSONObject(**wanted)))

    return Facts(key=key, none=(), column=column, read=partial(_read_rows, kind))


def _read_rows(kind: type[T], rows: Sequence[str]) -> tuple[T, ...]:
    hints = _hints(cast(Any, kind)) if rows else {}
    return tuple(
        kind(**{name: _read(hints[name], value) for name, value in json.loads(row).items()}) for row in rows
    )


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:
    """A value as JSON carries it: days, moments and words of a few as text."""
    if value is None:
        return None
    if hint in (date, date | None):
        return date.fromisoformat(value)
    if hint in (datetime, datetime | None):
        return datetime.fromisoformat(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value
