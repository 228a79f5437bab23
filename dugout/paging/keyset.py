"""One page of a query set after a cursor, in an order that ends with a unique field.

Page 2,000 costs what page 1 costs: the page begins by one range of an index, whatever lies before it. For that
all fields of the order point the same way, the index has them in the same order, and only the first may be null.
Other orders are answered as well, but the database reads through those who are equal in the first field.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models import F, Func, Model, Q, QuerySet
from django.db.models.expressions import Expression, Value
from django.db.models.fields import BooleanField
from django.db.models.lookups import GreaterThan, LessThan

from dugout.paging.cursors import OrderField, order_fields, read_cursor, write_cursor

M = TypeVar("M", bound=Model)
R = TypeVar("R")
HALF = "keyset_half"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[R]):
    """Rows of one page, and the cursor after its last row, or None at the end."""

    rows: list[R]
    after: str | None


class RowValue(Func):
    """The database's `ROW(a, b)`: two of them are compared field by field, by one range of an index."""

    function = "ROW"
    output_field = BooleanField()


def page_of(rows: QuerySet[M], *, order: Sequence[str], after: str | None, limit: int) -> Page[M]:
    """The next `limit` rows after a cursor, whatever lies before it.

    `order` holds field names, "-" in front for descending; the last must be unique. Empty values (null)
    come last in either direction. A cursor that this order did not make is refused.
    """
    steps = order_fields(rows.model, order)
    begin = read_cursor(after, steps) if after else None
    found = _first_of(parts_from(rows, steps, begin), limit + 1)
    more = len(found) > limit
    found = found[:limit]
    return Page(rows=found, after=write_cursor(found[-1], steps) if more else None)


def parts_from(
    rows: QuerySet[M, R], steps: Sequence[OrderField], begin: Sequence[Any] | None
) -> list[QuerySet[M, R]]:
    """The rows beyond the values `begin`, each part in order: those that have the first field, then those without."""
    first = steps[0]
    if not first.nullable:
        return [_ordered(rows, steps, begin)]
    in_empty = begin is not None and begin[0] is None
    empty = rows.filter(**{f"{first.path}__isnull": True})
    # Its first field is the same in all of them; named all the same, it lets the index give the order.
    last = _ordered(empty, steps[1:], begin[1:] if begin and in_empty else None).order_by(
        *_order([replace(first, nullable=False), *steps[1:]])
    )
    if in_empty:
        return [last]
    filled = rows.filter(**{f"{first.path}__isnull": False})
    return [_ordered(filled, [replace(first, nullable=False), *steps[1:]], begin), last]


def _first_of(parts: Sequence[QuerySet[M]], most: int) -> list[M]:
    """The first rows of the parts, in one query: the database ends as soon as it has enough."""
    if len(parts) == 1:
        return list(parts[0][:most])
    filled, empty = (part.annotate(**{HALF: Value(no)})[:most] for no, part in enumerate(parts))
    return sorted(filled.union(empty, all=True)[:most], key=attrgetter(HALF))


def _ordered(
    rows: QuerySet[M, R], steps: Sequence[OrderField], begin: Sequence[Any] | None
) -> QuerySet[M, R]:
    if begin is not None:
        rows = rows.filter(_beyond(steps, begin))
    return rows.order_by(*_order(steps))


def _order(steps: Sequence[OrderField]) -> list[Any]:
    """The order as expressions. "Nulls last" is said only where there are nulls: an index without it serves too."""
    return [
        F(step.path).desc(nulls_last=step.nullable or None)
        if step.descending
        else F(step.path).asc(nulls_last=step.nullable or None)
        for step in steps
    ]


def _beyond(steps: Sequence[OrderField], values: Sequence[Any]) -> Any:
    """Rows that come after these values: greater in the first field, or equal in it and greater in the next."""
    if len({step.descending for step in steps}) == 1 and not any(step.nullable for step in steps):
        here = RowValue(*[F(step.path) for step in steps])
        there = RowValue(*[
            v if isinstance(v, Expression) else Value(v, output_field=s.field)
            for s, v in zip(steps, values, strict=True)
        ])  # fmt: skip
        return LessThan(here, there) if steps[0].descending else GreaterThan(here, there)
    beyond = Q()
    equal = Q()
    for step, value in zip(steps, values, strict=True):
        if value is not None:
            further = Q(**{f"{step.path}__lt" if step.descending else f"{step.path}__gt": value})
            beyond |= equal & (further | Q(**{step.path: None}) if step.nullable else further)
        equal &= Q(**{step.path: value})
    return beyond
