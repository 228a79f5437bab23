"""To whom a hand-off goes, and who answers in whose place."""

from datetime import date

from dugout.accounts.models import Account, Ownership
from dugout.handoffs.models import Handoff
from dugout.handoffs.rules import answers_as
from dugout.handoffs.terms import Receiver
from dugout.our_company.models import Department
from dugout.our_company.terms import Side
from dugout.people.queries.standing import members_of, stands_for
from dugout.selling.models import Opportunity
from dugout.values.refused import Refused


def account_manager_of(account_id: int) -> int | None:
    """Who has owned the account since an accepted hand-off; None before there was one."""
    return (
        Ownership.objects.filter(account_id=account_id, during__upper_inf=True, managed=True)
        .values_list("person_id", flat=True)
        .first()
    )


def is_of_own_account(sale: Opportunity) -> bool:
    """Whether its owner is the account manager: new business that they win has nobody to hand over to."""
    return sale.account_id is not None and account_manager_of(sale.account_id) == sale.owner_id


def usual_receiver(account: Account, opener: int) -> Receiver:
    """The account manager where there is one, else the account management department as a pool.

    The pool too where the account manager opens it: nobody hands over to themselves. Refused when the company has no
    department on the side of account management.
    """
    manager_id = account_manager_of(account.id)
    if manager_id not in (None, opener):
        return Receiver(person_id=manager_id, because="They are the account manager of this account already.")
    pool = Department.objects.filter(side=Side.ACCOUNT_MANAGEMENT.value).order_by("id").first()
    if pool is None:
        raise Refused.because(
            "No department is on the side of account management.",
            "Add one in the settings, then open the hand-off.",
            code="no-receiver",
        )
    return Receiver(
        pool_id=pool.id, because=f"No rule names a receiver, so it goes to all of {pool.name} as a pool."
    )


def addressees_of(handoff: Handoff, *, day: date) -> frozenset[int]:
    """The persons to whom it goes: the receiver, or the members of the pool but for who hands over."""
    if handoff.receiver_id is not None:
        return frozenset({handoff.receiver_id})
    assert handoff.pool_id is not None
    return members_of(handoff.pool_id, day=day) - {handoff.hands_over_id}


def answers_in_place_of(handoff: Handoff, person_id: int, *, day: date) -> int | None:
    """The addressee as whom a person answers on a day, by the rule."""
    return answers_as(
        person_id,
        acts_for=stands_for(person_id, day=day),
        addressees=addressees_of(handoff, day=day),
        hands_over=handoff.hands_over_id,
    )
