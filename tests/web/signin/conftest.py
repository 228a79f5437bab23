"""A Dugout on which nobody has begun yet."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.demo.conftest import Elsewhere, elsewhere

__all__ = ["elsewhere"]

# What the first administrator types.
TYPED = {
    "company": "Kestrel Freight",
    "currency": "GBP",
    "time_zone": "Europe/London",
    "location": "Leith",
    "name": "Noor Haddad",
    "title": "Managing director",
    "email": "noor@kestrel.example",
    "password": "a short sentence",
}


@pytest.fixture
def empty(elsewhere: Elsewhere) -> Iterator[None]:
    """An empty, migrated database, with real transactions."""
    with elsewhere("beginning"):
        yield


@pytest.fixture
def link(empty: None) -> str:
    """The path of a fresh link for the first administrator."""
    return new_link()


def new_link() -> str:
    from dugout.people.commands.links import make_first_admin_link

    return f"/welcome/{make_first_admin_link(at=timezone.now())}"


@pytest.fixture
def invited(db: None, person: Callable[[str], Any], author: Callable[[str], Any]) -> str:
    """The path of a fresh invitation of the account manager."""
    from dugout.people.commands.links import invite

    return f"/invitation/{invite(person=person('account_manager'), by=author('admin'), at=timezone.now())}"


def name_of_session(client: Client) -> str | None:
    """The id of whom a client is signed in as."""
    value: str | None = client.session.get("_auth_user_id")
    return value
