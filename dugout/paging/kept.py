"""Pages of a list that is asked again and again with other values: each of its statements is written once."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from dugout.paging.cursors import marker_of, reach, read_cursor, steps_of
from dugout.paging.keyset import Page, parts_from
from dugout.statements.given import Given
from dugout.statements.kept import Kept

R = TypeVar("R")
# Conditions of a list: a frozen dataclass whose fields all have a value unless told.
W = TypeVar("W", bound=Any)
S = TypeVar("S", bound=Hashable)
# So many statements of a list are kept, the latest used: one for each shape, order, limit and place of the marker.
MOST_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Generic[W]):
    """What a list was asked, without the values that differ every time: these are given, the rest is a statement."""

    chosen: W
    typed: tuple[str, ...]

    def wanted(self) -> W:
        """The conditions again, with `Given` in the place of each value that was typed."""
        given: Any = {name: Given(name) for name in self.typed}
        return replace(self.chosen, **given)


def shape_of(wanted: W, *, typed: Iterable[str]) -> tuple[Shape[W], dict[str, Any]]:
    """The shape of conditions, and their values by name for those of `typed` that are not as they are unless told."""
    usual = type(wanted)()
    given = {name: value for name in typed if (value := getattr(wanted, name)) != getattr(usual, name)}
    left: Any = {name: getattr(usual, name) for name in given}
    return Shape(chosen=replace(wanted, **left), typed=tuple(given)), given


class KeptPages(Generic[S, R]):
    """Pages of the query set that `build` makes of a shape: which conditions there are, with `Given` for their values.

    `build` gives instances; or tuples by `values_list`, and then `places` says where in them each field of an order is.
    `planned_once` as in `ask`.
    """

    def __init__(
        self,
        model: type[Model],
        build: Callable[[S], QuerySet[Any, R]],
        *,
        places: Mapping[str, int] | None = None,
        planned_once: bool = False,
    ) -> None:
        self._build = build
        self._steps = cache(partial(steps_of, model))
        self._places = places
        self._planned_once = planned_once
        self._statements = lru_cache(MOST_KEPT)(self._write)

    def page(
        self, shape: S, given: Mapping[str, Any], *, order: Sequence[str], after: str | None, limit: int
    ) -> Page[R]:
        """As `page_of`: whatever lies before the marker; refused for a marker of another order.

        One query; one more for a page that comes to the rows whose first field is empty.
        """
        order = tuple(order)
        steps = self._steps(order)
        begin = read_cursor(after, steps) if after else ()
        values = {f"after{place}": value for place, value in enumerate(begin) if value is not None}
        found: list[R] = []
        for part in self._statements(shape, order, tuple(value is None for value in begin), limit):
            if len(found) <= limit:
                found += part.rows(**given, **values)
        more = len(found) > limit
        found = found[:limit]
        last = [self._value(found[-1], step.path) for step in steps] if more else []
        return Page(rows=found, after=marker_of(last, steps) if more else None)

    def _write(
        self, shape: S, order: tuple[str, ...], empty: tuple[bool, ...], limit: int
    ) -> tuple[Kept[R], ...]:
        """For the rows that have the first field, then for those that have it empty, where there may be such."""
        steps = self._steps(order)
        begin = [
            None if is_empty else Given(f"after{place}", step.field)
            for place, (step, is_empty) in enumerate(zip(steps, empty, strict=False))
        ]
        return tuple(
            Kept(partial(_cut, part, limit + 1), planned_once=self._planned_once)
            for part in parts_from(self._build(shape), steps, begin or None)
        )

    def _value(self, row: Any, path: str) -> Any:
        return row[self._places[path]] if self._places else reach(row, path)


def _cut(rows: QuerySet[Any, R], most: int) -> QuerySet[Any, R]:
    return rows[:most]
