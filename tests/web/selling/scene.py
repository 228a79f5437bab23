"""A sale in the middle of its way, with everything that can be written down on one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.test import Client

from dugout.accounts.models import Contact
from dugout.client_document.commands.needs import add_need
from dugout.client_document.terms import ItemState, NeedValues
from dugout.history.terms import Author
from dugout.selling.commands import lines, moving, opportunities
from dugout.selling.models import Opportunity, Product
from dugout.selling.queries.facts import readings_of
from dugout.selling.terms import ConfirmationKind, LineValues
from tests.selling.evidence import add_concern, add_objection, ask_commitment, match_need, record_confirmation


def fill(row: Opportunity, by: Author, at: dt.datetime, team: int | None = None) -> Opportunity:
    """Lines, needs, a match, confirmations, concerns, objections, requests, somebody on the team."""
    about: dict[str, Any] = {"opportunity_id": row.id, "by": by, "at": at}
    contact, day = Contact.objects.filter(account=row.account).earliest("id"), at.date()
    farm = Product.objects.create(name="Freezer farm monitoring", kind="recurring", price=1_000_00)
    setup = Product.objects.create(name="Installation", price=5_000_00)
    line = lines.add_line(
        line=LineValues(product_id=farm.id, quantity=6, unit_price=1_000_00, discount_bp=650, term_months=36),
        seen=None, **about,
    )  # fmt: skip
    lines.add_line(line=LineValues(product_id=setup.id, quantity=1, unit_price=5_000_00), seen=None, **about)
    for number, text in enumerate(("An audit file that nobody compiles by hand", "No thaw during the move")):
        need = add_need(
            account_id=row.account_id or 0,
            values=NeedValues(text=text, state=ItemState.OPEN if number else ItemState.AGREED), by=by, at=at,
        )  # fmt: skip
        if not number:
            match_need(need_id=need.id, line_id=line.id, reaction="Exactly that", **about)
    for kind in (ConfirmationKind.AGREED_TO_QUESTIONS, ConfirmationKind.NEEDS_SUMMARY):
        record_confirmation(kind=kind, contact_id=contact.id, day=day, note="June, not July", **about)
    add_concern(text="You have never run a biobank", answer="St. Agnes", proof="A visit", **about)
    add_concern(text="Will you still be here in ten years?", **about)
    add_objection(text="Too dear by a fifth", **about)
    ask_commitment(contact_id=contact.id, day=day, note="Six farms, 36 months", **about)
    if team:
        opportunities.add_member(person_id=team, **about)
    row.refresh_from_db()
    return row


def without(row: Opportunity, to: int, by: Author, at: dt.datetime) -> Opportunity:
    """Moves on without what is missing, with a reason for each."""
    row.refresh_from_db()
    reasons = {one.gate.id: "Told by telephone; the paper follows." for one in readings_of(row)}
    moving.move_to_step(opportunity_id=row.id, to=to, seen=row.version, reasons=reasons, by=by, at=at)
    row.refresh_from_db()
    return row


def html_of(answer: Any) -> str:
    return str(answer.content.decode())


def gate_of(row: Opportunity, condition: str) -> int:
    """The gate of the sale's process that asks for a condition; the seven steps ask for each once."""
    return next(one.gate.id for one in readings_of(row) if one.gate.condition == condition)


def written(page: Callable[[str], Client], row: Opportunity, small: str, **sent: Any) -> Any:
    """The answer to a small form of a sale that its seller sent, and that was taken."""
    answer = page("seller").post(f"/opportunities/{row.id}/{small}", sent)
    assert answer.status_code == 302, html_of(answer)
    return answer
