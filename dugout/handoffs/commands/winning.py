"""Winning an opportunity, and undoing it: the verbs that touch selling, revenue and the hand-off at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import hold
from dugout.gates.rules import NO_REASONS, without_a_reason
from dugout.gates.terms import GatesUnmet, Supply
from dugout.handoffs.models import Handoff
from dugout.handoffs.parts.ending import go_on_for, withdraw
from dugout.handoffs.parts.opening import open_one
from dugout.handoffs.queries.addressees import account_manager_of
from dugout.handoffs.queries.opened import closed_by_acceptance
from dugout.history.terms import Allowed
from dugout.revenue.parts.drafting import discard_drafts, draft_papers
from dugout.selling import parts as selling
from dugout.selling.commands.moving import go_on_without, move_to_step
from dugout.selling.commands.supplying import Desk, still_unmet, write_all
from dugout.selling.models import Opportunity, SellingStep
from dugout.selling.parts.holding import said, take_to_close
from dugout.selling.queries.facts import readings_of
from dugout.selling.rules.gates import without_the_win
from dugout.selling.terms import OpportunityKind, Outcome, Who
from dugout.values.refused import Missing, Problem, Refused


def win_opportunity(
    *,
    opportunity_id: int,
    day: date,
    seen: int | None,
    by: Allowed,
    at: datetime,
    contact_id: int | None = None,
    request_id: int | None = None,
) -> Opportunity:
    """Wins a sale on the day on which the client's commitment was given, in one transaction.

    The commitment is recorded as given (on the open request `request_id`, else on a new one to `contact_id`), the
    opportunity is won, contract and order are drafted, and for new business the hand-off opens. A hand-off that
    is open on the account already takes this sale in; that of its own account manager is settled at once. Refused as
    selling refuses, and without an account.
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
        if opportunity.kind == OpportunityKind.NEW_BUSINESS:
            return _carry_on(account, opportunity, by, at)
    return opportunity


def _carry_on(account: Account, sale: Opportunity, by: Allowed, at: datetime) -> Opportunity:
    """Opens the hand-off of a won sale, unless one is open. An account manager who sold has nobody to hand over to."""
    manager_id = account_manager_of(account.id)
    if manager_id == sale.owner_id:
        return selling.settle(opportunity_id=sale.id, by=by, at=at)
    if not Handoff.objects.filter(account=account, ended_at=None).exists():
        opener = account.owner_id if manager_id is None and account.owner_id else sale.owner_id
        open_one(account=account, opportunity=sale, from_person_id=opener, by=by, at=at)
    return sale


def win_with(
    *, opportunity_id: int, day: date, seen: int | None, who: Who, request_id: int | None = None,
    supplies: Sequence[Supply] = (), reasons: Mapping[int, str] = NO_REASONS, by: Allowed, at: datetime,
) -> Opportunity:  # fmt: skip
    """Wins a sale from the step in which it stands, with everything that one form supplied, or with nothing of it.

    What was given is written down, the sale moves to the step that commits, and is won as by `win_opportunity`.
    `reasons` holds, by gate id, why somebody goes on without. Refused with every problem at once.
    """
    with transaction.atomic():
        _hold_account_of(opportunity_id)
        sale = take_to_close(opportunity_id, seen=seen, outcome=Outcome.WON)
        desk = Desk(sale=sale, by=by, at=at)
        problems = write_all(desk, supplies)
        problems += _come_to_commitment(desk, reasons, problems)
        contact_id = None if request_id else desk.contact(who)
        if request_id is None and contact_id is None:
            problems.append(Problem("contact", "Nobody is named who gave it.", "Choose one of their people."))
        if problems:
            raise Refused(problems)
        return win_opportunity(
            opportunity_id=opportunity_id, day=day, seen=None, contact_id=contact_id, request_id=request_id,
            by=by, at=at,
        )  # fmt: skip


def _come_to_commitment(desk: Desk, reasons: Mapping[int, str], known: Sequence[Problem]) -> list[Problem]:
    """Moves the sale to the step that commits, where it is not there; the gates that hold it back, as problems."""
    sale = desk.sale
    problems: list[Problem] = []
    sale.refresh_from_db()
    commits = SellingStep.objects.filter(process=sale.process_id, commits=True).earliest("number")
    if sale.step.number < commits.number:
        try:
            move_to_step(
                opportunity_id=sale.id, to=commits.number, seen=sale.version, reasons=reasons, by=desk.by,
                at=desk.at,
            )  # fmt: skip
        except GatesUnmet as unmet:
            problems += still_unmet(unmet.readings, known)
    waiting = without_the_win(readings_of(sale, steps={commits.number}))
    missing = without_a_reason(waiting, reasons)
    for one in waiting:
        if one not in missing:
            go_on_without(
                opportunity_id=sale.id,
                gate_id=one.gate.id,
                reason=reasons[one.gate.id],
                by=desk.by,
                at=desk.at,
            )
    return problems + still_unmet(missing, known)


def undo_win(*, opportunity_id: int, reason: str, seen: int | None, by: Allowed, at: datetime) -> Opportunity:
    """Takes a win back, with a reason: the drafts go, an unanswered hand-off of this sale goes on for another won one
    that it took in, else it is withdrawn. One that settled without a hand-off comes back to the board.

    Refused once a paper is confirmed as signed, or a hand-off that was accepted closed the sale. Who may ask is the
    access table's.
    """
    reason = said(reason, "reason", limit=300)
    with transaction.atomic():
        _hold_account_of(opportunity_id)
        if closed_by_acceptance(Opportunity.objects.get(id=opportunity_id)):
            raise Refused.because(
                "The hand-off of this sale is accepted: the client has an account manager now.",
                "Talk to the account manager; the win stays.",
                code="handoff-accepted",
            )
        discard_drafts(opportunity_id=opportunity_id, by=by, at=at)
        handoffs = Handoff.objects.select_for_update(of=("self",)).filter(opportunity_id=opportunity_id)
        for handoff in handoffs.filter(ended_at=None).select_related("account"):
            _leave(handoff, f"The win was undone: {reason}", by, at)
        return selling.undo_win(opportunity_id=opportunity_id, reason=reason, seen=seen, by=by, at=at)


def _leave(handoff: Handoff, text: str, by: Allowed, at: datetime) -> None:
    """What becomes of an open hand-off whose sale is no longer won."""
    won = Opportunity.objects.filter(
        account=handoff.account_id,
        kind=OpportunityKind.NEW_BUSINESS.value,
        outcome=Outcome.WON.value,
        settled_at=None,
    )
    other = next((one for one in won.order_by("-closed_on", "-id") if one.id != handoff.opportunity_id), None)
    if other is None:
        withdraw(handoff, text, by=by, at=at)
    else:
        go_on_for(handoff, other, text, by=by, at=at)


def _hold_account_of(opportunity_id: int) -> Account:
    opportunity = Opportunity.objects.filter(id=opportunity_id).select_related("account").first()
    if opportunity is None:
        raise Missing.because("There is no such sale.", "Look for it on the board.")
    if opportunity.account is None:
        raise Refused.because(
            "This sale belongs to no account.", "Name its account first.", code="no-account"
        )
    hold(opportunity.account.id)
    return Account.objects.get(id=opportunity.account.id)
