"""The account page: everything about a client, in sixteen statements, by any of the departments."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.history.terms import Author
from dugout.people.models import Person
from tests.overview.scene import client

pytestmark = pytest.mark.django_db
Asks = Callable[[str], Any]
Page = Callable[[str], Browser]


@pytest.mark.parametrize("of_each", [1, 3])
@pytest.mark.parametrize("key", ["account_manager", "support_engineer", "executive"])
def test_it_takes_at_most_sixteen_statements(
    key: str, of_each: int, page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    made = client(person, author, at, of_each=of_each)
    browser = page(key)
    browser.get("/accounts")
    with django_assert_max_num_queries(16):
        assert browser.get(f"/accounts/{made.account.id}").status_code == 200


def test_everybody_reads_the_same_of_a_client(
    page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    made = client(person, author, at)
    Person.objects.filter(id=person("account_manager").id).update(phone="+49 40 1234")
    for key in ("seller", "account_manager", "support_engineer", "executive", "finance_clerk"):
        html = page(key).get(f"/accounts/{made.account.id}").content.decode()
        for said in (
            "Ines Duarte", "is the account manager", "+49 40 1234", "Probe 0 will not pair.", "Nobody has it",
            "Second site 0", "step 1 of 5", "Spare probe 0", "Dev Anand 0", "Léa Sutter", "sold it".capitalize(),
            "€6.8k", f"/handoffs/{made.handoff.id}", f"/accounts/{made.account.id}/document", "Support",
            "There are no private notes on a client.",
        ):  # fmt: skip
            assert said in html, (key, said)


def test_only_who_may_change_the_owner_is_offered_it(
    page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    made = client(person, author, at)
    path = f"/accounts/{made.account.id}"
    offered = {
        key: f"{path}/owner" in page(key).get(path).content.decode()
        for key in (
            "account_manager",
            "accounts_head",
            "executive",
            "admin",
            "seller",
            "sales_head",
            "support_engineer",
        )
    }
    assert [key for key, yes in offered.items() if yes] == [
        "account_manager",
        "accounts_head",
        "executive",
        "admin",
    ]


def test_what_nobody_knows_yet_says_so(page: Page, author: Callable[[str], Author], at: dt.datetime) -> None:
    made = add_account(values=AccountValues(name="Nobody yet"), owner_id=None, by=author("admin"), at=at)
    html = page("seller").get(f"/accounts/{made.id}").content.decode()
    for said in (
        "Nobody answers for this account yet.", "No industry or place is written down yet.", "no contract is confirmed",
        "No sale is open here.", "Nobody is written down yet.", "We owe them nothing that was written down.",
        "Nothing is signed or drafted.", "No department has logged a contact with them yet.", "Never", "No date",
    ):  # fmt: skip
        assert said in html, said
    assert "Open signals" not in html


def test_an_account_that_is_not_there_is_a_page_that_says_so(page: Page) -> None:
    answer = page("seller").get("/accounts/999999")
    assert answer.status_code == 404
    assert "There is no such account." in answer.content.decode()
