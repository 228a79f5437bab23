"""Rows by thousands of keys: one array instead of a parameter for each, which Django would handle one by one."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def rows_with(
    model: type[Model], columns: Sequence[str], *, keys: Collection[Any], among: str, **equal: Any
) -> list[tuple[Any, ...]]:
    """The named columns of rows whose column `among` holds one of the keys, and others equal."""
    if not keys:
        return []
    named = ", ".join(f'"{column}"' for column in columns)
    also = "".join(f' and "{column}" = %s' for column in equal)
    with connection.cursor() as cursor:
        cursor.execute(
            f'select {named} from "{model._meta.db_table}" where "{among}" = any(%s){also}',
            [list(keys), *equal.values()],
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
