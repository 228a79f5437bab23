"""One page of a query set after a cursor, in an order that ends with a unique field."""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

from dugout.values.refused import Problem, Refused

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[M]):
    """Rows of one page, and the cursor after its last row, or None at the end."""

    rows: list[M]
    after: str | None


def page_of(rows: QuerySet[M], *, order: Sequence[str], after: str | None, limit: int) -> Page[M]:
    """The next `limit` rows after a cursor. One query, whatever lies before the cursor.

    `order` holds field names, "-" in front for descending; the last must be unique. Empty values (null)
    come last in either direction. A cursor that this order did not make is refused.
    """
    fields = [(name.lstrip("-"), name.startswith("-")) for name in order]
    ordered = rows.order_by(
        *[
            F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True)
            for name, descending in fields
        ]
    )
    if after:
        ordered = ordered.filter(_beyond(fields, read_cursor(after, len(fields))))
    found = list(ordered[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return Page(
        rows=found, after=write_cursor([_reach(found[-1], name) for name, _ in fields]) if more else None
    )


def _beyond(fields: Sequence[tuple[str, bool]], values: Sequence[Any]) -> Q:
    """Rows that come after these values: greater in the first field, or equal in it and greater in the next."""
    beyond = Q()
    equal = Q()
    for (name, descending), value in zip(fields, values, strict=True):
        if value is not None:
            further = Q(**{f"{name}__lt" if descending else f"{name}__gt": value}) | Q(**{name: None})
            beyond |= equal & further
        equal &= Q(**{name: value})
    return beyond


def _reach(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def write_cursor(values: Sequence[Any]) -> str:
    """Values of the last row as opaque text."""
    plain = [value.isoformat() if isinstance(value, dt.date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(text: str, length: int) -> list[Any]:
    """The values of a cursor. Refused when it is not one of ours for this order."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        values = None
    sound = isinstance(values, list) and len(values) == length
    if not sound or not all(value is None or isinstance(value, str | int) for value in values):
        raise Refused(
            (
                Problem(
                    field="after",
                    what="This page marker is not one of this list.",
                    remedy="Start at the first page again.",
                ),
            )
        )
    return list(values)
