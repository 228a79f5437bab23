"""The fields of a small form, made of what it asks for: what each looks like follows from the type of its value."""

from datetime import date
from typing import Any, NamedTuple

from dugout.gates.terms import Ask, Part
from dugout.selling.terms import Who
from dugout.values.records import Declared, Unit, declared


class FieldShown(NamedTuple):
    """A field by its name in the form. `sort` is who, choice, day, money or text; `value` stands in it beforehand."""

    name: str
    sort: str
    ask: Ask
    value: Any


def rows_of(part: Part, at: str, today: date) -> list[list[FieldShown]]:
    """The fields of a part in rows: what is beside another stands in its row."""
    of = {one.name: one for one in declared(part.values)}
    rows: list[list[FieldShown]] = []
    for name, ask in part.asks.items():
        one = of[name]
        usual = part.usual.get(name) or (today if one.kind is date and not one.may_be_none else "")
        value = usual.isoformat() if isinstance(usual, date) else usual
        place = "-".join(piece for piece in (at, part.at, one.public) if piece)
        shown = FieldShown(name=place, sort=_sort(one, ask), ask=ask, value=value)
        if ask.beside and rows:
            rows[-1].append(shown)
        else:
            rows.append([shown])
    return rows


def _sort(one: Declared, ask: Ask) -> str:
    if one.kind is Who:
        return "who"
    if ask.choices is not None:
        return "choice"
    if one.kind is date:
        return "day"
    return "money" if one.mark is Unit.MINOR else "text"
