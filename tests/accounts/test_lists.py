"""The list of accounts: every sort against plain Python, filters, the capped count, the number of queries."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dugout.accounts.models import Account
from dugout.accounts.queries import lists
from dugout.accounts.queries.lists import accounts, accounts_page, order_of
from dugout.accounts.terms import AccountFilter, AccountSort, Stage
from dugout.paging.cursors import order_fields, read_cursor
from dugout.paging.keyset import page_of, parts_from
from dugout.values.refused import Refused
from tests.accounts.shelf import DAYS, MOMENTS, NAMES, sorted_plainly, stock

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)
ACCOUNT = st.fixed_dictionaries({
    "name": st.sampled_from(NAMES),
    "employees": st.sampled_from([None, 0, 12, 800]),
    "annual_revenue": st.sampled_from([None, 0, 100, 2_000_000_000_000]),
    "arr": st.sampled_from([0, 1, 41_280_000]),
    "renewal_on": st.sampled_from(DAYS),
    "last_contact_at": st.sampled_from(MOMENTS),
    "open_signals": st.integers(0, 2),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    shelf=st.lists(ACCOUNT, max_size=12), sort=st.sampled_from(AccountSort), descending=st.booleans(),
    limit=st.integers(1, 5),
)  # fmt: skip
def test_pages_together_are_what_plain_python_sorts(
    shelf: list[dict[str, Any]], sort: AccountSort, descending: bool, limit: int
) -> None:
    with transaction.atomic():
        ids = stock(shelf, AT)
        seen: list[int] = []
        after = None
        while True:
            page = accounts_page(sort=sort, descending=descending, after=after, limit=limit)
            assert len(page.rows) <= limit
            assert page.count == (len(shelf) if page.rows else 0)
            seen += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
        transaction.set_rollback(True)
    assert seen == sorted_plainly(shelf, ids, sort, descending=descending)


@pytest.mark.parametrize("sort", AccountSort)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_one_query_and_one_more_where_the_empty_values_begin(
    sort: AccountSort, rows: int, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    stock([{"name": f"Account {n}", "employees": n or None} for n in range(rows)], at)
    (first, *_) = order_fields(Account, order_of(sort, descending=True))
    with django_assert_num_queries(2 if first.nullable else 1):
        page = accounts_page(sort=sort)
        assert [(row.arr, row.owner_name) for row in page.rows] == [(0, None)] * rows
    assert (page.count, page.more) == (rows, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_that_values_fill_does_not_ask_for_those_without(
    rows: int, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    stock([{"name": f"Account {n}", "employees": n or None} for n in range(rows + 2)], at)
    with django_assert_num_queries(1):
        page = accounts_page(sort=AccountSort.EMPLOYEES, limit=rows)
    assert [row.employees for row in page.rows] == list(range(rows + 1, 1, -1))
    assert (page.count, page.after is not None) == (rows + 2, True)


INDEXES = {
    AccountSort.NAME: "account_by_name",
    AccountSort.ARR: "figures_by_arr",
    AccountSort.RENEWAL: "figures_by_renewal",
    AccountSort.LAST_CONTACT: "figures_by_contact",
    AccountSort.EMPLOYEES: "account_by_employees",
    AccountSort.ANNUAL_REVENUE: "account_by_revenue",
    AccountSort.OPEN_SIGNALS: "figures_by_signals",
}


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", AccountSort)
def test_a_page_begins_by_one_range_of_the_index_that_its_sort_has(
    sort: AccountSort, descending: bool, at: dt.datetime
) -> None:
    """What makes page 2,000 as fast as page 1: the cursor is the index's condition, and nothing is sorted."""
    filled = {"employees": 1, "annual_revenue": 1, "renewal_on": at.date(), "last_contact_at": at}
    stock([{"name": f"A{n}", "arr": n, "open_signals": n, **(filled if n else {})} for n in range(3)], at)
    order = order_of(sort, descending=descending)
    steps = order_fields(Account, order)
    after = read_cursor(page_of(accounts(), order=order, after=None, limit=1).after or "", steps)
    parts = parts_from(accounts(), steps, after)
    assert len(parts) == (2 if steps[0].nullable else 1)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
    for part, condition in zip(parts, ("(ROW(", "IS NULL)"), strict=False):
        plan = part[:2].explain()
        assert INDEXES[sort] in plan
        assert re.search(rf"Index Cond: .*{re.escape(condition)}", plan)
        assert "Sort" not in plan


def test_each_filter_leaves_out_who_does_not_match(person: Callable[[str], Any], at: dt.datetime) -> None:
    manager = person("account_manager")
    shelf = [
        {"name": "Brightwater Foods", "owner": manager, "stage": "client", "industry": "Food", "country": "England",
         "employees": 800, "annual_revenue": 9_000, "open_signals": 1, "sale_step_on": dt.date(2026, 3, 4)},
        {"name": "Bright Labs", "stage": "prospect", "industry": "Research", "country": "Scotland", "employees": 12,
         "annual_revenue": 9_000, "currency": "GBP", "logged_step_on": dt.date(2026, 3, 3)},
        {"name": "Östersund AB", "owner": person("seller"), "stage": "lapsed", "external_source": "crm",
         "external_id": "7", "sale_step_on": dt.date(2026, 1, 1), "logged_step_on": dt.date(2026, 9, 1)},
    ]  # fmt: skip
    bright, labs, oster = stock(shelf, at)
    Account.objects.filter(id=labs).update(parent_id=bright)

    def found(**wanted: Any) -> set[int]:
        return {row.id for row in accounts(AccountFilter(**wanted))}

    assert found() == {bright, labs, oster}
    assert found(name="bright") == {bright, labs}
    assert found(name="BRIGHT w") == set()
    assert found(name="brightw") == {bright}
    assert found(name="ost") == {oster}
    assert found(name="%") == set()
    assert found(stages=frozenset({Stage.CLIENT, Stage.LAPSED})) == {bright, oster}
    assert found(owners=frozenset({manager.id})) == {bright}
    assert found(no_owner=True) == {labs}
    assert found(owners=frozenset({manager.id}), no_owner=True) == {bright, labs}
    assert found(industry="Food") == {bright}
    assert found(country="Scotland") == {labs}
    assert found(employees_from=12, employees_to=12) == {labs}
    assert found(employees_from=13) == {bright}
    assert found(annual_revenue_from=9_000) == {bright, labs}
    assert found(annual_revenue_from=9_000, currency="EUR") == {bright}
    assert found(annual_revenue_to=8_999) == set()
    assert found(currency="GBP") == {bright, labs, oster}
    assert found(open_signal=True) == {bright}
    assert found(nothing_next_on=dt.date(2026, 3, 4)) == {labs}
    assert found(parent_id=bright) == {labs}
    assert found(external_source="crm", external_id="7") == {oster}


def test_the_count_stops_at_its_cap_and_says_that_there_are_more(
    at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_COUNTED", 3)
    stock([{"name": f"Account {n}"} for n in range(3)], at)
    assert (accounts_page().count, accounts_page().more) == (3, False)
    stock([{"name": "One more"}], at)
    assert (accounts_page().count, accounts_page().more) == (3, True)
    assert accounts_page(AccountFilter(name="one")).count == 1
    assert (
        accounts_page(AccountFilter(name="none")).count,
        accounts_page(AccountFilter(name="none")).rows,
    ) == (0, [])


def test_a_marker_of_another_sort_is_refused(at: dt.datetime) -> None:
    stock([{"name": f"Account {n}"} for n in range(2)], at)
    after = accounts_page(sort=AccountSort.ARR, limit=1).after
    for sort, descending in (
        (AccountSort.NAME, True),
        (AccountSort.ARR, False),
        (AccountSort.OPEN_SIGNALS, True),
    ):
        with pytest.raises(Refused, match="not one of this list"):
            accounts_page(sort=sort, descending=descending, after=after)


def test_the_next_step_that_counts_is_the_later_of_a_sales_and_an_entrys(at: dt.datetime) -> None:
    early, late = dt.date(2026, 3, 5), dt.date(2026, 4, 1)
    shelf = [
        {"name": "A", "sale_step_on": early, "logged_step_on": late},
        {"name": "B", "sale_step_on": late},
        {"name": "C"},
    ]
    stock(shelf, at)
    assert [row.figures.next_step_on for row in accounts().order_by("name")] == [late, late, None]
