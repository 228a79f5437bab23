"""Sales on a board, made by commands, and the browser of tests/web/look."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.models import Account, Contact
from dugout.accounts.terms import AccountValues, ContactValues
from dugout.selling.commands import opportunities
from dugout.selling.models import Opportunity, SellingStep
from dugout.selling.terms import OpportunityValues
from tests.web.look.conftest import answers, opened

__all__ = ["answers", "opened"]


@pytest.fixture
def now() -> dt.datetime:
    """The moment of the request, nearly: pages read the real clock."""
    return timezone.now()


@pytest.fixture
def client_of(author: Callable[[str], Any], now: dt.datetime) -> Callable[..., Account]:
    """An account of somebody's with these contacts: `client_of("seller", "Aurelia Biobank", "Léa Sutter")`."""

    def made(key: str, name: str, *contacts: str) -> Account:
        account = add_account(
            values=AccountValues(name=name), owner_id=author(key).person_id, by=author(key), at=now
        )
        for full in contacts:
            given, _, family = full.rpartition(" ")
            values = ContactValues(given_name=given, family_name=family)
            add_contact(account_id=account.id, values=values, by=author(key), at=now)
        return account

    return made


@pytest.fixture
def sale(
    client_of: Callable[..., Account], author: Callable[[str], Any], now: dt.datetime
) -> Callable[..., Opportunity]:
    """A sale of somebody's, put on a step: `sale("seller", "Aurelia Biobank", step=3, days=5, amount_typed=1)`."""

    def made(
        key: str, client: str = "Aurelia Biobank", *contacts: str, step: int = 1, days: int = 0, **values: Any
    ) -> Opportunity:
        account = client_of(key, client, *(contacts or ("Léa Sutter",)))
        wanted = OpportunityValues(**{"name": "Six freezer farms", **values})
        row = opportunities.add_opportunity(account_id=account.id, values=wanted, by=author(key), at=now)
        row.step = SellingStep.objects.get(process_id=row.process_id, number=step)
        row.step_since = now - dt.timedelta(days=days)
        row.save(update_fields=["step", "step_since"])
        return row

    return made


@pytest.fixture
def contact_of() -> Callable[[Opportunity], Contact]:
    return lambda row: Contact.objects.filter(account=row.account).earliest("id")
