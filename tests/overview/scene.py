"""A client on whom every department works, told through commands: so many of everything as a test asks for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.models import Account
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.client_document.commands.promises import add_promise
from dugout.client_document.terms import PromiseValues
from dugout.handoffs.commands import accepting
from dugout.handoffs.models import Handoff
from dugout.history.terms import Author, Direction
from dugout.revenue.commands.confirming import confirm_contract
from dugout.revenue.models import Paper
from dugout.revenue.terms import ConfirmedTerms
from dugout.selling.commands.opportunities import add_member, add_opportunity
from dugout.selling.terms import OpportunityKind, OpportunityValues
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.commands.signals import claim_signal, raise_signal
from dugout.timeline.terms import LoggedEntry, RaisedSignal, Severity
from tests.handoffs.scene import submitted

DAY = dt.date(2026, 3, 4)
Asks = Callable[[str], Any]


@dataclass(frozen=True)
class Client:
    """The account with its accepted hand-off."""

    account: Account
    handoff: Handoff


def client(person: Asks, author: Callable[[str], Author], at: dt.datetime, *, of_each: int = 1) -> Client:
    """Aurelia Biobank: sold by Tom, managed by Ines, with so many signals, promises, contacts, sales, entries."""
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
    account_id = handoff.account_id
    terms = ConfirmedTerms(signed_on=DAY, starts_on=DAY)
    contract = Paper.objects.get(account_id=account_id, kind="contract")
    confirm_contract(paper_id=contract.id, terms=terms, seen=None, by=author("finance_clerk"), at=at)
    for number in range(of_each):
        _one_more(account_id, number, person, author, at)
    return Client(account=Account.objects.get(id=account_id), handoff=handoff)


def _one_more(
    account_id: int, number: int, person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    values = ContactValues(
        given_name="Dev",
        family_name=f"Anand {number}",
        title="Site manager",
        roles=frozenset({DecisionRole.USER}),
    )
    contact = add_contact(account_id=account_id, values=values, by=author("account_manager"), at=at)
    signal = raise_signal(
        signal=RaisedSignal(
            account_id=account_id, kind="installation_trouble", severity=Severity.SERIOUS,
            text=f"Probe {number} will not pair.",
        ),
        by=author("support_engineer"), at=at,
    )  # fmt: skip
    if number % 2:
        claim_signal(signal_id=signal.id, by=author("engineer"), at=at)
    promise = PromiseValues(
        text=f"Spare probe {number}", by_id=person("account_manager").id, to_contact_id=contact.id,
        made_on=DAY, due_on=DAY + dt.timedelta(days=number),
    )  # fmt: skip
    add_promise(account_id=account_id, values=promise, by=author("account_manager"), at=at)
    sale = OpportunityValues(
        name=f"Second site {number}", kind=OpportunityKind.EXPANSION, owner_id=person("other_seller").id,
        next_step="Send the drawing", next_step_on=DAY + dt.timedelta(days=number),
    )  # fmt: skip
    row = add_opportunity(account_id=account_id, values=sale, by=author("other_seller"), at=at)
    add_member(opportunity_id=row.id, person_id=person("engineer").id, by=author("other_seller"), at=at)
    _talk(account_id, contact.id, number, person, author, at)


def _talk(
    account_id: int,
    contact_id: int,
    number: int,
    person: Asks,
    author: Callable[[str], Author],
    at: dt.datetime,
) -> None:
    for key, kind in (
        ("account_manager", "call"),
        ("finance_clerk", "meeting"),
        ("support_engineer", "support_call"),
    ):
        log_entry(
            entry=LoggedEntry(
                account_id=account_id, kind=kind, text=f"Spoke, time {number}.", happened_at=at,
                direction=Direction.TWO_WAY, contacts=(contact_id,), people=(person(key).id,),
                mentions=(person("engineer").id,),
            ),
            by=author(key), at=at,
        )  # fmt: skip
