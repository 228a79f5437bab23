"""Opening a hand-off by hand, and naming another receiver."""

from datetime import datetime

from django.db import transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import hold
from dugout.handoffs.models import Handoff, HandoffGate
from dugout.handoffs.parts.holding import check, take, tell_history
from dugout.handoffs.parts.opening import name_of, open_one, refuse_oneself
from dugout.handoffs.queries.addressees import account_manager_of, addressees_of
from dugout.handoffs.terms import OPEN, SHIPPED_GATES, HandoffState, Receiver
from dugout.history.terms import Allowed
from dugout.our_company.models import Department
from dugout.our_company.queries import company_day
from dugout.people.models import Person
from dugout.selling.models import Opportunity
from dugout.selling.terms import OpportunityKind, Outcome
from dugout.timeline.parts import notify
from dugout.values.refused import Missing, Problem, Refused
from dugout.values.texts import clean_line


def ship_gates() -> None:
    """The five gates of book 05, where the company has none yet."""
    if HandoffGate.objects.exists():
        return
    HandoffGate.objects.bulk_create(
        HandoffGate(
            key=gate.key,
            order=order,
            sentence=gate.sentence,
            condition=gate.condition,
            settings=dict(gate.settings),
            required=gate.required,
        )
        for order, gate in enumerate(SHIPPED_GATES, start=1)
    )


def open_handoff(*, account_id: int, by: Allowed, at: datetime) -> Handoff:
    """A hand-off by hand, for the newest won sale of the account that no acceptance has closed, if there is one.

    From the account's owner; where the owner is the account manager already, from whoever opens it. Refused when
    one is open.
    """
    with transaction.atomic():
        account = Account.objects.filter(id=account_id).first()
        if account is None:
            raise Missing.because("There is no such account.", "Look for it in the list.")
        hold(account_id)
        opportunity = (
            Opportunity.objects.filter(
                account_id=account_id,
                kind=OpportunityKind.NEW_BUSINESS.value,
                outcome=Outcome.WON.value,
                settled_at=None,
            )
            .order_by("-closed_on", "-id")
            .first()
        )
        managed = account_manager_of(account_id) is not None
        hands_over = by.person_id if managed or account.owner_id is None else account.owner_id
        if hands_over is None:
            raise Refused.because("Nobody hands this account over.", "Name its owner first.", code="no-owner")
        return open_one(account=account, opportunity=opportunity, from_person_id=hands_over, by=by, at=at)


def choose_receiver(*, handoff_id: int, to: Receiver, seen: int | None, by: Allowed, at: datetime) -> Handoff:
    """Names another receiver, a person or a pool, with the reason in `to.because`. The new one is told.

    The clock of a submitted hand-off goes on from where it began: naming another gives nobody more time.
    """
    reason = _reason(to)
    with transaction.atomic():
        handoff = take(handoff_id)
        check(handoff, frozenset(OPEN), seen=seen, yours={"because": reason})
        if (handoff.receiver_id, handoff.pool_id) == (to.person_id, to.pool_id):
            raise Refused.because("They are the receiver already.", "Choose somebody else.", field="receiver")
        refuse_oneself(handoff.account, to, handoff.from_person_id)
        before = name_of(Receiver(person_id=handoff.receiver_id, pool_id=handoff.pool_id))
        handoff.receiver_id, handoff.pool_id = to.person_id, to.pool_id
        handoff.receiver_because = f"{by.name} chose: {reason}"[:300]
        handoff.version += 1
        handoff.save(update_fields=["receiver", "pool", "receiver_because", "version"])
        name = name_of(to)
        entry = tell_history(
            handoff, "handoff_receiver_chosen", by=by, at=at, text=reason, before=before, to=name
        )
        if handoff.state == HandoffState.SUBMITTED:
            day = company_day(at)
            notify(
                persons=addressees_of(handoff, day=day),
                entry_id=entry.id,
                because=f"You are to answer the hand-off of {handoff.account.name}.",
                at=at,
            )
    return handoff


def change_who_hands_over(
    *, handoff_id: int, person_id: int, because: str, by: Allowed, at: datetime
) -> Handoff:
    """Another person writes it, mends it and is told of its end, with the reason. Who sold it stays who sold it.

    Its clock goes on from where it began. Refused for the receiver, and once it has ended.
    """
    to = Receiver(person_id=person_id, because=because)
    reason = _reason(to)
    with transaction.atomic():
        handoff = take(handoff_id)
        check(handoff, frozenset(OPEN), seen=None, yours={"because": reason})
        if person_id in (handoff.from_person_id, handoff.receiver_id):
            raise Refused.because(
                "They hand over or receive it already.", "Choose somebody else.", field="person"
            )
        before = handoff.from_person.name
        handoff.from_person_id = person_id
        handoff.version += 1
        handoff.save(update_fields=["from_person", "version"])
        tell_history(handoff, "handoff_passed_on", by=by, at=at, text=reason, before=before, to=name_of(to))
    return handoff


def _reason(to: Receiver) -> str:
    problems = []
    if (to.person_id is None) == (to.pool_id is None):
        problems.append(Problem("receiver", "No receiver is named.", "Choose one person or one department."))
    elif to.person_id is not None and not Person.objects.filter(id=to.person_id, left_on=None).exists():
        problems.append(Problem("receiver", "This person does not work here.", "Choose another."))
    elif to.pool_id is not None and not Department.objects.filter(id=to.pool_id).exists():
        problems.append(Problem("receiver", "There is no such department.", "Choose another."))
    found = clean_line(to.because, 250, field="because")
    if isinstance(found, Problem):
        problems.append(found)
    elif not found:
        problems.append(Problem("because", "The reason is missing.", "Say why they should receive it."))
    if problems:
        raise Refused(problems)
    assert isinstance(found, str)
    return found
