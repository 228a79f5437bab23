"""Evidence in JSON, each kind as its values declare it: who confirmed what, concerns, matches, requests, objections."""

from typing import Any

from ninja import Schema
from pydantic import create_model

from dugout.api.shapes import Sent, number_or_none
from dugout.api.shown import Id, Moment
from dugout.selling.terms import EVIDENCE, Evidence, Who
from dugout.values.records import Declared, declared


class WrittenOut(Schema):
    """Who wrote it down, and when."""

    id: Id
    by: Id
    at: Moment


def sent_as(name: str, values: type[Any]) -> Any:
    """What is sent to write such values down."""
    given: dict[str, Any] = {}
    for one in declared(values):
        kind: Any = str if is_record(one) else one.kind
        optional = (kind | None, None) if is_record(one) else (kind, one.default)
        given[one.public] = (kind, ...) if one.must_be_given else optional
    return create_model(name, __base__=Sent, __doc__=values.__doc__, **given)


def _shown_as(name: str, kept: type[Any]) -> Any:
    shown: dict[str, Any] = {}
    for one in declared(kept):
        kind: Any = Id if is_record(one) else one.kind
        open_ = one.may_be_none or (is_record(one) and not one.must_be_given)
        shown[one.public] = (kind | None if open_ else kind, ...)
    return create_model(name, __base__=WrittenOut, __doc__=kept.__doc__, **shown)


def is_record(one: Declared) -> bool:
    """Whether it is another record, which the API names by its id."""
    return one.is_id or one.kind is Who


def named(kind: Evidence) -> str:
    return kind.key.title().replace("_", "")


OUT: dict[str, Any] = {
    kind.key: _shown_as(f"{named(kind)}Out", kind.kept or kind.values) for kind in EVIDENCE.values()
}


def values_sent(values: type[Any], sent: Schema) -> Any:
    """What was sent, as the values of a record."""
    given: dict[str, Any] = sent.model_dump()
    for one in declared(values):
        if is_record(one):
            found = number_or_none(given.pop(one.public))
            given[one.name] = found if one.is_id else Who(contact_id=found)
    return values(**given)
