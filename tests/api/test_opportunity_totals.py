"""Totals of sales by the API."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.selling.models import Opportunity, Process

pytestmark = pytest.mark.django_db
PATH = "/api/v1/opportunities/totals"


@pytest.fixture
def _sales(person: Callable[[str], Any], at: dt.datetime) -> None:
    process = Process.objects.get(opportunity_kind="new_business", current=True)
    for amount, outcome in ((105_400, "won"), (451_400, "won"), (None, "open")):
        Opportunity.objects.create(
            name="Sale", process=process, step=process.steps.get(number=1), step_since=at, made_at=at,
            owner=person("seller"), amount=amount, outcome=outcome,
            closed_on=dt.date(2017, 3, 1) if outcome == "won" else None,
        )  # fmt: skip


@pytest.mark.usefixtures("_sales")
def test_totals_answer_count_and_amount_of_each_group(
    caller: Callable[..., Client], person: Callable[[str], Any]
) -> None:
    assert caller("support_engineer").get(f"{PATH}?by=quarter&outcome=won").json() == {
        "by": "quarter", "outcome": "won", "next": None,
        "items": [
            {"key": "2017-Q1", "name": "2017-Q1", "count": 2, "amount": {"minor": 556_800, "currency": "EUR"}}
        ],
    }  # fmt: skip
    (agent,) = caller("seller").get(f"{PATH}?by=agent").json()["items"]
    assert (agent["key"], agent["name"], agent["count"]) == (str(person("seller").id), "Tom Okafor", 3)


@pytest.mark.parametrize("query", ["", "by=colour", "by=agent&outcome=perhaps"])
def test_totals_by_nothing_known_are_refused(caller: Callable[..., Client], query: str) -> None:
    assert caller("seller").get(f"{PATH}?{query}").status_code == 422


def test_totals_want_a_token(client: Client) -> None:
    assert client.get(f"{PATH}?by=agent").status_code == 401
