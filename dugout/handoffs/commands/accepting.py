"""Accepting: one transaction, and of several who accept at once exactly one."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.accounts.parts import give_owner, refresh
from dugout.client_document.parts.tagging import tag_document
from dugout.client_document.terms import HANDED_OVER, PASSED_ON
from dugout.handoffs.models import Acceptance, Handoff, Submission
from dugout.handoffs.parts.holding import check, check_addressee, move_to, take, tell_history
from dugout.handoffs.queries.figures import HANDOFF_OPEN
from dugout.handoffs.terms import HandoffState
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day, company_zone
from dugout.our_company.terms import Side
from dugout.people.models import Person
from dugout.people.queries.standing import post_of
from dugout.selling.models import Opportunity
from dugout.selling.parts import settle
from dugout.selling.terms import OpportunityKind, Outcome
from dugout.timeline.parts import notify
from dugout.values.refused import Taken


def accept_handoff(*, handoff_id: int, seen: int | None, by: Allowed, at: datetime) -> Acceptance:
    """The addressee becomes the account's owner, the document is tagged, the sale's last step closes.

    Of account management they are its account manager from now on. A stand-in accepts for the absent person, who
    becomes the owner. Of several who accept at once the first wins; the others get Taken, naming the winner. Refused
    for who is not an addressee, and when it is not submitted.
    """
    assert by.person_id is not None
    with transaction.atomic():
        handoff = take(handoff_id)
        _check_not_taken(handoff)
        check(handoff, frozenset({HandoffState.SUBMITTED}), seen=seen, yours={"state": "accepted"})
        receiver_id = check_addressee(handoff, by, at)
        author = replace(by, stand_in_for_id=receiver_id) if receiver_id != by.person_id else by
        submission = Submission.objects.filter(handoff=handoff).latest("number")
        acceptance = Acceptance.objects.create(
            handoff=handoff, submission=submission, by_id=by.person_id, at=at
        )
        handoff.from_person = handoff.hands_over
        move_to(handoff, HandoffState.ACCEPTED, at=at)
        _carry_out(handoff, receiver_id, author, at)
    return acceptance


def _check_not_taken(handoff: Handoff) -> None:
    won = Acceptance.objects.filter(handoff=handoff).select_related("by").first()
    if won is None:
        return
    local = won.at.astimezone(ZoneInfo(company_zone()))
    raise Taken.because(
        f"{won.by.name} accepted this hand-off on {local.day} {local:%b at %H:%M}.",
        "There is nothing left for you to do here.",
        winner=won.by.name,
    )


def _carry_out(handoff: Handoff, receiver_id: int, by: Allowed, at: datetime) -> None:
    """What an acceptance means (book 05), as far as there are packages for it.

    To account management the account is handed over; by anybody else it is passed on, inside sales with its sale.
    """
    receiver = Person.objects.get(id=receiver_id)
    side = post_of(receiver, day=company_day(at)).side
    managed = side == Side.ACCOUNT_MANAGEMENT
    tag_document(
        account_id=handoff.account_id,
        name=HANDED_OVER if managed else PASSED_ON,
        from_person_id=handoff.from_person_id,
        to_person_id=receiver_id,
        by=by,
        at=at,
    )
    give_owner(account=handoff.account, person_id=receiver_id, managed=managed, by=by, at=at)
    refresh((handoff.account_id,), HANDOFF_OPEN, at=at)
    sellers = _settle_sales(handoff.account_id, by, at) if side != Side.SALES else set()
    entry = tell_history(
        handoff, "handoff_accepted", by=by, at=at, manager=receiver.name, seller=handoff.from_person.name
    )
    role = "is the account manager of" if managed else "owns"
    notify(
        persons={handoff.from_person_id, receiver_id} | sellers,
        entry_id=entry.id,
        because=f"{receiver.name} {role} {handoff.account.name} now.",
        at=at,
    )


def _settle_sales(account_id: int, by: Allowed, at: datetime) -> set[int]:
    """Closes the last step of the won sales of an account that leaves the sales side; who won them."""
    won = Opportunity.objects.filter(
        account_id=account_id,
        kind=OpportunityKind.NEW_BUSINESS.value,
        outcome=Outcome.WON.value,
        settled_at=None,
    ).values_list("id", "owner_id")
    sellers = set()
    for opportunity_id, owner_id in won:
        settle(opportunity_id=opportunity_id, by=by, at=at)
        sellers.add(owner_id)
    return sellers
