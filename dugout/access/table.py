"""The one table: who may do what. Book 01, "Writing".

Each row names an action, the sentence that a refused person reads, and the question that decides. Everybody who is
signed in may read everything: that is the point of the product.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from dugout.access.asking import (
    acts_for_author_of_entry,
    acts_for_claimant_or_owner,
    acts_for_opportunity_team,
    acts_for_or_leads_person,
    acts_for_receiver,
    acts_for_who_hands_over,
    admin,
    anyone,
    finance_or_leads_account,
    leads_account,
    line_above_opportunity,
    may_open_handoff,
    settles_promise,
    writes_debrief,
    writes_document,
)
from dugout.access.terms import Action, Verdict, Viewer
from dugout.accounts.models import Account
from dugout.client_document.models import Promise
from dugout.handoffs.models import Handoff
from dugout.handoffs.terms import WHO_ANSWERS
from dugout.history.models import Entry
from dugout.history.terms import Allowed, asked
from dugout.people.models import Person
from dugout.selling.models import Opportunity
from dugout.timeline.models import Signal
from dugout.values.refused import Missing, NotAllowed

type_of_question = Callable[[Viewer, Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`of` is the kind of record that the question is about; of a record that belongs to one, that one is asked."""

    rule: str
    ask: str
    question: type_of_question
    of: type[Model] | None = None

    @property
    def needs_record(self) -> bool:
        """Whether the answer depends on the record, not on the person alone."""
        return self.question not in (anyone, admin)


TABLE: dict[Action, Row] = {
    Action.READ: Row(rule="Everybody who is signed in reads every account.", ask="", question=anyone),
    Action.OWN_SETTINGS: Row(rule="Everybody changes their own settings.", ask="", question=anyone),
    Action.PLAN_ABSENCE: Row(
        rule="An absence is planned by the person, a manager up their line or an administrator.",
        ask="their manager",
        question=acts_for_or_leads_person,
        of=Person,
    ),
    Action.LOG_ENTRY: Row(rule="Everybody logs entries.", ask="", question=anyone),
    Action.WITHDRAW_ENTRY: Row(
        rule="An entry is withdrawn by who logged it.",
        ask="its author",
        question=acts_for_author_of_entry,
        of=Entry,
    ),
    Action.RAISE_SIGNAL: Row(rule="Everybody raises signals.", ask="", question=anyone),
    Action.CLAIM_SIGNAL: Row(rule="Everybody claims signals.", ask="", question=anyone),
    Action.RELEASE_SIGNAL: Row(
        rule="A signal is given back by who claimed it or by the account's owner.",
        ask="who claimed it",
        question=acts_for_claimant_or_owner,
        of=Signal,
    ),
    Action.RESOLVE_SIGNAL: Row(
        rule="A signal is resolved by who claimed it or by the account's owner.",
        ask="who claimed it",
        question=acts_for_claimant_or_owner,
        of=Signal,
    ),
    Action.ADD_ACCOUNT: Row(rule="Everybody adds prospects.", ask="", question=anyone),
    Action.CORRECT_ACCOUNT: Row(rule="Everybody corrects plain fields.", ask="", question=anyone),
    Action.CHANGE_OWNER: Row(
        rule="The owner is changed by the owner, a manager up their line, the head of their department "
        "or an administrator.",
        ask="the account's owner",
        question=leads_account,
        of=Account,
    ),
    Action.ADD_CONTACT: Row(rule="Everybody adds contacts.", ask="", question=anyone),
    Action.CORRECT_CONTACT: Row(rule="Everybody corrects contacts.", ask="", question=anyone),
    Action.ADD_OPPORTUNITY: Row(rule="Everybody adds sales.", ask="", question=anyone),
    Action.CHANGE_OPPORTUNITY: Row(
        rule="A sale is changed by its owner and its team.",
        ask="the sale's owner",
        question=acts_for_opportunity_team,
        of=Opportunity,
    ),
    Action.UNDO_WIN: Row(
        rule="A win is undone by a manager up the owner's line.",
        ask="the owner's manager",
        question=line_above_opportunity,
        of=Opportunity,
    ),
    Action.WRITE_DOCUMENT: Row(
        rule="The document is written by the account's owner and the team of an open sale.",
        ask="the account's owner",
        question=writes_document,
        of=Account,
    ),
    Action.SETTLE_PROMISE: Row(
        rule="A promise is marked kept or broken by who made it, the account's owner and the team of an open "
        "sale.",
        ask="who made it",
        question=settles_promise,
        of=Promise,
    ),
    Action.CONFIRM_TERMS: Row(
        rule="Terms are confirmed by finance, the account's owner, a manager up their line "
        "or an administrator.",
        ask="finance",
        question=finance_or_leads_account,
        of=Account,
    ),
    Action.OPEN_HANDOFF: Row(
        rule="A hand-off is opened by the account's owner; by anyone where there is none, or an account manager "
        "already.",
        ask="the account's owner",
        question=may_open_handoff,
        of=Account,
    ),
    Action.WRITE_DEBRIEF: Row(
        rule="A debrief is written by the account's owner, who hands over, and the team of the won sale.",
        ask="who hands over",
        question=writes_debrief,
        of=Handoff,
    ),
    Action.SUBMIT_HANDOFF: Row(
        rule="A hand-off is submitted and withdrawn by the account's owner; where they are its receiver, "
        "by who hands over.",
        ask="the account's owner",
        question=acts_for_who_hands_over,
        of=Handoff,
    ),
    Action.ANSWER_HANDOFF: Row(
        rule=WHO_ANSWERS,
        ask="the receiver",
        question=acts_for_receiver,
        of=Handoff,
    ),
    Action.CHOOSE_RECEIVER: Row(
        rule="Anyone may name another receiver, with a reason.", ask="", question=anyone
    ),
    Action.CONFIGURE: Row(rule="Administrators configure.", ask="an administrator", question=admin),
}


def may(viewer: Viewer, action: Action, record: Any = None) -> Verdict:
    """Whether somebody may do something to a record."""
    row = TABLE[action]
    if row.question(viewer, _asked_of(row, record)):
        return Verdict(allowed=True, rule=row.rule)
    return Verdict(allowed=False, rule=row.rule, ask=row.ask)


def must(viewer: Viewer, action: Action, record: Any = None) -> Allowed:
    """The viewer as an author who may. NotAllowed, naming the rule and whom to ask, unless the table allows it."""
    verdict = may(viewer, action, record)
    if not verdict.allowed:
        raise NotAllowed.because_of(rule=verdict.rule, ask=verdict.ask)
    return asked(viewer.author)


def _asked_of(row: Row, record: Any) -> Any:
    """The record that the row's question is about: the given one, or the one that it belongs to."""
    if row.of is None or record is None or isinstance(record, row.of):
        return record
    belongs_to = getattr(record, row.of.__name__.lower())
    if belongs_to is None:
        raise Missing.because(f"This belongs to no {row.of._meta.verbose_name}.", "Name one first.")
    return belongs_to
