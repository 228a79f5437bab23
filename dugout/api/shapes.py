"""How ids, money and moments are written in JSON, and how an id in an address is read."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, create_model

from dugout.values.ids import from_public, to_public
from dugout.values.refused import Missing, Problem, Refused


class MoneyOut(Schema):
    """A whole number of minor units and an ISO currency."""

    minor: int
    currency: str


class Sent(Schema):
    """What callers send. A field that it does not have is refused."""

    model_config = ConfigDict(extra="forbid")


class MoneyIn(Sent):
    """As MoneyOut, sent."""

    minor: int
    currency: str


class Paged(Schema):
    """What every list reads besides its filters: how many items, and after which."""

    limit: int | None = None
    after: str | None = None


class OfAccount(Paged):
    account: str | None = None


@cache
def listed(shape: Any) -> Any:
    """The shape of a list, named after the shape of its items: that of AccountOut is AccountList."""
    name = shape.__name__.removesuffix("Out").removesuffix("Row")
    return create_model(f"{name}List", __base__=Schema, items=(list[shape], ...), next=(str | None, ...))


def money(minor: int, currency: str) -> dict[str, int | str]:
    """An amount as `MoneyOut` describes it. Plain: a list of fifty rows has a hundred and fifty."""
    return {"minor": minor, "currency": currency}


def minor_of(sent: MoneyIn | None, currency: str, field: str) -> int | None:
    """The minor units of an amount in this currency. Refused in any other: nothing is turned into another."""
    if sent is not None and sent.currency != currency:
        raise Refused(
            (Problem(field, f"This is in {sent.currency}, the record in {currency}.", f"Send {currency}."),)
        )
    return None if sent is None else sent.minor


def id_text(number: int | None) -> str | None:
    """The public id of a row; None stays None."""
    return None if number is None else to_public(number)


def number(text: str) -> int:
    """The row's id of a public one. Missing for what is not an id at all."""
    found = from_public(text)
    if found is None:
        raise Missing.because("There is no such record.", "Take the id from a list.")
    return found


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def number_or_none(text: str | None) -> int | None:
    """As `number`; nothing stays nothing."""
    return number(text) if text else None
