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
from dugout.selling.models import Objection, Opportunity, SellingStep
from dugout.selling.terms import OpportunityValues
from tests.selling.evidence import answer_objection
from tests.web.look.conftest import answers, opened
from tests.web.selling.scene import fill, without

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


@pytest.fixture
def full(
    sale: Callable[..., Opportunity],
    author: Callable[[str], Any],
    person: Callable[[str], Any],
    now: dt.datetime,
) -> Opportunity:
    """A sale of the seller's in step 4 with everything written down, the engineer on its team."""
    soon = now.date() + dt.timedelta(days=2)
    row = sale("seller", budget=250_000_00, next_step="Walk farm 4 with Daniel", next_step_on=soon)
    fill(row, author("seller"), now, team=person("engineer").id)
    return without(row, 4, author("seller"), now)


@pytest.fixture
def committed(full: Opportunity, author: Callable[[str], Any], now: dt.datetime) -> Opportunity:
    """The same in the step of commitment, its objection answered."""
    for objection in Objection.objects.filter(opportunity=full):
        about = {"opportunity_id": full.id, "by": author("seller"), "at": now}
        answer_objection(objection_id=objection.id, answer="It lasts.", **about)
    return without(full, 6, author("seller"), now)
