"""What follows from the declaration of a record's values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from types import SimpleNamespace
from typing import Annotated

from dugout.values.records import (
    Line,
    Text,
    Unit,
    cleaned,
    columns_of,
    declared,
    first_of_each,
    told_of,
    too_long,
    values_of,
)
from dugout.values.refused import Problem


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class BallValues:
    name: Annotated[str, Line(10)]
    price: Annotated[int | None, Unit.MINOR] = None
    note: Annotated[str, Text(20)] = ""
    owner_id: int | None = None
    made_on: dt.date | None = None
    colour: Colour = Colour.RED
    spots: frozenset[Colour] = frozenset()
    round: bool = True


BALL = BallValues(
    name="Ball", price=1234, owner_id=7, made_on=dt.date(2026, 3, 4), colour=Colour.BLUE,
    spots=frozenset({Colour.RED, Colour.BLUE}),
)  # fmt: skip


def test_a_field_is_called_as_forms_and_api_call_it() -> None:
    assert [one.public for one in declared(BallValues)] == [
        "name", "price", "note", "owner", "made_on", "colour", "spots", "round",
    ]  # fmt: skip
    assert [one.name for one in declared(BallValues) if one.must_be_given] == ["name"]
    assert [one.name for one in declared(BallValues) if one.may_be_none] == ["price", "owner_id", "made_on"]


def test_a_row_is_read_back_as_the_values_that_were_written() -> None:
    row = SimpleNamespace(**columns_of(BALL))
    assert values_of(BallValues, row, spots=BALL.spots) == BALL


def test_what_stands_in_rows_of_its_own_is_no_column() -> None:
    assert columns_of(BALL) == {
        "name": "Ball", "price": 1234, "note": "", "owner_id": 7, "made_on": dt.date(2026, 3, 4), "colour": "blue",
        "round": True,
    }  # fmt: skip


def test_history_is_told_what_json_can_hold() -> None:
    assert told_of(BALL) == {
        "name": "Ball", "price": 1234, "note": "", "owner_id": 7, "made_on": "2026-03-04", "colour": "blue",
        "spots": ["blue", "red"], "round": True,
    }  # fmt: skip


def test_texts_are_cleaned_as_they_are_declared_and_every_problem_is_told() -> None:
    values, problems = cleaned(BallValues(name=" Ball ", note="two\r\nlines "))
    assert (values.name, values.note, problems) == ("Ball", "two\nlines", ())
    kept, found = cleaned(BallValues(name="two\nlines", note="x" * 21))
    assert [one.field for one in found] == ["name", "note"]
    assert (kept.name, len(kept.note)) == ("two\nlines", 21)


def test_a_text_that_is_too_long_is_named() -> None:
    assert [one.what for one in too_long(BallValues(name="x" * 11))] == ["This has more than 10 characters."]
    assert too_long(BALL) == ()


def test_of_each_field_the_first_problem_is_told_and_of_the_whole_every_one() -> None:
    one, two, whole, more = (
        Problem(field, what, "") for field, what in (("a", "1"), ("a", "2"), ("", "3"), ("", "4"))
    )
    assert first_of_each(one, two, whole, more) == (one, whole, more)
