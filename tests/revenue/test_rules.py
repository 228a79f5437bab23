"""Amounts, terms and classes: tables of cases, and what always holds."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.revenue.rules import (
    arr_by_currency,
    check_terms,
    class_of,
    last_day_of_term,
    leading_currency,
    line_amount,
    next_renewal,
    order_total,
    term_of,
    yearly_amount,
)
from dugout.revenue.terms import ConfirmedTerms, DraftLine, MovementKind, PaperKind

DAY = dt.date(2026, 3, 4)


def line(quantity: int, price: int, discount_bp: int = 0, term: int | None = None) -> DraftLine:
    return DraftLine(
        product_id=1, quantity=quantity, unit_price=price, discount_bp=discount_bp, term_months=term
    )


def test_a_year_of_a_recurring_line_is_twelve_months_after_discount() -> None:
    assert yearly_amount([line(6, 10_000, 600, 36)]) == 6 * 10_000 * 12 * 94 // 100


def test_an_order_is_its_lines_after_discount_once() -> None:
    assert order_total([line(2, 1_999), line(1, 333, 5_000)]) == 3_998 + 167


@pytest.mark.parametrize(
    ("price", "discount_bp", "expected"),
    [(1, 5_000, 1), (3, 5_000, 2), (1, 5_001, 0), (100, 10_000, 0), (333, 3_333, 222)],
)
def test_a_line_is_rounded_half_up_once(price: int, discount_bp: int, expected: int) -> None:
    assert line_amount(line(1, price, discount_bp)) == expected


@given(st.integers(1, 10_000), st.integers(0, 10**9), st.integers(0, 10_000))
def test_a_discounted_year_lies_within_half_a_unit_of_the_exact_one(
    quantity: int, price: int, bp: int
) -> None:
    exact_times_10000 = quantity * price * 12 * (10_000 - bp)
    assert abs(yearly_amount([line(quantity, price, bp, 12)]) * 10_000 - exact_times_10000) <= 5_000


def test_the_term_of_a_contract_is_that_of_its_longest_line() -> None:
    assert term_of([line(1, 1, term=12), line(1, 1, term=36)]) == 36


def test_a_term_that_starts_on_the_31st_renews_on_the_last_day_of_a_shorter_month() -> None:
    assert last_day_of_term(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 27)
    assert last_day_of_term(dt.date(2027, 12, 31), 2) == dt.date(2028, 2, 28)


def test_the_last_served_day_is_the_day_before_it_renews() -> None:
    assert last_day_of_term(DAY, 12) == dt.date(2027, 3, 3)


@pytest.mark.parametrize(
    ("before", "ever", "amount", "kind"),
    [
        ({}, False, 100, MovementKind.NEW),
        ({}, True, 100, MovementKind.REACTIVATION),
        ({"EUR": 50}, True, 100, MovementKind.EXPANSION),
        ({"USD": 50}, True, 100, MovementKind.EXPANSION),
        ({"EUR": 150}, True, -100, MovementKind.CONTRACTION),
        ({"EUR": 100, "USD": 1}, True, -100, MovementKind.CONTRACTION),
        ({"EUR": 100}, True, -100, MovementKind.CHURN),
        ({"EUR": 100}, True, 0, MovementKind.RENEWAL),
    ],
)
def test_a_movement_is_classed_by_what_ran_just_before_it(
    before: dict[str, int], ever: bool, amount: int, kind: MovementKind
) -> None:
    assert class_of(before, ever=ever, amount=amount, currency="EUR") is kind


def test_arr_on_a_day_is_the_sum_of_the_movements_up_to_it() -> None:
    moved = [(DAY, "EUR", 100), (DAY + dt.timedelta(days=1), "EUR", -100), (DAY, "USD", 7)]

    assert arr_by_currency(moved, day=DAY) == {"EUR": 100, "USD": 7}
    assert arr_by_currency(moved, day=DAY + dt.timedelta(days=1)) == {"USD": 7}


def test_arr_is_kept_in_the_largest_currency() -> None:
    assert leading_currency({"EUR": 5, "USD": 9}, "EUR") == "USD"
    assert leading_currency({}, "CHF") == "CHF"


def test_the_next_renewal_is_the_first_one_still_ahead() -> None:
    last_days = [DAY, DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=90)]

    assert next_renewal(last_days, day=DAY) == DAY + dt.timedelta(days=1)
    assert next_renewal([], day=DAY) is None


def test_a_contract_needs_its_service_start_and_no_paper_is_signed_tomorrow() -> None:
    tomorrow = ConfirmedTerms(signed_on=DAY + dt.timedelta(days=1))

    fields = [problem.field for problem in check_terms(PaperKind.CONTRACT, tomorrow, today=DAY)]

    assert fields == ["signed_on", "starts_on"]
    assert check_terms(PaperKind.ORDER, ConfirmedTerms(signed_on=DAY), today=DAY) == ()
