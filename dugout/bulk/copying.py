"""COPY for the set-based verbs: new rows, changed rows, and ids for rows that do not exist yet.

COPY passes by everything that Django does for a single row, so the verb that calls this has asked the rules.
Constraints and triggers of the database hold as ever.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Row = Sequence[Any]


def new_ids(model: type[Model], count: int) -> list[int]:
    """Ids for so many rows to come, from the table's own sequence, ascending."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """Writes new rows: values of the named fields (`account_id` for a foreign key), in their order.

    Fields that are not named get the model's default. JSON is given as text.
    """
    _in_transaction()
    usual = {
        str(field.column): value
        for field in _columns(model)
        if field.attname not in fields and not field.primary_key
        # A column that is not sent is null.
        if (value := field.get_default()) is not None
    }
    columns = [*usual, *(str(_field(model, name).column) for name in fields)]
    constant = tuple(usual.values())
    _copy(model._meta.db_table, columns, (constant + tuple(row) for row in rows))


def change_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """Changes rows: each is its id and then the new values of the named fields."""
    _in_transaction()
    rows = list(rows)
    if not rows:
        return
    key = str(model._meta.pk.column)
    table, columns = model._meta.db_table, [str(_field(model, name).column) for name in fields]
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temp table changed on commit drop as select "{key}", {named} from "{table}" limit 0'
        )
        _copy("changed", [key, *columns], rows)
        each = ", ".join(f'"{column}" = changed."{column}"' for column in columns)
        cursor.execute(f'update "{table}" set {each} from changed where "{table}"."{key}" = changed."{key}"')
        cursor.execute("drop table changed")


def _copy(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f'copy "{table}" ({named}) from stdin') as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def _field(model: type[Model], attname: str) -> "Field[Any, Any]":
    return next(field for field in _columns(model) if field.attname == attname)


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("rows are copied in the transaction of the verb that they belong to")
