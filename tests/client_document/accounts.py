"""An account of the seller's, with which the document's tests begin."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account, AccountFigures, Contact, ContactRole

MADE_AT = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


def make_account(name: str, owner: Any) -> Account:
    made = Account.objects.create(name=name, owner=owner, made_at=MADE_AT)
    AccountFigures.objects.create(account=made)
    return made


@pytest.fixture
def account(person: Callable[[str], Any]) -> Account:
    return make_account("Brightwater Foods", person("seller"))


@pytest.fixture
def other_account(person: Callable[[str], Any]) -> Account:
    return make_account("Osterhaus Frische", person("other_seller"))


def add_contact(account: Account, name: str, *roles: str, influence: int | None = None) -> Contact:
    given, _, family = name.rpartition(" ")
    contact = Contact.objects.create(
        account=account, given_name=given, family_name=family, influence=influence, made_at=MADE_AT
    )
    for role in roles:
        ContactRole.objects.create(contact=contact, role=role)
    return contact
