"""The questions of the access table, each a plain function of the viewer and the record."""

from typing import Any

from dugout.access.terms import Viewer
from dugout.accounts.models import Account
from dugout.client_document.models import Promise
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.addressees import account_manager_of, addressees_of
from dugout.handoffs.rules import answers_as
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.people.queries.standing import (
    leaders_of,
    managers_of,
    marks_on,
)
from dugout.selling.models import Opportunity
from dugout.selling.queries.teams import is_on_team, works_on_open_opportunity
from dugout.timeline.models import Signal

FINANCE = "1b"


def anyone(viewer: Viewer, record: Any) -> bool:  # noqa: ARG001  every question has this shape
    """Every signed-in person; who asks is one already."""
    return True


def admin(viewer: Viewer, record: Any) -> bool:  # noqa: ARG001  every question has this shape
    return viewer.is_admin


def acts_for_or_leads_person(viewer: Viewer, person: Person) -> bool:
    """Themselves, who stands in for them, a manager up their line, an administrator."""
    return (
        viewer.is_admin
        or person.id in viewer.acts_for
        or bool(viewer.acts_for.intersection(managers_of(person.id, day=viewer.day)))
    )


def acts_for_author_of_entry(viewer: Viewer, entry: Entry) -> bool:
    return entry.author_id in viewer.acts_for


def acts_for_claimant_or_owner(viewer: Viewer, signal: Signal) -> bool:
    return signal.claimed_by_id in viewer.acts_for or signal.account.owner_id in viewer.acts_for


def leads_account(viewer: Viewer, account: Account) -> bool:
    """The owner, a manager up the owner's line, the head of the owner's department, an administrator."""
    owner = account.owner
    if viewer.is_admin or owner is None:
        return True
    return owner.id in viewer.acts_for or bool(
        viewer.acts_for.intersection(leaders_of(owner.id, day=viewer.day))
    )


def finance_or_leads_account(viewer: Viewer, account: Account) -> bool:
    """Whoever fills first base, finance's position, or stands in for somebody who does; whoever leads the account.

    An account that nobody owns, as imports bring them, is open to finance and administrators only.
    """
    if is_finance(viewer) or viewer.is_admin:
        return True
    return account.owner is not None and leads_account(viewer, account)


def is_finance(viewer: Viewer) -> bool:
    """Whether they fill first base, which is finance's position, or stand in for somebody who does."""
    return FINANCE in marks_of(viewer)


def marks_of(viewer: Viewer) -> frozenset[str]:
    """The marks of the departments of a viewer, and of everybody in whose place they act."""
    others = viewer.acts_for - {viewer.person.id}
    return frozenset({viewer.post.mark}) | (marks_on(others, day=viewer.day) if others else frozenset())


def acts_for_opportunity_team(viewer: Viewer, opportunity: Opportunity) -> bool:
    return opportunity.owner_id in viewer.acts_for or is_on_team(opportunity.id, viewer.acts_for)


def line_above_opportunity(viewer: Viewer, opportunity: Opportunity) -> bool:
    return bool(viewer.acts_for.intersection(managers_of(opportunity.owner_id, day=viewer.day)))


def writes_document(viewer: Viewer, account: Account) -> bool:
    return account.owner_id in viewer.acts_for or works_on_open_opportunity(account.id, viewer.acts_for)


def settles_promise(viewer: Viewer, promise: Promise) -> bool:
    """Whoever made the promise says what became of it, and so may everybody who writes the document."""
    return promise.by_id in viewer.acts_for or writes_document(viewer, promise.account)


def acts_for_receiver(viewer: Viewer, handoff: Handoff) -> bool:
    """The receiver, or a member of the pool, unless they hand over themselves: an answer needs a second person."""
    to = addressees_of(handoff, day=viewer.day)
    answers = answers_as(
        viewer.person.id, acts_for=viewer.acts_for, addressees=to, hands_over=handoff.hands_over_id
    )
    return answers is not None


def acts_for_who_hands_over(viewer: Viewer, handoff: Handoff) -> bool:
    """The account's owner; where they are the receiver (the account manager), who hands over to them."""
    return handoff.hands_over_id in viewer.acts_for


def may_open_handoff(viewer: Viewer, account: Account) -> bool:
    """The owner hands over; to an account manager, who owns the account already, anyone may."""
    return (
        account.owner_id is None
        or account.owner_id in viewer.acts_for
        or account_manager_of(account.id) is not None
    )


def writes_debrief(viewer: Viewer, handoff: Handoff) -> bool:
    """Who hands over, the account's owner, and the team of the won opportunity."""
    if handoff.from_person_id in viewer.acts_for or handoff.account.owner_id in viewer.acts_for:
        return True
    return handoff.opportunity is not None and acts_for_opportunity_team(viewer, handoff.opportunity)
