"""The document as a page: read by everybody, written by those who may, told whom to ask by others."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account, Contact
from dugout.client_document.models import Promise, SectionKind
from tests.client_document.scene import save, write_as_seller
from tests.client_document.test_document import fill
from tests.web.documents.queries import own_queries

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


def html_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def words(html: str) -> str:
    """What a reader sees: tags out, runs of blanks as one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_head_says_status_needs_challenges_changes_and_what_is_missing(
    page: Page, written: Account
) -> None:
    html = html_of(page("engineer"), f"/accounts/{written.id}/document")
    head = words(html.split("<h1>")[1].split('<div class="split')[0])
    assert "Begun by Tom Okafor" in head
    assert "Handed over by Tom Okafor to Ines Duarte" in head
    assert "Complete 8 of 10 2 sections ask for more" in head
    assert "Open needs 2 1 long-term" in head
    assert "Goals under way 1 none behind" in head
    assert "Promises open 1" in head
    assert "Decision team 2 somebody can say yes" in head
    assert "Two audits failed in 2025" in head
    assert "Risks by Ines Duarte" in head
    assert "Success measures. Nothing yet." in head


def test_every_section_stands_with_its_text_its_last_author_and_its_records(
    page: Page, written: Account
) -> None:
    html = html_of(page("engineer"), f"/accounts/{written.id}/document")
    sections = {key: html.split(f'<section id="{key}"')[1].split("</section>")[0] for key in keys()}
    assert list(sections) == keys()
    plans = words(sections["plans"])
    assert 'data-side="A"' in sections["plans"]
    assert "<li>blast chillers</li>" in sections["plans"]
    assert "Last by Ines Duarte, Account Management, 6 Mar" in plans
    assert "<strong>2025</strong>" in sections["challenges"]
    assert "Long-term Nobody" in words(sections["needs"])
    assert "1 met or dropped" in words(sections["needs"])
    assert "Write-offs a year €310k €120k €168k" in words(sections["goals"])
    assert "Marian Holt Economic buyer 5 of 5" in words(sections["decision_team"])
    marian = Contact.objects.get(family_name="Holt")
    assert f'href="/contacts/{marian.id}"' in sections["decision_team"]
    assert "1 kept or broken" in words(sections["promises"])
    assert "By what will the client say after a year" in words(sections["success_measures"])


def keys() -> list[str]:
    return list(SectionKind.objects.order_by("order").values_list("key", flat=True))


def test_who_may_not_write_reads_why_and_whom_to_ask_and_finds_no_button(
    page: Page, written: Account
) -> None:
    html = html_of(page("engineer"), f"/accounts/{written.id}/document")
    assert "The document is written by the account&#39;s owner and the team of an open sale." in html
    assert "Ines Duarte</a>, who owns the account" in html
    document = html.split('<article class="doc"')[1]
    assert "/write" not in document
    assert "/change" not in document
    assert "<form" not in document


def test_without_an_owner_the_page_says_how_there_will_be_one(page: Page, account: Account) -> None:
    account.owner = None
    account.save()
    html = html_of(page("engineer"), f"/accounts/{account.id}/document")
    assert "Nobody owns this account and no sale is open" in html
    assert f'href="/accounts/{account.id}/owner"' in html


def test_who_made_a_promise_settles_it_without_writing_the_rest(page: Page, written: Account) -> None:
    html = html_of(page("seller"), f"/accounts/{written.id}/document")
    promise = Promise.objects.get(state="open")
    assert f'action="/promises/{promise.id}/keep"' in html
    assert f'href="/promises/{promise.id}/change"' not in html


def test_none_known_is_answered_by_its_button_and_undone(page: Page, account: Account) -> None:
    client = page("seller")
    base = f"/accounts/{account.id}/document"
    assert f'action="{base}/risks/none-known"' in html_of(client, base)
    answer = client.post(f"{base}/risks/none-known")
    assert (answer.status_code, answer["Location"]) == (302, f"{base}#risks")
    html = html_of(client, base)
    assert "None known. Tom Okafor answered so" in words(html)
    assert f'action="{base}/risks/withdraw-none-known"' in html
    client.post(f"{base}/risks/withdraw-none-known")
    assert "answered so" not in html_of(client, base)
    assert page("engineer").post(f"{base}/risks/none-known").status_code == 403
    assert client.post(f"{base}/needs/none-known").status_code == 422


def test_markdown_of_a_section_is_shown_without_what_could_do_harm(
    page: Page, account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://tracker.example/z.png)"
    save(account, "plans", hostile, 0, author("seller"), at)
    plans = html_of(page("seller"), f"/accounts/{account.id}/document").split('<section id="plans"')[1]
    plans = plans.split("</section>")[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in plans
    assert "<script" not in plans
    assert 'href="javascript' not in plans
    assert "<img" not in plans


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_whatever_is_written(
    page: Page, account: Account, author: Callable[[str], Any], at: dt.datetime, rows: int
) -> None:
    fill(account, author, at, rows)
    path = f"/accounts/{account.id}/document"
    assert own_queries(page("seller"), path) == 13
    # Who may not write: one to learn it and one for whom to ask.
    assert own_queries(page("engineer"), path) == 15
    assert own_queries(page("engineer"), f"{path}/print") == 12


def test_on_paper_nothing_is_folded_and_nothing_can_be_pressed(page: Page, written: Account) -> None:
    html = html_of(page("account_manager"), f"/accounts/{written.id}/document/print")
    assert "Loggers in the vans." in html
    assert "Nine sites live before Easter." in html
    assert "<details" not in html
    assert "<form" not in html
    assert "Owner: Ines Duarte." in html


def test_an_unknown_account_or_section_is_not_found(page: Page, account: Account) -> None:
    client = page("seller")
    base = f"/accounts/{account.id}/document"
    for path in (
        "/accounts/999999999/document", "/accounts/999999999/document/print", f"{base}/poems/write",
        f"{base}/poems/history", f"{base}/plans/revisions/1", "/needs/999999999", "/goals/999999999",
        "/promises/999999999/change", "/accounts/999999999/needs/new",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_the_pages_ask_for_a_sign_in(account: Account) -> None:
    base = f"/accounts/{account.id}/document"
    for path in (base, f"{base}/print", f"{base}/changes", f"{base}/plans/write", f"{base}/plans/history"):
        assert Client().get(path)["Location"].startswith("/sign-in?")


def test_a_long_name_and_a_hostile_one_stay_text(
    page: Page, account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    account.name = "<b>" + "ö" * 150
    account.save()
    write_as_seller(account, author("seller"), at)
    assert "&lt;b&gt;öö" in html_of(page("seller"), f"/accounts/{account.id}/document")
