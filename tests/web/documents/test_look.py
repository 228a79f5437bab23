"""The document's pages in real Chromium: both themes, desktop and phone, nothing against axe or the CSP."""

from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.client_document.models import Goal, Need, Promise
from tests.web.standing import shoot, stands_everywhere

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

PAGES = {
    "document": "/accounts/{account}/document",
    "paper": "/accounts/{account}/document/print",
    "changes": "/accounts/{account}/document/changes",
    "changes-beside": "/accounts/{account}/document/changes?side=account_management&view=beside",
    "write": "/accounts/{account}/document/plans/write",
    "history": "/accounts/{account}/document/plans/history",
    "revision": "/accounts/{account}/document/plans/revisions/1",
    "compare": "/accounts/{account}/document/plans/compare?from=1&to=2",
    "compare-beside": "/accounts/{account}/document/plans/compare?from=1&to=2&view=beside",
    "need-new": "/accounts/{account}/needs/new",
    "goal-change": "/goals/{goal}/change",
    "promise-new": "/accounts/{account}/promises/new",
    "promise": "/promises/{promise}",
    "goal": "/goals/{goal}",
    "empty": "/accounts/{other}/document",
}


def test_every_page_of_the_document_stands_in_both_themes_and_widths(
    written: Account, other_account: Account, answers: Callable[..., Any], opened: Callable[..., Any],
) -> None:  # fmt: skip
    ids = {
        "account": written.id, "other": other_account.id, "need": Need.objects.earliest("id").id,
        "goal": Goal.objects.earliest("id").id, "promise": Promise.objects.latest("id").id,
    }  # fmt: skip
    pages = {name: path.format(**ids) for name, path in PAGES.items()}
    prepared = answers(*pages.values())
    assert {path: answer.status_code for path, answer in prepared.items() if answer.status_code != 200} == {}
    for name, path in pages.items():
        shown = opened(prepared, path)
        if name == "paper":
            shown.emulate_media(media="print")
            shoot(shown, "print")
            shown.emulate_media(media="screen")
        stands_everywhere(shown, name)
