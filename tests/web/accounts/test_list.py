"""The list of accounts on the screen: conditions, order, pages, what stands where there is nothing."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dugout.accounts.models import Account
from dugout.web.accounts.accounts import SORTS
from tests.accounts.shelf import stock

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


def names(html: str) -> list[str]:
    return re.findall(r'class="name" href="/accounts/\d+">([^<]*)<', html)


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def three(person: Callable[[str], Any], at: dt.datetime) -> list[int]:
    manager, seller = person("account_manager"), person("seller")
    return stock(
        [
            {"name": "Brightwater Foods", "owner": manager, "stage": "client", "arr": 300, "employees": 800,
             "industry": "Food", "country": "England", "annual_revenue": 9_000_00, "open_signals": 1,
             "worst_signal": 4},
            {"name": "Bright Labs", "owner": seller, "stage": "prospect", "employees": 12, "industry": "Research",
             "sale_step_on": timezone.now().date() + dt.timedelta(days=9)},
            {"name": "Östersund AB", "stage": "lapsed", "arr": 0, "annual_revenue": 1_00, "country": "Sweden"},
        ],
        at,
    )  # fmt: skip


def test_a_company_without_an_account_is_told_what_to_do_first(page: Page) -> None:
    html = text_of(page("seller"), "/accounts")
    assert "No account yet" in html
    assert html.count('href="/accounts/new"') == 2
    assert "Narrow down" not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Brightwater Foods", "Östersund AB", "Bright Labs"]),
        ("?name=bright", ["Brightwater Foods", "Bright Labs"]),
        ("?name=OST", ["Östersund AB"]),
        ("?stage=client&stage=lapsed", ["Brightwater Foods", "Östersund AB"]),
        ("?owner=me", ["Bright Labs"]),
        ("?owner=none", ["Östersund AB"]),
        ("?owner=x", []),
        ("?signal=1", ["Brightwater Foods"]),
        ("?next=none", ["Brightwater Foods", "Östersund AB"]),
        ("?industry=Food&country=England", ["Brightwater Foods"]),
        ("?employees_from=1%2C000", []),
        ("?employees_from=12&employees_to=800", ["Brightwater Foods", "Bright Labs"]),
        ("?annual_revenue_from=8%2C999.99", ["Brightwater Foods"]),
        ("?annual_revenue_to=1", ["Östersund AB"]),
        ("?sort=name", ["Bright Labs", "Brightwater Foods", "Östersund AB"]),
        ("?sort=-name&stage=", ["Östersund AB", "Brightwater Foods", "Bright Labs"]),
        ("?sort=employees", ["Bright Labs", "Brightwater Foods", "Östersund AB"]),
    ],
)
def test_the_address_says_which_accounts_and_in_which_order(
    page: Page, three: list[int], query: str, found: list[str]
) -> None:
    html = text_of(page("seller"), f"/accounts{query}")
    assert sorted(names(html)) == sorted(found)
    if "sort=" in query:
        assert names(html) == found
    assert ("No account matches" in html) is not bool(found)


def test_an_owner_is_chosen_by_id_and_named_in_words(
    page: Page, three: list[int], person: Callable[[str], Any]
) -> None:
    html = text_of(page("seller"), f"/accounts?owner={person('account_manager').id}")
    assert names(html) == ["Brightwater Foods"]
    assert "Leave out: Ines Duarte" in html


def test_each_condition_is_said_and_can_be_taken_away(page: Page, three: list[int]) -> None:
    client = page("seller")
    html = text_of(
        client,
        "/accounts?name=bright&stage=client&stage=prospect&employees_from=20&annual_revenue_from=5&sort=name",
    )
    said = re.findall(r'href="([^"]*)" aria-label="Leave out: ([^"]*)"', html)
    assert [words for _, words in said] == [
        "Name begins with “bright”", "Client", "Prospect", "At least 20 employees", "Revenue from €5",
    ]  # fmt: skip
    assert names(html) == ["Brightwater Foods"]
    without = {words: href.replace("&amp;", "&") for href, words in said}["At least 20 employees"]
    assert without == "/accounts?name=bright&stage=client&stage=prospect&annual_revenue_from=5&sort=name"
    assert "Clear 5" in html


def test_stage_that_is_no_stage_leaves_nobody_out(page: Page, three: list[int]) -> None:
    assert len(names(text_of(page("seller"), "/accounts?stage=won"))) == 3


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("employees_from=abc", "is not a number of people"),
        ("employees_to=-1", "is not a number of people"),
        ("employees_to=99999999999999999999", "is not a number of people"),
        ("employees_to=٣", "is not a number of people"),
        ("annual_revenue_from=ten", "This is not an amount"),
        ("annual_revenue_to=1.234", "EUR has at most 2 decimals"),
        ("sort=colour", "Accounts are not sorted by “colour”"),
    ],
)
def test_a_condition_that_cannot_be_read_shows_the_form_with_what_was_typed(
    page: Page, three: list[int], query: str, says: str
) -> None:
    html = text_of(page("seller"), f"/accounts?stage=client&{query}", 422)
    assert says in html
    assert 'value="client" checked' in html
    name, _, typed = query.partition("=")
    assert name == "sort" or f'value="{typed}"' in html


@pytest.mark.parametrize(
    "query", ["name=%00", "industry=%00", "name=" + "x" * 10_000, "owner=%00", "after=x"]
)
def test_bad_input_in_an_address_is_answered_plainly(page: Page, three: list[int], query: str) -> None:
    answer = page("seller").get(f"/accounts?{query}")
    assert answer.status_code == (422 if query.startswith("after") else 200)


def test_pages_follow_each_other_by_their_links_and_lose_nobody(page: Page, at: dt.datetime) -> None:
    stock([{"name": f"Account {n:03}", "employees": n % 7 or None} for n in range(120)], at)
    client = page("seller")
    for sort in ("-arr", "employees", "-renewal", "name"):
        seen: list[str] = []
        path = f"/accounts?sort={sort}"
        while path:
            html = text_of(client, path)
            seen += names(html)
            further = re.search(r'href="([^"]*)" rel="next"', html)
            assert ("First page" in html) is ("after=" in path)
            path = further[1].replace("&amp;", "&") if further else ""
        assert len(seen) == len(set(seen)) == 120


def test_a_next_page_that_has_become_empty_says_so(page: Page, at: dt.datetime) -> None:
    stock([{"name": f"Account {n:03}"} for n in range(51)], at)
    client = page("seller")
    html = text_of(client, "/accounts?sort=name")
    path = re.search(r'href="([^"]*)" rel="next"', html)[1].replace("&amp;", "&")  # type: ignore[index]
    Account.objects.filter(name="Account 050").delete()
    assert "That was the last page" in text_of(client, path)


@pytest.mark.parametrize(
    "query", ["", "?sort=-renewal", "?sort=employees&stage=client", "?owner=me&signal=1"]
)
def test_the_page_takes_at_most_eight_statements_and_as_many_for_three_rows_as_for_one(
    page: Page, query: str, at: dt.datetime, person: Callable[[str], Any]
) -> None:
    seller = person("seller")
    client = page("seller")
    taken = []
    for rows in (1, 2):
        stock(
            [
                {"name": "A", "owner": seller, "industry": f"I{rows}{n}", "employees": n or None,
                 "stage": "client", "open_signals": 1}
                for n in range(rows)
            ],
            at,
        )  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            html = text_of(client, f"/accounts{query}")
        taken.append((len(names(html)), len(captured)))
    assert [rows for rows, _ in taken] == [1, 3]
    assert taken[0][1] == taken[1][1] <= 8


def test_a_script_gets_the_form_alone(page: Page, three: list[int]) -> None:
    answer = page("seller").get("/accounts/narrow?stage=client", headers={"X-Requested-With": "fetch"})
    html = answer.content.decode()
    assert html.lstrip().startswith("<header>")
    assert 'value="client" checked' in html
    assert "<html" in text_of(page("seller"), "/accounts/narrow")


def test_each_column_that_sorts_leads_to_its_order_and_back(page: Page, three: list[int]) -> None:
    client = page("seller")
    for text, first, second in (
        ("ARR", "arr", "-arr"),
        ("Account", "name", "-name"),
        ("Renews", "renewal", "-renewal"),
    ):
        at_first = text_of(client, f"/accounts?sort={second}")
        assert f'href="/accounts?sort={first}">{text}' in at_first
        assert 'aria-sort="descending"' in at_first
    for sort, _ in SORTS:
        assert text_of(client, f"/accounts?sort={sort}")
