"""Totals of sales, computed in SQL, against what plain Python adds up."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugout.people.models import Post
from dugout.selling.models import Opportunity, OpportunityLine, Process, Product
from dugout.selling.queries.totals import By, Total, totals
from dugout.selling.rules.amounts import amount_of, line_amount
from dugout.selling.terms import LineValues, Outcome

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)


@pytest.fixture
def sale(person: Callable[[str], Any], at: dt.datetime) -> Callable[..., Opportunity]:
    """A sale of an owner, in a step, for an amount, perhaps closed on a day."""
    process = Process.objects.get(opportunity_kind="new_business", current=True)

    def made(
        owner: str, amount: int | None, closed_on: str = "", *, step: int = 1, **more: Any
    ) -> Opportunity:
        outcome = more.pop("outcome", "won" if closed_on else "open")
        return Opportunity.objects.create(
            name="Sale", process=process, step=process.steps.get(number=step), step_since=at, made_at=at,
            owner=person(owner), amount=amount, outcome=outcome,
            closed_on=dt.date.fromisoformat(closed_on) if closed_on else None, **more,
        )  # fmt: skip

    return made


def rows(by: By, outcome: Outcome | None = None) -> list[tuple[str, int, int]]:
    return [(row.name, row.count, row.amount) for row in totals(by=by, outcome=outcome, day=DAY)]


def test_sales_of_each_agent_are_counted_and_summed(sale: Callable[..., Opportunity]) -> None:
    sale("seller", 1_000, "2026-01-05")
    sale("seller", 250, "2026-02-05")
    sale("seller", None)
    sale("other_seller", 7, "2026-01-05", outcome="lost", lost_reason="Price")
    assert rows(By.AGENT, Outcome.WON) == [("Tom Okafor", 2, 1_250)]
    assert rows(By.AGENT, Outcome.OPEN) == [("Tom Okafor", 1, 0)]
    assert rows(By.AGENT) == [("Hanna Weiss", 1, 7), ("Tom Okafor", 3, 1_250)]


def test_manager_and_office_are_those_of_the_owners_post_on_the_day(
    sale: Callable[..., Opportunity], person: Callable[[str], Any]
) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    sale("seller", 100, "2026-01-05")
    sale("other_seller", 50, "2026-01-06")
    sale("executive", 3, "2026-01-06")
    assert rows(By.MANAGER) == [("Colin Marsh", 2, 150), ("", 1, 3)]
    (office,) = totals(by=By.OFFICE, outcome=None, day=DAY)
    post = Post.objects.select_related("location").get(person=person("seller"))
    assert post.location is not None
    assert (office.key, office.name, office.count) == (str(post.location_id), post.location.name, 3)
    post.during = DateRange(post.during.lower, DAY)
    post.save()
    assert rows(By.MANAGER) == [("Colin Marsh", 1, 50), ("", 2, 103)]


def test_a_quarter_is_that_of_the_closing_day(sale: Callable[..., Opportunity]) -> None:
    for day in ("2016-12-31", "2017-01-01", "2017-03-31", "2017-04-01"):
        sale("seller", 10, day)
    sale("seller", 10)
    assert [(row.key, row.name, row.count) for row in totals(by=By.QUARTER, outcome=None, day=DAY)] == [
        ("2016-Q4", "2016-Q4", 1), ("2017-Q1", "2017-Q1", 2), ("2017-Q2", "2017-Q2", 1), (None, "", 1),
    ]  # fmt: skip


def test_steps_come_in_their_order(sale: Callable[..., Opportunity]) -> None:
    sale("seller", None, step=2)
    sale("seller", 5, step=1)
    sale("seller", 6, step=2)
    assert rows(By.STEP, Outcome.OPEN) == [
        ("Track Selling, 1 Approach", 1, 5), ("Track Selling, 2 Qualification", 2, 6),
    ]  # fmt: skip


def test_a_sale_of_one_product_brings_its_whole_amount_one_of_several_its_lines(
    sale: Callable[..., Opportunity],
) -> None:
    room, van = Product.objects.create(name="Room"), Product.objects.create(name="Van")
    alone = sale("seller", 1_054, "2026-01-05")
    OpportunityLine.objects.create(opportunity=alone, product=room, quantity=1, unit_price=1_096)
    both = sale("seller", 650, "2026-01-05")
    OpportunityLine.objects.create(opportunity=both, product=room, quantity=2, unit_price=100)
    OpportunityLine.objects.create(
        opportunity=both, product=van, quantity=1, unit_price=500, discount_bp=1_000
    )
    sale("seller", 9, "2026-01-05")
    assert rows(By.PRODUCT) == [("Room", 2, 1_254), ("Van", 1, 450), ("", 1, 9)]


LINES = st.lists(
    st.builds(
        LineValues, product_id=st.integers(0, 2), quantity=st.integers(1, 1_000_000),
        unit_price=st.integers(0, 10**9), discount_bp=st.integers(0, 10_000),
        term_months=st.none() | st.integers(1, 600),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_products_share_a_sale_to_the_cent(sale: Callable[..., Opportunity], lines: list[LineValues]) -> None:
    Opportunity.objects.all().delete()
    products = [Product.objects.get_or_create(name=f"Product {number}")[0] for number in range(3)]
    row = sale("seller", amount_of(lines, None), "2026-01-05")
    OpportunityLine.objects.bulk_create(
        OpportunityLine(
            opportunity=row, product=products[line.product_id], quantity=line.quantity, unit_price=line.unit_price,
            discount_bp=line.discount_bp, term_months=line.term_months, recurring=line.term_months is not None,
        )
        for line in lines
    )  # fmt: skip
    expected = {f"Product {line.product_id}": 0 for line in lines}
    for line in lines:
        expected[f"Product {line.product_id}"] += line_amount(line)
    assert {name: amount for name, _, amount in rows(By.PRODUCT)} == expected


def test_amounts_of_two_currencies_are_never_added(sale: Callable[..., Opportunity]) -> None:
    sale("seller", 100, "2026-01-05")
    sale("seller", 30, "2026-01-05", currency="CHF")
    found = totals(by=By.AGENT, outcome=None, day=DAY)
    assert [(row.amount, row.currency) for row in found] == [(30, "CHF"), (100, "EUR")]


def test_a_sum_that_no_bigint_holds_is_told(sale: Callable[..., Opportunity]) -> None:
    for _ in range(3):
        sale("seller", 2**63 - 1)
    assert rows(By.STEP, Outcome.OPEN) == [("Track Selling, 1 Approach", 3, 3 * (2**63 - 1))]


@pytest.mark.parametrize(
    ("by", "statements"),
    [(By.AGENT, 2), (By.MANAGER, 3), (By.OFFICE, 3), (By.PRODUCT, 2), (By.QUARTER, 1), (By.STEP, 2)],
)
def test_totals_take_as_many_statements_however_many_sales(
    sale: Callable[..., Opportunity], django_assert_num_queries: Any, by: By, statements: int
) -> None:
    sale("seller", 1, "2026-01-05")
    for number in range(2):
        with django_assert_num_queries(statements):
            assert isinstance(totals(by=by, outcome=Outcome.WON, day=DAY)[0], Total)
        sale("seller", number, "2026-01-05")
        sale("other_seller", number, "2026-01-05")
