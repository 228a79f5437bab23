"""The start page: every role's order of play, its one buttons, an empty company."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.terms import AccountValues
from dugout.history.terms import Author
from dugout.people.models import Person, SideHead
from dugout.timeline.commands.signals import raise_signal
from dugout.timeline.models import Signal
from dugout.timeline.terms import RaisedSignal, Severity
from tests.handoffs.scene import submitted
from tests.overview.scene import client

pytestmark = pytest.mark.django_db
Asks = Callable[[str], Any]
Page = Callable[[str], Browser]
ROLES = (
    "executive",
    "sales_head",
    "accounts_head",
    "seller",
    "account_manager",
    "finance_clerk",
    "engineer",
    "admin",
)


def names_of_lines(html: str) -> list[str]:
    return re.findall(r'<span class="no">\d+</span>.*?<b>(.*?)</b>', html, re.DOTALL)


@pytest.mark.parametrize("key", ROLES)
@pytest.mark.parametrize("of_each", [1, 3])
def test_it_takes_at_most_sixteen_statements_for_every_role(
    of_each: int, key: str, page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    client(person, author, at, of_each=of_each)
    for number in range(of_each):
        submitted(person("seller"), author("seller"), at, name=f"Sent {number}")
    browser = page(key)
    browser.get("/accounts")
    with django_assert_max_num_queries(16):
        assert browser.get("/").status_code == 200


def test_each_line_has_one_button_and_claiming_is_done_at_once(
    page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    client(person, author, at)
    browser = page("account_manager")
    html = browser.get("/").content.decode()
    rows = re.findall(r"<li[^>]*><span class=\"no\">.*?</li>", html, re.DOTALL)
    assert rows
    assert all(row.count('class="btn sm"') == 1 for row in rows)
    signal = Signal.objects.get()
    assert f'action="/signals/{signal.id}/claim"' in html
    browser.post(f"/signals/{signal.id}/claim")
    after = browser.get("/").content.decode()
    assert f'action="/signals/{signal.id}/claim"' not in after
    assert f'href="/signals/{signal.id}"' in after
    assert Signal.objects.get().claimed_by == person("account_manager")


def test_the_filters_show_one_kind(
    page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    client(person, author, at)
    everything = page("account_manager").get("/").content.decode()
    signals = page("account_manager").get("/", {"kind": "signal"}).content.decode()
    promises = page("account_manager").get("/", {"kind": "promise"}).content.decode()
    assert "Probe 0 will not pair." in signals
    assert "Probe 0 will not pair." not in promises
    assert len(names_of_lines(signals)) == 1
    assert page("account_manager").get("/", {"kind": "<b>"}).content.decode().count(
        '"no"'
    ) == everything.count('"no"')


def test_who_has_nothing_to_do_reads_what_would_come(
    page: Page, author: Callable[[str], Author], at: dt.datetime
) -> None:
    add_account(values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at)
    html = page("engineer").get("/").content.decode()
    assert "Nothing is waiting for you" in html
    assert "Welcome" not in html


class TestACompanyThatHasJustBegun:
    def test_its_administrator_reads_what_comes_first_in_order(self, page: Page) -> None:
        SideHead.objects.all().delete()
        html = page("admin").get("/").content.decode()
        assert "Welcome, Sam" in html
        assert names_of_lines(html) == ["Add the people", "Name both heads", "Bring the accounts"]
        assert html.count("btn sm primary") == 1
        assert 'href="/people/new"' in html
        assert "dugout import" in html

    def test_what_is_done_is_ticked_and_the_next_one_is_the_primary_button(self, page: Page) -> None:
        html = page("admin").get("/").content.decode()
        assert html.count("</svg>Done</span>") == 2
        assert re.search(r'class="btn sm primary" href="/accounts/new"', html)

    def test_others_are_asked_for_the_first_account(self, page: Page) -> None:
        html = page("seller").get("/").content.decode()
        assert "Welcome, Tom" in html
        assert "Add an account" in html
        assert "Name both heads" not in html

    def test_it_goes_with_the_first_account(
        self, page: Page, author: Callable[[str], Author], at: dt.datetime
    ) -> None:
        add_account(values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at)
        assert "Welcome" not in page("admin").get("/").content.decode()

    def test_a_company_of_one_begins_with_people(self, page: Page, person: Asks) -> None:
        Person.objects.exclude(id=person("admin").id).update(left_on=dt.date(2026, 3, 3))
        html = page("admin").get("/").content.decode()
        assert re.search(r'class="btn sm primary" href="/people/new"', html)


def test_names_are_text_and_no_markup(
    page: Page, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    hostile = "<script>alert(1)</script> & \u202e" + "x" * 100
    account = Account.objects.create(name=hostile, owner=person("account_manager"), made_at=at)
    AccountFigures.objects.create(account=account)
    raised = RaisedSignal(account_id=account.id, kind="complaint", severity=Severity.CRITICAL, text=hostile)
    raise_signal(signal=raised, by=author("seller"), at=at)
    html = page("account_manager").get("/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
