"""Ending a hand-off without an acceptance, or letting it go on for another sale."""

from datetime import datetime

from dugout.accounts.parts import refresh
from dugout.handoffs.models import Handoff
from dugout.handoffs.parts.holding import move_to, tell_history
from dugout.handoffs.queries.addressees import addressees_of
from dugout.handoffs.queries.figures import HANDOFF_OPEN
from dugout.handoffs.terms import HandoffState
from dugout.history.models import Entry
from dugout.history.terms import Author
from dugout.our_company.queries import company_day
from dugout.selling.models import Opportunity
from dugout.timeline.parts import notify


def withdraw(handoff: Handoff, text: str, *, by: Author, at: datetime) -> None:
    """Ends a hand-off that is held. Who was to answer it is told."""
    was_submitted = handoff.state == HandoffState.SUBMITTED
    move_to(handoff, HandoffState.WITHDRAWN, at=at)
    refresh((handoff.account_id,), HANDOFF_OPEN, at=at)
    entry = tell_history(handoff, "handoff_withdrawn", by=by, at=at, text=text)
    if was_submitted:
        _tell_addressees(handoff, entry, f"{by.name} withdrew the hand-off of {handoff.account.name}.", at)


def go_on_for(handoff: Handoff, sale: Opportunity, text: str, *, by: Author, at: datetime) -> None:
    """Lets a hand-off that is held go on for another won sale of its account. Who is to answer it is told."""
    if handoff.opportunity and handoff.from_person_id == handoff.opportunity.owner_id:
        handoff.from_person_id = sale.owner_id
    handoff.opportunity = sale
    handoff.version += 1
    handoff.save(update_fields=["opportunity", "from_person", "version"])
    entry = tell_history(handoff, "handoff_goes_on", by=by, at=at, text=text, sale=sale.name)
    if handoff.state == HandoffState.SUBMITTED:
        because = f"The hand-off of {handoff.account.name} is for {sale.name} now: a win was undone."
        _tell_addressees(handoff, entry, because, at)


def _tell_addressees(handoff: Handoff, entry: Entry, because: str, at: datetime) -> None:
    day = company_day(at)
    notify(persons=addressees_of(handoff, day=day), entry_id=entry.id, because=because, at=at)
