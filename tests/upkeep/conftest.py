"""Accounts with figures, for those who compare them with their sources."""

import datetime as dt
from collections.abc import Callable

import pytest

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.history.terms import Author
from dugout.people.models import Person
from tests.overview.scene import client


@pytest.fixture
def told(person: Callable[[str], Person], author: Callable[[str], Author], at: dt.datetime) -> dict[str, int]:
    """A client of whom every figure was kept by the verbs, and a prospect with which nothing happened."""
    quiet = add_account(
        values=AccountValues(name="Quiet Cold Stores"), owner_id=None, by=author("seller"), at=at
    )
    return {"busy": client(person, author, at, of_each=2).account.id, "quiet": quiet.id}
