"""A record's values are declared once: the frozen dataclass in a package's `terms`. The rest follows from its types.

`Annotated[str, Line(200)]` is a text of one line and at most 200 characters, `Text(2_000)` one of several lines.
`date`, `time`, a `StrEnum`, `bool` and `int` are what they say. `Annotated[int, Unit.MINOR]` is an amount in minor
units of the values' own `currency`, `Unit.BASIS_POINTS` a share. `owner_id: int` is a record by its id, which forms and
API call `owner`; `frozenset[E]` several words of a list. With `| None` it may be left open.
"""

from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, time
from enum import Enum, StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from dugout.values.refused import Problem
from dugout.values.texts import clean_line, clean_text

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Line:
    """A text of one line, of at most so many characters."""

    most: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text of any number of lines, of at most so many characters."""

    most: int


class Unit(StrEnum):
    """What a whole number counts."""

    MINOR = "minor units of the currency"
    BASIS_POINTS = "basis points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One field as its dataclass declares it. `kind` is the bare type; of `several` values that of each."""

    name: str
    kind: type
    several: bool
    may_be_none: bool
    mark: Line | Text | Unit | None
    default: Any

    @property
    def is_id(self) -> bool:
        return self.kind is int and self.name.endswith("_id")

    @property
    def public(self) -> str:
        """How forms and API call it: `owner` for `owner_id`."""
        return self.name.removesuffix("_id")

    @property
    def must_be_given(self) -> bool:
        return self.default is MISSING


def declared(of: type) -> tuple[Declared, ...]:
    """The fields of a dataclass of values, in their order."""
    return _declared_in(cast(Any, of))


@cache
def _declared_in(of: Any) -> tuple[Declared, ...]:
    hints = get_type_hints(of, include_extras=True)
    return tuple(_declared(one.name, hints[one.name], one.default) for one in fields(of))


def _declared(name: str, hint: Any, default: Any) -> Declared:
    mark = None
    if get_origin(hint) is Annotated:
        hint, mark = get_args(hint)
    ways = get_args(hint) if NoneType in get_args(hint) else (hint,)
    kind = next(way for way in ways if way is not NoneType)
    several = get_origin(kind) is frozenset
    return Declared(
        name=name,
        kind=get_args(kind)[0] if several else kind,
        several=several,
        may_be_none=len(ways) > 1,
        mark=mark,
        default=default,
    )


def values_of(of: type[V], row: Any, **given: Any) -> V:
    """A row as the values that a person writes; what is not a column of the row is given."""
    read = {
        one.name: _as_declared(one, getattr(row, one.name)) for one in declared(of) if one.name not in given
    }
    return of(**read, **given)


def _as_declared(one: Declared, kept: Any) -> Any:
    return one.kind(kept) if kept is not None and issubclass(one.kind, Enum) else kept


def columns_of(values: Any) -> dict[str, Any]:
    """Values as the columns of their row; several values of one field stand in rows of their own."""
    told = ((one.name, getattr(values, one.name)) for one in declared(type(values)) if not one.several)
    return {name: value.value if isinstance(value, Enum) else value for name, value in told}


def told_of(values: Any) -> dict[str, Any]:
    """Values as history keeps them: what JSON can hold."""
    return {one.name: _told(getattr(values, one.name)) for one in declared(type(values))}


def _told(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(_told(one) for one in value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | time) else value


def cleaned(values: V) -> tuple[V, tuple[Problem, ...]]:
    """The values with their texts as they are kept, and what is wrong with those, which stay as they were."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for one in declared(type(values)):
        written = getattr(values, one.name)
        if isinstance(one.mark, Line | Text) and written is not None:
            clean = clean_line if isinstance(one.mark, Line) else clean_text
            text = clean(written, one.mark.most, field=one.public)
            if isinstance(text, Problem):
                problems.append(text)
            else:
                texts[one.name] = text
    return cast(V, replace(cast(Any, values), **texts)), tuple(problems)


def too_long(values: Any) -> tuple[Problem, ...]:
    """The texts that have more characters than they may."""
    return tuple(
        Problem(one.public, f"This has more than {one.mark.most} characters.", "Shorten it.")
        for one in declared(type(values))
        if isinstance(one.mark, Line | Text) and len(getattr(values, one.name)) > one.mark.most
    )


def first_of_each(*problems: Problem) -> tuple[Problem, ...]:
    """One problem for each field, the first that was found; all of those that are about the whole."""
    told: set[str] = set()
    kept = []
    for one in problems:
        if not one.field or one.field not in told:
            kept.append(one)
        told.add(one.field)
    return tuple(kept)
