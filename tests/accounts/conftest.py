"""An account of the account manager's, and short ways to add and correct."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from dugout.accounts.commands.accounts import add_account, correct_account
from dugout.accounts.models import Account
from dugout.accounts.terms import AccountValues


@pytest.fixture
def adding(author: Callable[[str], Any], at: dt.datetime) -> Callable[..., Account]:
    def add(name: str = "Brightwater Foods", owner: Any = None, **values: Any) -> Account:
        unless_known = values.pop("unless_known", False)
        return add_account(
            values=AccountValues(name=name, **values), owner_id=owner.id if owner else None, by=author("seller"),
            at=at, unless_known=unless_known,
        )  # fmt: skip

    return add


@pytest.fixture
def account(adding: Callable[..., Account], person: Callable[[str], Any]) -> Account:
    return adding(owner=person("account_manager"), city="Leeds", domain="brightwater.example", employees=800)


def values_of(account: Account, **changed: Any) -> AccountValues:
    """The account's plain fields, some of them changed."""
    return AccountValues(
        **{name: getattr(account, name) for name in asdict(AccountValues(name="x"))} | changed
    )


@pytest.fixture
def correcting(author: Callable[[str], Any], at: dt.datetime) -> Callable[..., Account]:
    def correct(account: Account, *, by: str = "seller", seen: int | None = None, **changed: Any) -> Account:
        return correct_account(
            account_id=account.id, values=values_of(account, **changed),
            seen=account.version if seen is None else seen, by=author(by), at=at,
        )  # fmt: skip

    return correct
