"""Winning an opportunity, and undoing it: the verbs that touch selling, revenue and the hand-off at once."""

from datetime import date, datetime

from django.db import transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import hold, keep_figures
from dugout.handoffs.models import Handoff
from dugout.handoffs.parts.holding import move_to, tell_history
from dugout.handoffs.parts.opening import open_one
from dugout.handoffs.queries.addressees import account_manager_of
from dugout.handoffs.terms import HandoffState
from dugout.history.terms import Author
from dugout.revenue.parts.drafting import discard_drafts, draft_papers
from dugout.selling import parts as selling
from dugout.selling.models import Opportunity
from dugout.selling.terms import OpportunityKind
from dugout.values.refused import Missing, Refused


def win_opportunity(
    *,
    opportunity_id: int,
    day: date,
    seen: int | None,
    by: Author,
    at: datetime,
    contact_id: int | None = None,
    request_id: int | None = None,
) -> Opportunity:
    """Wins a sale on the day on which the client's commitment was given, in one transaction.

    The commitment is recorded as given (on the open request `request_id`, else on a new one to `contact_id`), the
    opportunity is won, contract and order are drafted, and for new business the hand-off opens. A hand-off that
    is open on the account already takes this sale in. Refused as selling refuses, and without an account.
    """
    with transaction.atomic():
        account = _hold_account_of(opportunity_id)
        opportunity = selling.mark_won(
            opportunity_id=opportunity_id,
            contact_id=contact_id,
            request_id=request_id,
            day=day,
            seen=seen,
            by=by,
            at=at,
        )
        draft_papers(opportunity_id=opportunity_id, by=by, at=at)
        is_new = opportunity.kind == OpportunityKind.NEW_BUSINESS
        if is_new and not Handoff.objects.filter(account=account, ended_at=None).exists():
            managed = account_manager_of(account.id) is not None
            hands_over = opportunity.owner_id if managed or account.owner_id is None else account.owner_id
            open_one(account=account, opportunity=opportunity, from_person_id=hands_over, by=by, at=at)
    return opportunity


def undo_win(*, opportunity_id: int, reason: str, seen: int | None, by: Author, at: datetime) -> Opportunity:
    """Takes a win back, with a reason: the drafts go, an unanswered hand-off of this sale is withdrawn.

    Refused once a paper is confirmed as signed, or the hand-off is accepted. Who may ask is the access table's.
    """
    with transaction.atomic():
        account = _hold_account_of(opportunity_id)
        handoffs = Handoff.objects.select_for_update(of=("self",)).select_related("account")
        if handoffs.filter(opportunity_id=opportunity_id, state=HandoffState.ACCEPTED.value).exists():
            raise Refused.because(
                "The hand-off of this sale is accepted: the client has an account manager now.",
                "Talk to the account manager; the win stays.",
                code="handoff-accepted",
            )
        discard_drafts(opportunity_id=opportunity_id, by=by, at=at)
        for handoff in handoffs.filter(opportunity_id=opportunity_id, ended_at=None):
            move_to(handoff, HandoffState.WITHDRAWN, at=at)
            keep_figures(account.id, handoff_open=False)
            tell_history(handoff, "handoff_withdrawn", by=by, at=at, text=f"The win was undone: {reason}")
        return selling.undo_win(opportunity_id=opportunity_id, reason=reason, seen=seen, by=by, at=at)


def _hold_account_of(opportunity_id: int) -> Account:
    opportunity = Opportunity.objects.filter(id=opportunity_id).select_related("account").first()
    if opportunity is None:
        raise Missing.because("There is no such opportunity.", "Look for it on the board.")
    if opportunity.account is None:
        raise Refused.because(
            "This opportunity belongs to no account.", "Name its account first.", code="no-account"
        )
    hold(opportunity.account.id)
    return Account.objects.get(id=opportunity.account.id)
