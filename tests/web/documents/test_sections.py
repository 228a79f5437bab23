"""Writing a section on the screen: saved, refused with what was typed, refused as stale with both texts."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.accounts.models import Account
from dugout.client_document.models import Section
from dugout.people.commands.absences import plan_absence
from dugout.versioned_text.models import Revision
from tests.client_document.scene import save
from tests.web.documents.queries import own_queries
from tests.web.documents.test_document import html_of, words

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


@pytest.fixture
def path(account: Account) -> str:
    return f"/accounts/{account.id}/document/plans/write"


@pytest.fixture
def theirs(account: Account, author: Callable[[str], Any], at: dt.datetime) -> Revision:
    """What Hanna Weiss saved while the form was open on an unwritten section."""
    revision: Revision = save(account, "plans", "Hull opens in May.", 0, author("other_seller"), at)
    return revision


def bodies() -> list[str]:
    return list(Revision.objects.order_by("id").values_list("body", flat=True))


def test_a_section_is_written_and_the_page_goes_back_to_its_place(
    page: Page, account: Account, path: str
) -> None:
    client = page("seller")
    html = html_of(client, path)
    assert "What have they decided already" in html
    assert 'name="seen" value="0"' in html
    sent = {"body": "Hull opens in May.\r\n\r\nBudget is agreed.", "message": "First call", "seen": "0"}
    answer = client.post(path, sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/{account.id}/document#plans")
    revision = Revision.objects.get()
    assert (revision.body, revision.message) == ("Hull opens in May.\n\nBudget is agreed.", "First call")
    assert (revision.author_id, revision.side) == (revision.author_id, "sales")
    assert "Plans: revision 1 is saved." in html_of(client, f"/accounts/{account.id}/document")
    again = client.post(path, sent | {"seen": "1"})
    assert again.status_code == 302
    assert "Plans says that already." in html_of(client, f"/accounts/{account.id}/document")
    assert Revision.objects.count() == 1


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(
    page: Page, path: str, theirs: Revision
) -> None:
    typed = {"body": "Hull opens in June.\r\n\r\nBudget is agreed.", "message": "Heard today", "seen": "0"}
    answer = page("seller").post(path, typed)
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Hanna Weiss saved this section while you wrote" in html
    assert "<del>May</del>" in html
    assert "<ins>June" in html
    assert ">\nHull opens in June.\r\n\r\nBudget is agreed.</textarea>" in html
    assert 'value="Heard today"' in html
    assert 'name="over" value="1"' in html
    assert "Save mine over revision 1" in words(html)
    assert bodies() == [theirs.body]


def test_it_is_saved_over_the_named_revision_knowingly_and_theirs_stays_in_the_history(
    page: Page, path: str, theirs: Revision
) -> None:
    answer = page("seller").post(path, {"body": "Mine.", "seen": "0", "over": "1"})
    assert answer.status_code == 302
    assert bodies() == [theirs.body, "Mine."]


def test_over_an_older_revision_than_the_newest_it_is_stale_again(
    page: Page, account: Account, path: str, theirs: Revision, author: Callable[[str], Any], at: dt.datetime
) -> None:
    save(account, "plans", "Hull opens in July.", 1, author("other_seller"), at)
    answer = page("seller").post(path, {"body": "Mine.", "seen": "0", "over": "1"})
    assert answer.status_code == 412
    assert 'name="over" value="2"' in answer.content.decode()
    assert bodies() == [theirs.body, "Hull opens in July."]


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "1.5"])
def test_a_form_without_a_real_revision_is_stale_and_overwrites_nothing(
    page: Page, path: str, theirs: Revision, seen: str
) -> None:
    assert page("seller").post(path, {"body": "Mine.", "seen": seen}).status_code == 412
    assert bodies() == [theirs.body]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"body": "a\0b"}, "body"), ({"message": "x" * 201}, "message"), ({"body": "y" * 100_001}, "body")],
)
def test_a_refused_section_keeps_what_was_typed(
    page: Page, path: str, wrong: dict[str, str], field: str
) -> None:
    answer = page("seller").post(path, {"body": "Typed text", "message": "why", "seen": "0"} | wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in html
    assert "body" in wrong or "Typed text</textarea>" in html
    assert "message" in wrong or 'value="why"' in html
    assert not Section.objects.exists()


def test_only_who_may_writes(page: Page, account: Account, path: str) -> None:
    for key in ("engineer", "account_manager", "sales_head"):
        assert page(key).get(path).status_code == 403
        refused = page(key).post(path, {"body": "Mine.", "seen": "0"})
        assert refused.status_code == 403
        assert "the team of an open sale" in refused.content.decode()
    assert bodies() == []


def test_who_acts_for_the_absent_owner_writes(
    page: Page, person: Callable[[str], Any], author: Callable[[str], Any], account: Account, path: str
) -> None:
    now = timezone.now()
    plan_absence(
        person=person("seller"), first_day=now.date(), last_day=now.date() + dt.timedelta(days=2),
        stand_in=person("engineer"), by=author("seller"), at=now,
    )  # fmt: skip
    assert page("engineer").post(path, {"body": "For Tom.", "seen": "0"}).status_code == 302


def test_a_promise_or_a_written_risk_ends_none_known(
    page: Page, account: Account, person: Callable[[str], Any]
) -> None:
    client = page("seller")
    base = f"/accounts/{account.id}/document"
    for key in ("risks", "promises"):
        client.post(f"{base}/{key}/none-known")
    assert html_of(client, base).count("answered so") == 2
    client.post(f"{base}/risks/write", {"body": "A price rise.", "seen": "0"})
    client.post(f"/accounts/{account.id}/promises/new", {"text": "Quiet hours", "made_on": "2026-03-03"})
    assert "answered so" not in html_of(client, base)


def test_the_form_takes_the_same_queries_whatever_is_written(
    page: Page, account: Account, path: str, author: Callable[[str], Any], at: dt.datetime
) -> None:
    # The account for who may write, account, kind, section; the newest revision once there is one.
    assert own_queries(page("seller"), path) == 4
    for number in range(3):
        save(account, "plans", f"Text {number}", number, author("seller"), at)
        assert own_queries(page("seller"), path) == 5
