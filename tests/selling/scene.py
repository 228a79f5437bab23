"""A prospect of Tom's with somebody to talk to, a sale in its first step, and the shortest way through the gates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from dugout.accounts.models import Account, AccountFigures, Contact, ContactRole
from dugout.client_document.models import Need
from dugout.history.terms import Author
from dugout.people.models import Person
from dugout.selling.commands import lines, moving, opportunities
from dugout.selling.models import Opportunity, OpportunityLine, Product
from dugout.selling.queries.facts import readings_of
from dugout.selling.terms import ConfirmationKind, LineValues, OpportunityKind, OpportunityValues
from tests.selling.evidence import match_need, record_confirmation

DAY = dt.date(2026, 3, 3)
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Sale:
    """An account, its contact, and its open sale."""

    account: Account
    contact: Contact
    row: Opportunity

    @property
    def path(self) -> str:
        return f"/opportunities/{self.row.id}"


def a_prospect(owner: Person | None, at: dt.datetime, name: str = "Brightwater Foods") -> Account:
    account = Account.objects.create(name=name, owner=owner, made_at=at)
    AccountFigures.objects.create(account=account)
    return account


def a_sale(owner: Person, by: Author, at: dt.datetime, kind: str = "new_business", **values: Any) -> Sale:
    """A sale of a new prospect, in the first step of its kind's process."""
    account = a_prospect(owner, at)
    contact = Contact.objects.create(account=account, given_name="Ana", family_name="Ruiz", made_at=at)
    given = {"name": "Cold rooms", "kind": OpportunityKind(kind), **values}
    row = opportunities.add_opportunity(
        account_id=account.id, values=OpportunityValues(**given), by=by, at=at
    )
    return Sale(account=account, contact=contact, row=row)


def with_lines(sale: Sale, by: Author, at: dt.datetime) -> tuple[OpportunityLine, OpportunityLine]:
    """Puts a recurring and a one-off line on the offer: 6 rooms at 100.00 a month, 500.00 once."""
    room, _ = Product.objects.get_or_create(name="Cold room", defaults={"kind": "recurring", "price": 10_000})
    setup, _ = Product.objects.get_or_create(name="Installation", defaults={"price": 50_000})
    lines.set_lines(
        opportunity_id=sale.row.id,
        lines=[
            LineValues(product_id=room.id, quantity=6, unit_price=10_000, term_months=36),
            LineValues(product_id=setup.id, quantity=1, unit_price=50_000),
        ],
        seen=None, by=by, at=at,
    )  # fmt: skip
    sale.row.refresh_from_db()
    recurring, once = OpportunityLine.objects.filter(opportunity=sale.row).order_by("id")
    return recurring, once


def confirm(sale: Sale, kind: str, by: Author, at: dt.datetime) -> Any:
    return record_confirmation(
        opportunity_id=sale.row.id,
        kind=ConfirmationKind(kind),
        contact_id=sale.contact.id,
        day=DAY,
        by=by,
        at=at,
    )


def meet_gates_to_commitment(sale: Sale, by: Author, at: dt.datetime) -> None:
    """Writes down what the gates of the first five steps ask for, each as its own record."""
    need = Need.objects.create(account=sale.account, text="Cold by June", state="agreed", day=DAY)
    ContactRole.objects.create(contact=sale.contact, role="economic_buyer")
    Opportunity.objects.filter(id=sale.row.id).update(budget=1_000_000)
    line, _ = with_lines(sale, by, at)
    match_need(opportunity_id=sale.row.id, need_id=need.id, line_id=line.id, reaction="It fits", by=by, at=at)
    for kind in ("agreed_to_questions", "needs_summary", "no_concerns", "price_known"):
        confirm(sale, kind, by, at)


def to_step(sale: Sale, number: int, by: Author, at: dt.datetime) -> None:
    """Moves on without what the gates ask for, with a reason for each."""
    reasons = {one.gate.id: "Told by phone." for one in readings_of(sale.row)}
    moving.move_to_step(opportunity_id=sale.row.id, to=number, seen=None, by=by, at=at, reasons=reasons)
    sale.row.refresh_from_db()


def unmet(sale: Sale, step: int) -> list[str]:
    """The conditions of a step that are not met."""
    row = Opportunity.objects.get(id=sale.row.id)
    return [one.gate.condition for one in readings_of(row, steps={step}) if not one.met]
