"""Figures are worked out anew: what differs is written, and what follows it too."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.parts import refresh
from dugout.accounts.terms.figures import every_figure
from dugout.revenue.models import Movement, Paper

pytestmark = pytest.mark.django_db
Adding = Callable[..., Account]


def test_what_is_right_already_is_not_written_again(adding: Adding, at: dt.datetime) -> None:
    accounts = [adding(name).id for name in ("One", "Two", "Three")]
    before = list(AccountFigures.objects.order_by("account_id").values())
    with CaptureQueriesContext(connection) as asked:
        refresh(accounts, *every_figure(), at=at)
    assert list(AccountFigures.objects.order_by("account_id").values()) == before
    assert sum(query["sql"].startswith("update") for query in asked.captured_queries) == len(every_figure())


def test_no_account_is_no_statement(at: dt.datetime, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        refresh((), *every_figure(), at=at)


def test_an_empty_sum_follows_the_currency_and_one_with_money_keeps_its_own(
    adding: Adding, correcting: Callable[..., Account], at: dt.datetime
) -> None:
    for arr, then in ((0, "USD"), (5, "EUR")):
        account = adding("Brightwater")
        if arr:
            contract = Paper.objects.create(account=account, kind="contract", currency="EUR", drafted_at=at)
            Movement.objects.create(
                account=account, contract=contract, kind="new", on_day=at.date(), event_on=at.date(), amount=arr,
                currency="EUR", recorded_at=at,
            )  # fmt: skip
        correcting(account, currency="USD")
        figures = AccountFigures.objects.get(account=account)
        assert (figures.currency, figures.arr) == (then, arr)
