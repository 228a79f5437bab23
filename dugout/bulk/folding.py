"""Tables of changes, whose sums are what there is: folded, and compared with what they are the sums of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

# One who folds a table leaves nothing to the others, and two who delete in different orders would wait in a ring.
FOLD_LOCK = 4206


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A table of changes: columns that make a group, columns that are added up, and what they should come to.

    `truth` is a query of the same columns in the same order, whose rows are added up as well; it reads the records
    themselves. Names are columns of ours.
    """

    model: type[Model]
    groups: Sequence[str]
    sums: Sequence[str]
    truth: str

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> str:
        return ", ".join((*self.groups, *self.sums))

    @property
    def lacking(self) -> str:
        """A query of the changes that the table lacks: a row for each group that does not come to what it should."""
        names, groups = self.columns, ", ".join(self.groups)
        added = ", ".join(f"sum({name}) as {name}" for name in self.sums)
        less = ", ".join((*self.groups, *(f"-{name}" for name in self.sums)))
        return (
            f"select {groups}, {added} from (select {names} from ({self.truth}) true_sums ({names})"
            f" union all select {less} from {self.table}) compared group by {groups} having {self._any()}"
        )

    @property
    def folded(self) -> str:
        """The statement that makes one row of the rows of each group that has several."""
        groups, summed = ", ".join(self.groups), ", ".join(f"sum({name})" for name in self.sums)
        return (
            "with alone as materialized (select pg_try_advisory_xact_lock(%s, hashtext(%s)) as mine),"
            f" several as (select unnest(array_agg(id)) as id from {self.table} where (select mine from alone)"
            f" group by {groups} having count(*) > 1),"
            f" taken as (delete from {self.table} t using several where t.id = several.id returning t.*)"
            f" insert into {self.table} ({self.columns})"
            f" select {groups}, {summed} from taken group by {groups} having {self._any()}"
        )

    def _any(self) -> str:
        return "(" + " or ".join(f"sum({name}) <> 0" for name in self.sums) + ")"


def fold(tally: Tally) -> None:
    """Adds up the rows of each group that has several; a group that comes to nothing goes. One statement.

    Each row is added up by whoever deletes it, once: who folds while others append loses nothing, and whoever reads
    meanwhile sees the same sums. While somebody folds the table, the next does nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(tally.folded, [FOLD_LOCK, tally.table])


def count_false(tally: Tally) -> int:
    """How many groups do not come to what they should. One statement, which reads all that is added up."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({tally.lacking}) lacking")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def mend(tally: Tally) -> int:
    """Appends the changes that the table lacks; of how many groups. One statement.

    What it reads is of one moment, at which records and changes belong together, so it is right whoever writes
    meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {tally.table} ({tally.columns}) {tally.lacking}")
        return int(cursor.rowcount)
