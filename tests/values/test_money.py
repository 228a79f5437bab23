"""Money: exact from text to split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.values.money import DECIMALS, CurrencyMismatch, Money, UnknownCurrency, decimals_of
from dugout.values.refused import Refused

amounts = st.integers(-(10**15), 10**15)
currencies = st.sampled_from(["EUR", "JPY", "KWD"])


@st.composite
def wholes(draw: st.DrawFn) -> list[int]:
    """Shares that make 10,000 basis points."""
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), max_size=8)))
    return [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1,234.50", "EUR", 123450),
        ("1234.5", "EUR", 123450),
        ("1 234.50", "EUR", 123450),
        ("1\u202f234\u202f567", "EUR", 123456700),
        ("1'234.05", "CHF", 123405),
        ("  7 ", "EUR", 700),
        ("-20", "EUR", -2000),
        ("−0.01", "EUR", -1),
        ("+3", "EUR", 300),
        ("-0", "EUR", 0),
        ("1,234", "JPY", 1234),
        ("1.234", "KWD", 1234),
        ("0.1", "KWD", 100),
        ("90,071,992,547,409.91", "EUR", 2**53 - 1),
    ],
)
def test_an_amount_is_read_exactly(text: str, currency: str, minor: int) -> None:
    assert Money.of_decimal_text(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("1.005", "EUR", "too-many-decimals"),
        ("1.000", "EUR", "too-many-decimals"),
        ("1.0", "JPY", "too-many-decimals"),
        ("1.234,50", "EUR", "not-an-amount"),
        ("12,34", "EUR", "not-an-amount"),
        ("1,234 567", "EUR", "not-an-amount"),
        ("1234,567", "EUR", "not-an-amount"),
        ("", "EUR", "not-an-amount"),
        (".5", "EUR", "not-an-amount"),
        ("5.", "EUR", "not-an-amount"),
        ("1e3", "EUR", "not-an-amount"),
        ("NaN", "EUR", "not-an-amount"),
        ("٣", "EUR", "not-an-amount"),
        ("--1", "EUR", "not-an-amount"),
        ("9" * 1_000_000, "EUR", "not-an-amount"),
        ("90,071,992,547,409.92", "EUR", "amount-too-large"),
        ("1", "EURO", "unknown-currency"),
    ],
)
def test_what_is_not_exact_is_refused(text: str, currency: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Money.of_decimal_text(text, currency, field="value")
    assert refused.value.code == code
    assert refused.value.problems[0].field == ("currency" if code == "unknown-currency" else "value")


@given(amounts, currencies)
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.of_decimal_text(money.to_decimal_text(), currency) == money


@pytest.mark.parametrize(
    ("minor", "share", "result"),
    [
        (5, 5_000, 3),
        (-5, 5_000, -3),
        (4, 5_000, 2),
        (1, 4_999, 0),
        (100, 10_000, 100),
        (5, -5_000, -3),
        (7, 0, 0),
    ],
)
def test_a_share_is_rounded_half_up_away_from_zero(minor: int, share: int, result: int) -> None:
    assert Money(minor, "EUR").times_basis_points(share) == Money(result, "EUR")


@pytest.mark.parametrize(
    ("minor", "shares", "parts"),
    [
        (100, [3_333, 3_333, 3_334], [33, 33, 34]),
        (1, [5_000, 5_000], [1, 0]),
        (-1, [5_000, 5_000], [-1, 0]),
        (10, [0, 10_000], [0, 10]),
        (5, [2_500, 2_500, 2_500, 2_500], [2, 1, 1, 1]),
        (0, [10_000], [0]),
    ],
)
def test_a_split_gives_the_units_left_to_the_largest_remainders(
    minor: int, shares: list[int], parts: list[int]
) -> None:
    assert [part.minor for part in Money(minor, "EUR").split(shares)] == parts


@given(amounts, wholes(), currencies)
def test_the_parts_of_a_split_add_up_and_each_is_within_one_unit(
    minor: int, shares: list[int], currency: str
) -> None:
    money = Money(minor, currency)
    parts = money.split(shares)
    assert Money.total(parts, currency) == money
    assert (-money).split(shares) == tuple(-part for part in parts)
    for part, share in zip(parts, shares, strict=True):
        assert abs(part.minor * 10_000 - minor * share) < 10_000


@pytest.mark.parametrize("shares", [[], [9_999], [10_001], [11_000, -1_000]])
def test_shares_that_are_no_whole_are_not_split(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="add up"):
        Money(1, "EUR").split(shares)


def test_two_currencies_do_not_mix() -> None:
    euro, dollar = Money(1, "EUR"), Money(1, "USD")
    for mixed in (
        lambda: euro + dollar,
        lambda: euro - dollar,
        lambda: euro < dollar,
        lambda: euro >= dollar,
        lambda: Money.total([dollar], "EUR"),
    ):
        with pytest.raises(CurrencyMismatch):
            mixed()
    assert euro != dollar


def test_sums_and_comparisons_of_one_currency() -> None:
    assert Money(5, "EUR") - Money(7, "EUR") + Money(1, "EUR") == Money(-1, "EUR")
    assert Money(1, "EUR") < Money(2, "EUR") <= Money(2, "EUR")
    assert abs(Money(-3, "EUR")) == Money(3, "EUR")
    assert Money.total([], "EUR") == Money.zero("EUR")


@pytest.mark.parametrize("minor", [1.0, True, "1", None])
def test_money_counts_whole_units_only(minor: object) -> None:
    with pytest.raises(TypeError):
        Money(minor, "EUR")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(1, "EUR").times_basis_points(0.5)  # type: ignore[arg-type]


def test_decimals_are_those_of_iso_4217() -> None:
    assert [decimals_of(code) for code in ("EUR", "JPY", "KWD", "IQD", "HUF", "UGX")] == [2, 0, 3, 3, 2, 0]
    assert len(DECIMALS) > 150
    with pytest.raises(UnknownCurrency):
        Money(1, "eur")
