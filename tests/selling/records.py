"""The record of each condition that Dugout ships: how it comes, how it goes, what must stand before it can."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from dugout.accounts.commands import contacts
from dugout.accounts.models import Contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.client_document.commands import needs
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemState, NeedValues
from dugout.handoffs.commands import accepting, moving, winning
from dugout.handoffs.models import Handoff
from dugout.history.terms import Author, Direction
from dugout.selling.commands import opportunities
from dugout.selling.commands.evidence import withdraw_evidence
from dugout.selling.models import CommitmentRequest, Objection, Opportunity, OpportunityLine
from dugout.selling.terms import OpportunityValues
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.terms import LoggedEntry
from dugout.values.records import values_of
from tests.handoffs.scene import fill
from tests.selling.evidence import add_concern, add_objection, answer_objection, ask_commitment, match_need
from tests.selling.scene import DAY, Sale, confirm, to_step, with_lines

A_DAY = dt.timedelta(days=1)


class Hand(NamedTuple):
    """Whose hand writes the records of a sale down, and when."""

    sale: Sale
    by: Author
    at: dt.datetime
    receiver: Author

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def of(self) -> dict[str, Any]:
        return {"opportunity_id": self.sale.row.id, **self.who}

    def change(self, **values: Any) -> None:
        row = Opportunity.objects.get(id=self.sale.row.id)
        opportunities.change_opportunity(
            values=replace(values_of(OpportunityValues, row), **values), seen=row.version, **self.of
        )

    def withdraw(self, what: str, made: Any) -> None:
        withdraw_evidence(what=what, evidence_id=made.id, **self.of)


class Record(NamedTuple):
    """How the record of a condition comes, how it goes, and what must stand before it can come."""

    comes: Callable[[Hand], Any]
    goes: Callable[[Hand, Any], Any] | None
    before: Callable[[Hand], Any] = lambda hand: None


def confirmation(kind: str) -> Record:
    return Record(
        comes=lambda hand: confirm(hand.sale, kind, hand.by, hand.at),
        goes=lambda hand, made: hand.withdraw("confirmation", made),
    )


def need(hand: Hand, state: ItemState = ItemState.OPEN) -> Any:
    values = NeedValues(text="Cold by June", state=state, day=DAY)
    return needs.add_need(account_id=hand.sale.account.id, values=values, **hand.who)


def name_authority(hand: Hand) -> Contact:
    values = ContactValues(family_name="Sutter", roles=frozenset({DecisionRole.ECONOMIC_BUYER}))
    return contacts.add_contact(account_id=hand.sale.account.id, values=values, **hand.who)


def answered_concern(hand: Hand) -> Any:
    return add_concern(text="Too small", answer="We grew", proof="Annual report", **hand.of)


def agreed_need_and_line(hand: Hand) -> None:
    need(hand, ItemState.AGREED)
    with_lines(hand.sale, hand.by, hand.at)


def match(hand: Hand) -> Any:
    wanted = agreed_need(hand)
    line = OpportunityLine.objects.filter(opportunity=hand.sale.row).earliest("id")
    return match_need(need_id=wanted.id, line_id=line.id, reaction="It fits", **hand.of)


def agreed_need(hand: Hand) -> Need:
    return Need.objects.get(account=hand.sale.account, state="agreed")


def ask(hand: Hand) -> CommitmentRequest:
    return ask_commitment(contact_id=hand.sale.contact.id, day=DAY, **hand.of)


def give(hand: Hand) -> Any:
    to_step(hand.sale, commits(hand), hand.by, hand.at)
    return winning.win_opportunity(contact_id=hand.sale.contact.id, day=DAY, seen=None, **hand.of)


def commits(hand: Hand) -> int:
    return hand.sale.row.process.steps.get(commits=True).number


def open_objection(hand: Hand) -> Any:
    return add_objection(text="Too dear", **hand.of)


def answer_objections(hand: Hand) -> None:
    for one in Objection.objects.filter(opportunity=hand.sale.row):
        answer_objection(objection_id=one.id, answer="It lasts", **hand.of)


def thank(hand: Hand, **other: Any) -> Any:
    given: dict[str, Any] = {"kind": "email", "contacts": (hand.sale.contact.id,), **other}
    entry = LoggedEntry(
        account_id=hand.sale.account.id, text="Thank you", happened_at=hand.at, direction=Direction.FROM_US,
        purpose="thanks", **given,
    )  # fmt: skip
    return log_entry(entry=entry, **hand.who)


def with_an_offer(hand: Hand) -> Hand:
    with_lines(hand.sale, hand.by, hand.at)
    return hand


def accept(hand: Hand) -> Any:
    handoff = Handoff.objects.get(account=hand.sale.account)
    name_authority(hand)
    fill(handoff, hand.by, hand.at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, **hand.who)
    return accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=hand.receiver, at=hand.at)


RECORDS: dict[str, Record] = {
    "agreed_to_questions": confirmation("agreed_to_questions"),
    "need_exists": Record(
        comes=need, goes=lambda hand, made: needs.drop_need(need_id=made.id, seen=made.version, **hand.who)
    ),
    "authority_named": Record(
        comes=name_authority,
        goes=lambda hand, made: contacts.contact_left(contact_id=made.id, on_day=DAY, **hand.who),
    ),
    "budget_known": Record(
        comes=lambda hand: hand.change(budget=0), goes=lambda hand, _: hand.change(budget=None)
    ),
    "needs_summary": confirmation("needs_summary"),
    "concerns_answered": Record(
        comes=answered_concern, goes=lambda hand, made: hand.withdraw("concern", made)
    ),
    "needs_matched": Record(
        before=agreed_need_and_line, comes=match, goes=lambda hand, made: hand.withdraw("need_match", made)
    ),
    "price_known": confirmation("price_known")._replace(
        before=lambda hand: with_lines(hand.sale, hand.by, hand.at)
    ),
    "commitment_asked": Record(comes=ask, goes=lambda hand, made: hand.withdraw("commitment_request", made)),
    "commitment_given": Record(
        comes=give,
        goes=lambda hand, _: winning.undo_win(reason="They rang", seen=None, **hand.of),
    ),
    # Where nothing was said nothing is missing: what goes is the state of all being answered.
    "objections_answered": Record(
        before=open_objection, comes=answer_objections, goes=lambda hand, _: open_objection(hand)
    ),
    "reasons_reviewed": confirmation("reasons_reviewed")._replace(before=give),
    "thanks_sent": Record(
        before=give, comes=thank, goes=lambda hand, made: withdraw_entry(entry=made, **hand.who)
    ),
    "next_step_set": Record(
        before=give,
        comes=lambda hand: hand.change(next_step="Kick-off", next_step_on=DAY + A_DAY),
        goes=lambda hand, _: hand.change(next_step="", next_step_on=None),
    ),
    # An acceptance stays for good.
    "handoff_accepted": Record(before=lambda hand: give(with_an_offer(hand)), comes=accept, goes=None),
}
