"""An account of the account manager's with three contacts, and short ways to log and raise."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.terms import Author, Direction
from dugout.timeline.terms import LoggedEntry, RaisedSignal, Severity


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Any:
    from dugout.accounts.models import Account, AccountFigures

    made = Account.objects.create(name="Brightwater Foods", owner=person("account_manager"), made_at=at)
    AccountFigures.objects.create(account=made)
    return made


@pytest.fixture
def contacts(account: Any, at: dt.datetime) -> dict[str, Any]:
    from dugout.accounts.models import Contact

    names = {"ana": ("Ana", "Ruiz"), "marian": ("Marian", "Holt"), "dev": ("Dev", "Anand")}
    return {
        key: Contact.objects.create(account=account, given_name=given, family_name=family, made_at=at)
        for key, (given, family) in names.items()
    }


@pytest.fixture
def log(account: Any, author: Callable[[str], Author], at: dt.datetime) -> Callable[..., Any]:
    """Logs as one of the cast: `log("seller", kind="call", contacts=(1,))`."""
    from dugout.timeline.commands.logging import log_entry

    def logged(key: str, *, when: dt.datetime | None = None, **values: Any) -> Any:
        by = author(key)
        entry = LoggedEntry(**{
            "account_id": account.id,
            "kind": "note",
            "text": "As it was.",
            "happened_at": when or at,
            "direction": Direction.INTERNAL,
            "people": (by.person_id,),
            **values,
        })  # fmt: skip
        return log_entry(entry=entry, by=by, at=max(at, when or at))

    return logged


@pytest.fixture
def raising(account: Any) -> Callable[..., RaisedSignal]:
    def values(**given: Any) -> RaisedSignal:
        usual = {
            "account_id": account.id,
            "kind": "installation_trouble",
            "severity": Severity.SERIOUS,
            "text": "6 of 22 probes will not pair.",
        }
        return RaisedSignal(**(usual | given))

    return values
