"""One record by its id, who changed it last, who wrote on accounts, and what doctor asks about the outbox."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from dugout.history.models import Entry, OutboxRow
from dugout.history.terms import MOST_TRIES
from dugout.statements import ask
from dugout.values.refused import Missing

M = TypeVar("M", bound=Model)


def the(rows: QuerySet[M], record_id: int) -> M:
    """The row of this id. Missing when there is none; the model's `where` says where to look."""
    found = rows.filter(pk=record_id).first()
    if found is None:
        raise missing(rows.model)
    return found


def missing(model: type[Model]) -> Missing:
    """That there is no such record, and where to look for one."""
    where: str = getattr(model, "where")  # noqa: B009  each model that is asked for by id has it
    return Missing.because(f"There is no such {model._meta.verbose_name}.", where)


def who_changed(subject_kind: str, subject_id: int, account_id: int | None) -> str:
    """The author of the newest entry about a record, of an account or of none; Dugout where no person did it."""
    of_it = {"account_id": account_id, "subject_kind": subject_kind, "subject_id": subject_id}
    rows = Entry.objects.filter(**of_it)
    found = rows.select_related("author").order_by("-id").first()
    return found.author.name if found and found.author else "Dugout"


def parked_rows() -> int:
    """How many deliveries failed too often to be tried again."""
    return OutboxRow.objects.filter(delivered_at=None, tries__gte=MOST_TRIES).count()


# Of each account only so many of its newest entries are looked at, however many it has.
_BY_DEPARTMENT = """
select e.department_id, count(*)
  from unnest(%(accounts)s::bigint[]) as a(id)
  cross join lateral (
    select department_id, author_id, recorded_at from dugout_entry
     where account_id = a.id order by id desc limit 50) e
 where e.recorded_at >= %(since)s and e.author_id <> all(%(but_by)s) and e.department_id is not null
 group by e.department_id"""


def entries_by_department(
    account_ids: Collection[int], *, since: datetime, but_by: Collection[int]
) -> dict[int, int]:
    """How many of the newest entries of these accounts each department wrote since a moment, but for some authors."""
    return dict(ask(_BY_DEPARTMENT, {"accounts": list(account_ids), "since": since, "but_by": list(but_by)}))
