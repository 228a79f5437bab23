"""What is sent to write a record: its fields follow from the values that are declared, and are read into them."""

from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from pydantic import create_model

from dugout.api.shapes import MoneyIn, Sent, minor_of, number_or_none
from dugout.values.records import Declared, Unit, declared
from dugout.values.refused import Problem, Refused

V = TypeVar("V")


def sent_of(values: type, *, but: tuple[str, ...] = ()) -> Any:
    """A shape with every declared field, each of which may be left out."""
    told: dict[str, Any] = {
        one.public: _type_and_default(one) for one in declared(values) if one.name not in but
    }
    return create_model(f"{values.__name__}Sent", __base__=Sent, **told)


def _type_and_default(one: Declared) -> tuple[Any, Any]:
    """Nothing where something must be is refused by name, not by shape."""
    if one.kind is str and not one.may_be_none:
        return str, ""
    default = None if one.must_be_given or one.is_id else one.default
    bare: Any = MoneyIn if one.mark is Unit.MINOR else str if one.is_id else one.kind
    bare = list[bare] if one.several else bare
    return (bare | None if default is None else bare), default


def read_sent(values: V, sent: Any) -> V:
    """The values with what was sent in their place. Refused for nothing where something must be.

    Where a currency can be sent too, an amount in another is refused; else the amount says the currency.
    """
    given = sent.model_fields_set
    found: dict[str, Any] = {}
    problems = []
    for one in declared(type(values)):
        if one.public not in given:
            continue
        value = getattr(sent, one.public)
        if one.is_id:
            value = number_or_none(value)
        if value is None and not one.may_be_none:
            problems.append(Problem(one.public, "This cannot be nothing.", "Leave it out, or say which."))
        elif isinstance(value, MoneyIn):
            if "currency" in type(sent).model_fields:
                said_by: Any = sent if "currency" in given else values
                minor_of(value, said_by.currency, one.public)
            found |= {one.name: value.minor, "currency": value.currency}
        else:
            found[one.name] = frozenset(value) if one.several else value
    if problems:
        raise Refused(problems)
    return cast(V, replace(cast(Any, values), **found))


def same_names(of: type, sent: Any) -> dict[str, Any]:
    """What was sent or asked under the names of a dataclass's fields; what was left open is left out."""
    found = ((one.name, getattr(sent, one.name, None)) for one in fields(cast(Any, of)))
    return {name: value for name, value in found if value is not None}
