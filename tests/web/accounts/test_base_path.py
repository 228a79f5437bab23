"""How far a client came round the base path: the list says the same as the account's own page."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account, AccountFigures
from tests.accounts.conftest import account, adding
from tests.revenue.scene import a_draft, sign

__all__ = ["account", "adding"]
pytestmark = pytest.mark.django_db


def mark_on(client: Client, path: str) -> str:
    found = re.search(r'class="bp[ "][^>]*aria-label="Base path: ([^"]*)"', client.get(path).content.decode())
    assert found, path
    return found[1]


def test_the_list_and_the_accounts_page_show_the_same_mark_at_each_base(
    page: Callable[[str], Client], author: Callable[[str], Any], account: Account, at: dt.datetime
) -> None:
    client, by = page("seller"), author("admin")
    figures = AccountFigures.objects.filter(account=account)

    def marks() -> set[str]:
        return {mark_on(client, "/accounts"), mark_on(client, f"/accounts/{account.id}")}

    assert marks() == {"In selling"}
    sign(a_draft(account, "contract", at), by, at)
    assert marks() == {"Sold, hand-off open"}
    figures.update(managed_since=at)
    assert marks() == {"Handed over, first term"}
    sign(a_draft(account, "contract", at, price=5_000), by, at)
    assert (figures.get().renewed, figures.get().grown) == (False, True)
    assert marks() == {"Handed over, first term"}, "grown before a renewal leaves no base out"
