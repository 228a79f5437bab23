"""Folds a table of changes: the rows of each group become one that says the same."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def fold(model: type[Model], *, groups: Sequence[str], sums: Sequence[str]) -> None:
    """Adds up the rows of each group that has several; a group that comes to nothing goes. One statement.

    Each row is added up by whoever deletes it, once: two who fold at once, or fold while others append, lose nothing,
    and whoever reads meanwhile sees the same sums. Names are columns of ours.
    """
    table, grouped, summed = model._meta.db_table, ", ".join(groups), ", ".join(sums)
    nothing = " and ".join(f"sum({name}) = 0" for name in sums)
    with connection.cursor() as cursor:
        cursor.execute(
            f"with several as (select unnest(array_agg(id)) as id from {table} group by {grouped} having count(*) > 1),"
            f" taken as (delete from {table} t using several where t.id = several.id returning t.*)"
            f" insert into {table} ({grouped}, {summed})"
            f" select {grouped}, {', '.join(f'sum({name})' for name in sums)} from taken"
            f" group by {grouped} having not ({nothing})"
        )
