"""What a page marker holds: the order's own mark and the values of the last row, as opaque text."""

import base64
import binascii
import datetime as dt
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Field, Model

from dugout.values.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderField:
    """One field of an order: its path from the rows, its direction, and whether it may be empty."""

    path: str
    descending: bool
    field: "Field[Any, Any]"
    nullable: bool = False


def order_fields(model: type[Model], order: Sequence[str]) -> list[OrderField]:
    """The fields that an order names, "-" in front for descending; paths may lead to joined rows."""
    steps = []
    for name in order:
        path = name.removeprefix("-")
        field = _field(model, path)
        # A generated value is of the type of what it is made of.
        typed: Field[Any, Any] = getattr(field, "output_field", field)
        steps.append(OrderField(path=path, descending=name.startswith("-"), field=typed, nullable=field.null))
    return steps


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    *relations, last = path.split("__")
    for name in relations:
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)
        model = related
    field = model._meta.get_field(last)
    assert isinstance(field, Field)
    return field


def write_cursor(row: Model, steps: Sequence[OrderField]) -> str:
    """The marker after this row."""
    return marker_of([reach(row, step.path) for step in steps], steps)


def marker_of(values: Sequence[Any], steps: Sequence[OrderField]) -> str:
    """The marker after a row that has these values."""
    plain = [value.isoformat() if isinstance(value, dt.date) else value for value in values]
    text = json.dumps([_mark(steps), *plain], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, steps: Sequence[OrderField]) -> list[Any]:
    """The values of a marker, each of its field's type. Refused when this order did not make it."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        if not isinstance(found, list) or len(found) != len(steps) + 1 or found[0] != _mark(steps):
            raise ValueError("not of this order")
        return [_typed(step, value) for step, value in zip(steps, found[1:], strict=True)]
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError, ValidationError) as error:
        raise Refused.because(
            "This page marker is not one of this list.", "Start at the first page again.", "after"
        ) from error


def _typed(step: OrderField, value: Any) -> Any:
    if value is None and step.nullable:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError("no value of ours")
    if isinstance(value, str) and "\0" in value:
        raise ValueError("no text that the database keeps")
    typed = step.field.to_python(value)
    if isinstance(step.field, DateTimeField) and typed.tzinfo is None:
        raise ValueError("no moment of ours")
    return typed


def _mark(steps: Sequence[OrderField]) -> int:
    """A short sign of the order, so that a marker of another order is not taken for one of this."""
    return zlib.crc32(",".join(f"{'-' if step.descending else ''}{step.path}" for step in steps).encode())


def reach(row: Model, path: str) -> Any:
    """The value at a path of fields from a row."""
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value
