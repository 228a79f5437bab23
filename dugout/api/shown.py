"""A row as its shape describes it: the type of a field says how it is written, its name where it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from django.db.models import Manager
from ninja import Schema
from pydantic.fields import FieldInfo

from dugout.api.shapes import MoneyOut, id_text, moment, money

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class As:
    """How a value is written. The attribute is named after the field, with `end` behind it."""

    write: Reader
    end: str = ""


@dataclass(frozen=True, slots=True)
class From:
    """Where a field is read, if not by its name: a dotted place, or a function of the row.

    `currency` is the place of an amount's currency.
    """

    place: str | Reader = ""
    currency: str = "currency"


Id = Annotated[str, As(id_text, "_id")]
Moment = Annotated[str, As(moment)]
TextOrNone = Annotated[str | None, As(lambda text: text or None)]


def shown(shape: Any, row: Any, **more: Any) -> dict[str, Any]:
    """The row as the shape describes it, with what is given in `more` instead of what the row has."""
    if not more:
        return {name: read(row) for name, read in _readers(shape)}
    return {name: more[name] if name in more else read(row) for name, read in _readers(shape)}


def as_shape(shape: Any) -> Reader:
    """How lists show a row: as `shown`, of one shape."""
    return partial(shown, shape)


@cache
def _readers(shape: Any) -> tuple[tuple[str, Reader], ...]:
    return tuple((name, _reader(name, field)) for name, field in shape.model_fields.items())


def _reader(name: str, field: FieldInfo) -> Reader:
    """How the field is read from a row, and written."""
    hint, marks = field.annotation, field.metadata
    may_be_none = NoneType in get_args(hint)
    if may_be_none:
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is Annotated:
        hint, *inner = get_args(hint)
        marks = [*marks, *inner]
    how = next((one for one in marks if isinstance(one, As)), As(_writer(hint)))
    where = next((one for one in marks if isinstance(one, From)), From())
    own_place = name if name == "id" else f"{name}{how.end}"
    read = _at(where.place or own_place, may_be_none=may_be_none)
    if hint is MoneyOut:
        return _amount(read, attrgetter(where.currency))
    write = how.write
    return read if write is _as_it_is else lambda row: write(read(row))


def _at(place: str | Reader, *, may_be_none: bool) -> Reader:
    """Reads a place. Nothing on the way to a field that may be null is null."""
    if callable(place):
        return place
    first, _, last = place.rpartition(".")
    if not (may_be_none and first):
        return attrgetter(place)
    before, after = _at(first, may_be_none=True), attrgetter(last)
    return lambda row: None if (found := before(row)) is None else after(found)


def _amount(read: Reader, currency: Reader) -> Reader:
    return lambda row: None if (minor := read(row)) is None else money(minor, currency(row))


def _writer(hint: Any) -> Reader:
    """Shapes, and lists of them, are written as shapes; all else is what it is."""
    if _is_shape(hint):
        return lambda row: None if row is None else shown(hint, row)
    if get_origin(hint) is list and _is_shape(of := get_args(hint)[0]):
        return lambda rows: [shown(of, row) for row in (rows.all() if isinstance(rows, Manager) else rows)]
    return _as_it_is


def _is_shape(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Schema)


def _as_it_is(value: Any) -> Any:
    return value
