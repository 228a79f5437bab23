"""Pages of a list that is asked again and again with other values: each of its statements is written once.

`dugout.statements` says for whom.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from dugout.paging.cursors import marker_of, order_fields, reach, read_cursor
from dugout.paging.keyset import Page, parts_from
from dugout.statements import Given, Kept

R = TypeVar("R")
# Conditions of a list: a frozen dataclass whose fields all have a value unless told.
W = TypeVar("W", bound=Any)
# So many statements of a list are kept, the latest used: one for each shape, order, limit and place of the marker.
MOST_KEPT = 200


class KeptPages(Generic[W, R]):
    """Pages of the query set that `build` makes of conditions.

    The values of the conditions that are `typed` differ every time: `build` gets `Given` in their place. What is chosen
    of a few is part of a statement. `build` gives instances; or tuples by `values_list`, and then `places` says where
    in them each field of an order is. `planned_once` as in `Kept`.
    """

    def __init__(
        self,
        model: type[Model],
        build: Callable[[W], QuerySet[Any, R]],
        *,
        typed: Iterable[str],
        places: Mapping[str, int] | None = None,
        planned_once: bool = False,
    ) -> None:
        self._build = build
        self._typed = tuple(typed)
        self._steps = cache(partial(order_fields, model))
        self._places = places
        self._planned_once = planned_once
        self._statements = lru_cache(MOST_KEPT)(self._write)

    def page(
        self, wanted: W, *, order: Sequence[str], after: str | None, limit: int, **given: Any
    ) -> Page[R]:
        """As `page_of`: whatever lies before the marker; refused for a marker of another order.

        `given` are values that `build` itself left open.
        """
        order, usual = tuple(order), type(wanted)()
        typed = {
            name: value for name in self._typed if (value := getattr(wanted, name)) != getattr(usual, name)
        }
        chosen = replace(wanted, **{name: getattr(usual, name) for name in typed})
        steps = self._steps(order)
        begin = read_cursor(after, steps) if after else ()
        values = {f"after{place}": value for place, value in enumerate(begin) if value is not None}
        found: list[R] = []
        for part in self._statements(
            chosen, tuple(typed), order, tuple(value is None for value in begin), limit
        ):
            if len(found) <= limit:
                found += part.rows(**given, **typed, **values)
        more = len(found) > limit
        found = found[:limit]
        last = [self._value(found[-1], step.path) for step in steps] if more else []
        return Page(rows=found, after=marker_of(last, steps) if more else None)

    def _write(
        self, chosen: W, typed: tuple[str, ...], order: tuple[str, ...], empty: tuple[bool, ...], limit: int
    ) -> tuple[Kept[R], ...]:
        """For the rows that have the first field, then for those that have it empty, where there may be such."""
        rows = self._build(replace(chosen, **{name: Given(name) for name in typed}))
        steps = self._steps(order)
        begin = [
            None if is_empty else Given(f"after{place}", step.field)
            for place, (step, is_empty) in enumerate(zip(steps, empty, strict=False))
        ]
        return tuple(
            Kept(partial(_cut, part, limit + 1), planned_once=self._planned_once)
            for part in parts_from(rows, steps, begin or None)
        )

    def _value(self, row: Any, path: str) -> Any:
        return row[self._places[path]] if self._places else reach(row, path)


def _cut(rows: QuerySet[Any, R], most: int) -> QuerySet[Any, R]:
    return rows[:most]
