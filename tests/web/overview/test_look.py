"""The account page in real Chromium: both themes, two widths, nothing against axe, the CSP or the keyboard."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.history.terms import Author
from tests.overview.scene import client
from tests.web.look.conftest import answers, opened
from tests.web.standing import stands_everywhere

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
LATER = dt.timedelta(hours=5)


def test_a_client_and_a_new_account_stand(
    answers: Any, opened: Any, person: Callable[[str], Any],
    author: Callable[[str], Author], at: dt.datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    full = f"/accounts/{client(person, author, at, of_each=3).account.id}"
    bare = add_account(values=AccountValues(name="Nobody yet"), owner_id=None, by=author("admin"), at=at)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + LATER)
    pages = answers(full, f"/accounts/{bare.id}")
    for path, name in ((full, "account"), (f"/accounts/{bare.id}", "account-new")):
        stands_everywhere(opened(pages, path), f"{name}")


def test_l_goes_to_the_log_that_stands_there_and_the_sentence_opens_its_fields(
    answers: Any, opened: Any, person: Callable[[str], Any], author: Callable[[str], Author], at: dt.datetime
) -> None:
    made = client(person, author, at)
    path, part = f"/accounts/{made.account.id}", f"/accounts/{made.account.id}/log/proposal"
    sentence = "spoke with Dev, 20 min, wants a quote by 2030-03-08"
    pages = answers(path)
    fields = answers(f"{part}?text={sentence}", **{"X-Requested-With": "fetch"})
    body = next(iter(fields.values())).content.decode()
    shown = opened(pages, path, parts={part: {"status": 200, "content_type": "text/html", "body": body}})
    assert not shown.locator("#f-kind").is_visible()
    shown.keyboard.press("l")
    assert shown.evaluate("document.activeElement.id") == "f-here"
    assert shown.asked == []
    shown.keyboard.type(sentence)
    shown.wait_for_selector("#f-kind")
    assert shown.input_value("#f-kind") == "call"
    assert shown.input_value("#f-minutes") == "20"
    assert shown.input_value("#f-next_step") == "wants a quote"
    assert shown.locator("[name=unread]").count() == 0
