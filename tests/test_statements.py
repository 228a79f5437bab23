"""Kept statements give what their query sets give, for every value, and ask once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q, Value
from hypothesis import given
from hypothesis import strategies as st

from dugout.accounts.models import Account, Contact
from dugout.statements import Given, Kept, among, ask
from tests.accounts.shelf import stock

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)


def test_an_instance_comes_with_everything_that_was_joined(
    person: Callable[[str], Any], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    seller = person("seller")
    parent, child = stock([{"name": "Brightwater Foods", "owner": seller}, {"name": "Brightwater Hull"}], at)
    Account.objects.filter(id=child).update(parent_id=parent)
    kept = Kept(lambda: Account.objects.select_related("figures", "owner", "parent").filter(id=Given("id")))
    with django_assert_num_queries(2):
        first, second = kept.first(id=parent), kept.first(id=child)
        assert first is not None
        assert second is not None
        assert (first.name, first.owner, first.parent, first.figures.arr) == (
            "Brightwater Foods",
            seller,
            None,
            0,
        )
        assert (second.name, second.owner, second.parent) == ("Brightwater Hull", None, first)
    assert kept.first(id=0) is None
    assert first._state.db == "default"
    assert not first._state.adding


def test_values_and_sums_come_as_the_tuples_of_the_query_set(at: dt.datetime) -> None:
    (account,) = stock([{"name": "Brightwater Foods"}], at)
    for name, influence in (("Holt", 5), ("Ruiz", 1), ("Ruiz", None)):
        Contact.objects.create(account_id=account, family_name=name, influence=influence, made_at=at)

    def counted(least: Any) -> Any:
        return (
            Contact.objects.filter(account_id=account)
            .values_list("family_name")
            .annotate(all=Count("id"), strong=Count("id", filter=Q(influence__gte=least)))
            .order_by("family_name")
        )

    kept = Kept(lambda: counted(Given("least")))
    for least in (1, 2, 9):
        assert kept.rows(least=least) == list(counted(least))
    assert kept.rows(least=2) == [("Holt", 1, 1), ("Ruiz", 2, 0)]


@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20))
def test_a_value_stays_a_value_whatever_is_written_in_it(name: str) -> None:
    with transaction.atomic():
        (account,) = stock([{"name": name}, {"name": "Brightwater Foods"}], AT)[:1]
        assert NAMED.rows(name=name)[0] == (account, "100 % 'sure' %s %(name)s")
        transaction.set_rollback(True)


# A literal in the query set stays one too, with every sign that a driver could take for a place.
NAMED = Kept(
    lambda: (
        Account.objects.filter(name=Given("name"), id__gt=0)
        .order_by("id")
        .values_list("id", Value("100 % 'sure' %s %(name)s"))
    )
)


def test_a_plan_is_kept_after_a_few_askings_and_not_where_it_depends_on_the_values(at: dt.datetime) -> None:
    stock([{"name": "Brightwater Foods"}], at)
    for _ in range(3):
        ask("select name from dugout_account where id = %(id)s -- planned once", {"id": 1})
        ask(
            "select name from dugout_account where id = %(id)s -- planned anew", {"id": 1}, planned_once=False
        )
    with connection.cursor() as cursor:
        cursor.execute("select statement from pg_prepared_statements")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert "planned once" in kept
    assert "planned anew" not in kept


def test_a_kept_statement_is_seen_by_who_counts_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5) as captured:
        for _ in range(4):
            ask("select 1 as kept", {})
        ask("select 1 as kept", {}, planned_once=False)
    assert all("as kept" in query["sql"] for query in captured.captured_queries)


def test_one_of_several_values_that_come_later(person: Callable[[str], Any], at: dt.datetime) -> None:
    seller, other = person("seller"), person("other_seller")
    owned = (("Brightwater Foods", seller), ("Brightwater Hull", other), ("Nobody’s", None))
    first, second, _ = stock([{"name": name, "owner": owner} for name, owner in owned], at)
    kept = Kept(
        lambda: Account.objects.filter(Q(among("owner_id", "owners")) | Q(name=Given("name"))).order_by("id")
    )
    for owners, name, wanted in (
        ([seller.id], "", [first]),
        ([seller.id, other.id, 2**40], "", [first, second]),
        ([], "", []),
        ([], "Brightwater Hull", [second]),
    ):
        assert [row.id for row in kept.rows(owners=owners, name=name)] == wanted
