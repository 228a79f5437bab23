"""A section's history, one revision, the difference of two, restoring, and what changed since the hand-off."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.versioned_text.models import Revision
from tests.client_document.scene import OUR_PLANS, SALES_PLANS, save
from tests.web.documents.queries import own_queries
from tests.web.documents.test_document import html_of, words

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


@pytest.fixture
def base(written: Account) -> str:
    return f"/accounts/{written.id}/document"


def test_the_history_names_every_revision_with_its_side_its_words_and_the_tag(page: Page, base: str) -> None:
    html = html_of(page("engineer"), f"{base}/plans/history")
    rows = [words(row) for row in html.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]]
    assert [row.split(" from revision")[0] for row in rows] == [
        "Revision r2 Ines Duarte Account Management 6 Mar 10:00 Hull is late",
        "Revision r1 Handed over Tom Okafor Outside Sales 4 Mar 10:00 No word about it",
    ]
    assert [html.count(f'data-side="{side}"><a') for side in "SAO"] == [1, 1, 0]


def test_the_history_is_narrowed_to_a_side(page: Page, base: str) -> None:
    client = page("engineer")
    assert "r1" not in words(html_of(client, f"{base}/plans/history?side=account_management"))
    assert "r2" not in words(html_of(client, f"{base}/plans/history?side=sales"))
    assert "No revision by this side" in html_of(client, f"{base}/plans/history?side=other")
    assert "r1" in words(html_of(client, f"{base}/plans/history?side=upside"))
    assert "No revisions yet" in html_of(client, f"{base}/success_measures/history")


def test_the_history_pages_and_takes_the_same_queries(
    page: Page, account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    path = f"/accounts/{account.id}/document/plans"
    counts = set()
    for number in range(60):
        save(account, "plans", f"Text {number}", number, author("seller"), at)
        if number in (0, 2):
            client = page("seller")
            counts.add(own_queries(client, f"{path}/history"))
    # Account, kind, section; the revisions; no tag.
    assert counts == {5}
    client = page("seller")
    first = html_of(client, f"{path}/history")
    assert "r60<" in first
    assert "r10<" not in first
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "r10<" in html_of(client, f"{path}/history{following}")


def test_a_revision_stands_as_it_was_beside_what_changed_since(page: Page, base: str) -> None:
    html = html_of(page("engineer"), f"{base}/plans/revisions/1")
    assert "<p>Hull opens in May.</p>" in html
    assert "1 word came, 1 word went until revision 2." in html
    assert "<del>May</del><ins>June</ins>" in html
    assert "Restore" not in html
    assert "This is how it stands now" in html_of(page("engineer"), f"{base}/plans/revisions/2")


@pytest.mark.parametrize("view", ["", "&view=beside"])
def test_any_two_revisions_are_compared_inline_and_side_by_side(page: Page, base: str, view: str) -> None:
    client = page("engineer")
    html = html_of(client, f"{base}/plans/compare?from=1&to=2{view}")
    assert "1 word added" in html
    assert ("<del>May</del><ins>June</ins>" in html) is not bool(view)
    assert ('<div class="diff">' in html) is bool(view)
    back = html_of(client, f"{base}/plans/compare?from=2&to=1{view}")
    assert "<ins>May</ins>" in back
    assert "The two say the same." in html_of(client, f"{base}/plans/compare?from=2&to=2{view}")
    assert "Before the first revision" in html_of(client, f"{base}/plans/compare?from=0&to=1{view}")


@pytest.mark.parametrize("query", ["from=1&to=3", "from=x&to=1", "from=-1", f"to={'9' * 30}"])
def test_a_revision_that_is_not_there_is_not_found(page: Page, base: str, query: str) -> None:
    assert page("engineer").get(f"{base}/plans/compare?{query}").status_code == 404


def test_restoring_makes_a_new_revision_of_the_old_text(page: Page, base: str, written: Account) -> None:
    client = page("account_manager")
    assert "Restore revision 1" in html_of(client, f"{base}/plans/revisions/1")
    answer = client.post(f"{base}/plans/restore", {"number": "1", "seen": "2"})
    assert (answer.status_code, answer["Location"]) == (302, f"{base}#plans")
    plans = Revision.objects.filter(text__newest=3).order_by("number")
    assert [row.body for row in plans] == [SALES_PLANS, OUR_PLANS, SALES_PLANS]
    assert plans[2].message == "Restored revision 1"
    assert "revision 1 is restored as revision 3" in html_of(client, base)
    client.post(f"{base}/plans/restore", {"number": "1", "seen": "3"})
    assert "Plans says that already." in html_of(client, base)


def test_a_stale_restore_changes_nothing_and_says_so(
    page: Page, base: str, written: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    save(written, "plans", "Hull opens in July.", 2, author("account_manager"), at)
    answer = page("account_manager").post(f"{base}/plans/restore", {"number": "1", "seen": "2"})
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Nothing was restored." in html
    assert 'name="seen" value="3"' in html
    assert page("engineer").post(f"{base}/plans/restore", {"number": "1", "seen": "3"}).status_code == 403
    assert page("account_manager").post(f"{base}/plans/restore", {"number": "9"}).status_code == 404


def test_since_the_handoff_each_section_is_compared_then_and_now(page: Page, base: str) -> None:
    html = html_of(page("seller"), f"{base}/changes")
    said = words(html)
    assert "Handed over by Tom Okafor to Ines Duarte" in said
    assert "<del>May</del><ins>June</ins>" in html
    assert "A three-year price before January" in said
    assert "Challenges" not in said.split("Other departments", 1)[1]
    assert "Risks: “none known” withdrawn" in said


def test_what_one_side_changed_since_is_told_save_by_save(
    page: Page, base: str, written: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    client = page("seller")
    assert "Nothing changed" in html_of(client, f"{base}/changes?side=sales")
    later = at + dt.timedelta(days=9)
    save(written, "plans", OUR_PLANS + "\n- a third", 2, author("seller"), later, "From the fair")
    sales = html_of(client, f"{base}/changes?side=sales&view=beside")
    assert "“From the fair”" in sales
    assert "<ins>" in sales
    assert "June</ins>" not in sales
    ours = html_of(client, f"{base}/changes?side=account_management")
    assert "<del>May</del><ins>June</ins>" in ours
    assert "From the fair" not in ours


def test_before_a_handoff_the_page_says_so(page: Page, account: Account) -> None:
    html = html_of(page("seller"), f"/accounts/{account.id}/document/changes")
    assert "It was not handed over yet" in html
    assert "Since the hand-off" not in html_of(page("seller"), f"/accounts/{account.id}/document")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_of_the_past_take_the_same_queries_whatever_is_written(
    page: Page, base: str, written: Account, author: Callable[[str], Any], at: dt.datetime, rows: int
) -> None:
    later = at + dt.timedelta(days=9)
    for number, key in enumerate(("success_measures", "how_they_work", "aspirations")[:rows]):
        save(written, key, f"Text {number}", 0, author("account_manager"), later)
    client = page("account_manager")
    # Account, tag and its revisions; items; sections, newest bodies, tagged bodies.
    assert own_queries(client, f"{base}/changes") == 7
    # The same with sections, and that side's revisions with those before them.
    assert own_queries(client, f"{base}/changes?side=account_management") == 6
    # Account, kind, section; both revisions, the tag and its revisions.
    assert own_queries(client, f"{base}/plans/revisions/1") == 8
    assert own_queries(client, f"{base}/plans/compare?from=1&to=2") == 5
