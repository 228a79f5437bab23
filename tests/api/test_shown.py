"""A row is written as its shape says."""

import datetime as dt
from types import SimpleNamespace
from typing import Annotated

from ninja import Schema

from dugout.api.shapes import MoneyOut
from dugout.api.shown import As, From, Id, Moment, TextOrNone, as_shape, shown

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


class NamedOut(Schema):
    id: Id
    name: str


class SaleOut(Schema):
    id: Id
    owner: Id | None
    account: NamedOut | None
    account_name: Annotated[str | None, From("account.name")]
    head: Annotated[Id | None, From("account.head.id")]
    lines: list[NamedOut]
    at: Moment
    closed_at: Moment | None
    amount: MoneyOut
    budget: Annotated[MoneyOut | None, From("planned", currency="account.currency")]
    note: TextOrNone
    words: Annotated[int, From(lambda row: len(row.note.split()))]
    state: Annotated[str, As(str.upper)]


CHILL = SimpleNamespace(id=7, name="Chill", currency="USD", head=None)
SALE = SimpleNamespace(
    id=1, owner_id=None, account=CHILL, lines=[CHILL], at=AT, closed_at=None, amount=250, currency="EUR",
    planned=400, note="", state="open",
)  # fmt: skip


def test_each_field_is_read_where_its_shape_says_and_written_as_its_type_says() -> None:
    assert shown(SaleOut, SALE) == {
        "id": "1",
        "owner": None,
        "account": {"id": "7", "name": "Chill"},
        "account_name": "Chill",
        "head": None,
        "lines": [{"id": "7", "name": "Chill"}],
        "at": "2026-03-04T08:00:00Z",
        "closed_at": None,
        "amount": {"minor": 250, "currency": "EUR"},
        "budget": {"minor": 400, "currency": "USD"},
        "note": None,
        "words": 0,
        "state": "OPEN",
    }


def test_fields_stand_in_the_order_of_their_shape() -> None:
    assert list(as_shape(SaleOut)(SALE)) == list(SaleOut.model_fields)


def test_what_is_given_is_not_read() -> None:
    assert shown(NamedOut, SimpleNamespace(id=3), name="Given") == {"id": "3", "name": "Given"}


def test_nothing_on_the_way_to_a_field_that_may_be_null_is_null() -> None:
    row = SimpleNamespace(**vars(SALE) | {"account": None, "planned": None})
    told = shown(SaleOut, row, budget=None)
    assert (told["account"], told["account_name"], told["head"]) == (None, None, None)
