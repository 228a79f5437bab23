"""What was done is said once, on the next page that has a place for it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues

pytestmark = pytest.mark.django_db


def test_a_page_without_a_place_for_toasts_leaves_them_to_the_next(
    page: Callable[[str], Client], author: Callable[[str], Any], at: dt.datetime
) -> None:
    account = add_account(
        values=AccountValues(name="Aurelia Biobank"), owner_id=None, by=author("seller"), at=at
    )
    admin = page("admin")
    admin.post("/settings/departments", {"name": "Cold rooms", "side": "other"})
    said = "Cold rooms is a department now."

    on_paper = admin.get(f"/accounts/{account.id}/document/print")
    assert (on_paper.status_code, said in on_paper.content.decode()) == (200, False)
    assert said in admin.get("/accounts").content.decode()
    assert said not in admin.get("/accounts").content.decode()
