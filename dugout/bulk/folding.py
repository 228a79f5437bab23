"""Folds a table of changes: the rows of each group become one that says the same."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

# One who folds a table leaves nothing to the others, and two who delete in different orders would wait in a ring.
FOLD_LOCK = 4206


def fold(model: type[Model], *, groups: Sequence[str], sums: Sequence[str]) -> None:
    """Adds up the rows of each group that has several; a group that comes to nothing goes. One statement.

    Each row is added up by whoever deletes it, once: who folds while others append loses nothing, and whoever reads
    meanwhile sees the same sums. While somebody folds the table, the next does nothing. Names are columns of ours.
    """
    table, grouped, summed = model._meta.db_table, ", ".join(groups), ", ".join(sums)
    nothing = " and ".join(f"sum({name}) = 0" for name in sums)
    with connection.cursor() as cursor:
        cursor.execute(
            "with alone as materialized (select pg_try_advisory_xact_lock(%s, hashtext(%s)) as mine),"
            f" several as (select unnest(array_agg(id)) as id from {table} where (select mine from alone)"
            f" group by {grouped} having count(*) > 1),"
            f" taken as (delete from {table} t using several where t.id = several.id returning t.*)"
            f" insert into {table} ({grouped}, {summed})"
            f" select {grouped}, {', '.join(f'sum({name})' for name in sums)} from taken"
            f" group by {grouped} having not ({nothing})",
            [FOLD_LOCK, table],
        )
