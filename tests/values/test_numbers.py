"""Numbers as people type them: one reading for every form, two told apart where both can be meant."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.values.money import LARGEST_MINOR, Money
from dugout.values.numbers import read_amount, read_share, read_whole, readings_of, typed_amount, typed_share
from dugout.values.refused import Refused


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1.200", "1200"),
        ("1 200", "1200"),
        ("1\u00a0200\u202f000", "1200000"),
        ("1'200.50", "1200.50"),
        ("1’200", "1200"),
        ("1.200,50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("12.345.678", "12345678"),
        ("1.234,567", "1234.567"),
        ("1,234.567", "1234.567"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1,23", "1.23"),
        ("0.200", "0.200"),
        ("12345.678", "12345.678"),
        ("25k", "25000"),
        ("4.5m", "4500000"),
        ("4,5 M", "4500000"),
        ("-20", "-20"),
        ("−20", "-20"),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: str) -> None:
    assert readings_of(typed)[0] == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "12 34", "1.2.3", "1,2.3,4", "1,2,3", "1e5", "٣", "1..2", "--1", "1" * 41, "k", "5kk"],
)
def test_what_is_not_a_number_has_no_reading(typed: str) -> None:
    assert readings_of(typed) == ()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), ("1,200", 1200), ("1.200", 1200), ("25k", 25_000), ("-5", -5), ("1.0", 1)],
)
def test_a_whole_number_is_read(typed: str, number: int | None) -> None:
    assert read_whole(typed, "employees") == number


@pytest.mark.parametrize("typed", ["many", "1.5", "9" * 30, "0.5k1"])
def test_what_is_not_a_whole_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_whole(typed, "employees")
    assert [one.field for one in refused.value.problems] == ["employees"]
    assert "is not a whole number" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("", "EUR", None),
        ("1.200", "EUR", 120_000),
        ("1,200", "EUR", 120_000),
        ("1.200,50", "EUR", 120_050),
        ("4.5m", "EUR", 450_000_000),
        ("1.200", "JPY", 1_200),
        ("12.34", "KWD", 12_340),
        ("1.2340", "KWD", 1_234),
        ("1,234.567", "KWD", 1_234_567),
        ("1234", "KWD", 1_234_000),
    ],
)
def test_an_amount_is_read_in_its_currency(typed: str, currency: str, minor: int | None) -> None:
    assert read_amount(typed, currency, "price") == minor


@pytest.mark.parametrize(
    ("typed", "currency", "code"),
    [
        ("a lot", "EUR", "not-an-amount"),
        ("1.2345", "EUR", "too-many-decimals"),
        ("1.5", "JPY", "too-many-decimals"),
        ("9" * 20, "EUR", "amount-too-large"),
        ("1.200", "KWD", "two-readings"),
        ("1,200", "KWD", "two-readings"),
        ("1.200k", "EUR", "two-readings"),
    ],
)
def test_an_amount_is_refused_with_its_reason(typed: str, currency: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_amount(typed, currency, "price")
    assert refused.value.code == code


def test_both_readings_are_told_where_a_currency_has_three_decimals() -> None:
    with pytest.raises(
        Refused, match=re.escape("“1.200” can be 1,200 or 1.2. Write 1200 for the one, 1.2000")
    ):
        read_amount("1.200", "KWD", "price")
    assert read_amount("1200", "KWD", "price") == 1_200_000
    assert read_amount("1.2000", "KWD", "price") == 1_200


@given(st.integers(-LARGEST_MINOR, LARGEST_MINOR), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_what_a_form_shows_of_an_amount_is_read_as_that_amount(minor: int, currency: str) -> None:
    assert read_amount(typed_amount(Money(minor, currency)), currency, "price") == minor


@given(st.integers(0, 100_000))
def test_what_a_form_shows_of_a_share_is_read_as_that_share(basis_points: int) -> None:
    assert read_share(typed_share(basis_points), "discount_bp") == basis_points


@pytest.mark.parametrize(
    ("typed", "basis_points"), [("", None), ("7", 700), ("7.5", 750), ("7,5 %", 750), ("100%", 10_000)]
)
def test_a_percentage_is_read(typed: str, basis_points: int | None) -> None:
    assert read_share(typed, "discount_bp") == basis_points


@pytest.mark.parametrize("typed", ["a bit", "7.5555", "7.555"])
def test_what_is_not_a_percentage_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"is not a percentage|can be 7,555 or 7\.555"):
        read_share(typed, "discount_bp")
