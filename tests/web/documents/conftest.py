"""A document that two sides wrote in, and the fixtures that open pages in Chromium."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account
from tests.client_document.accounts import account, other_account
from tests.client_document.scene import hand_over, write_as_account_manager, write_as_seller
from tests.web.look.conftest import answers, opened

__all__ = ["account", "answers", "opened", "other_account"]


@pytest.fixture
def written(account: Account, author: Callable[[str], Any], at: dt.datetime) -> Account:
    """Brightwater Foods, handed over by Tom Okafor to Ines Duarte, who owns it now."""
    seller, manager = author("seller"), author("account_manager")
    write_as_seller(account, seller, at)
    hand_over(account, seller, manager, at + dt.timedelta(days=1))
    write_as_account_manager(account, manager, at + dt.timedelta(days=2))
    return account
