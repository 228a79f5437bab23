"""Accepting: one transaction, and of several who accept at once exactly one."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.accounts.parts import give_owner, keep_figures
from dugout.client_document.parts.tagging import tag_document
from dugout.handoffs.models import Acceptance, Handoff, Submission
from dugout.handoffs.parts.holding import check, check_addressee, move_to, take, tell_history
from dugout.handoffs.terms import HandoffState
from dugout.history.terms import Author
from dugout.our_company.queries import company_zone
from dugout.people.models import Person
from dugout.selling.models import Opportunity
from dugout.selling.parts import settle
from dugout.selling.terms import OpportunityKind, Outcome
from dugout.timeline.parts import notify
from dugout.values.refused import Taken

TAG = "handed over"


def accept_handoff(*, handoff_id: int, seen: int | None, by: Author, at: datetime) -> Acceptance:
    """The addressee becomes the account's owner, the document is tagged, the sale's last step closes.

    A stand-in accepts in the place of whom they stand for, who becomes the owner. Of several who accept at once
    the first wins; the others get Taken, naming the winner. Refused for who is no addressee, and when it is not
    submitted.
    """
    assert by.person_id is not None
    with transaction.atomic():
        handoff = take(handoff_id)
        _check_not_taken(handoff)
        check(handoff, frozenset({HandoffState.SUBMITTED}), seen=seen, yours={"state": "accepted"})
        manager_id = check_addressee(handoff, by, at)
        author = replace(by, stand_in_for_id=manager_id) if manager_id != by.person_id else by
        submission = Submission.objects.filter(handoff=handoff).latest("number")
        acceptance = Acceptance.objects.create(
            handoff=handoff, submission=submission, by_id=by.person_id, at=at
        )
        move_to(handoff, HandoffState.ACCEPTED, at=at)
        _carry_out(handoff, manager_id, author, at)
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


def _carry_out(handoff: Handoff, manager_id: int, by: Author, at: datetime) -> None:
    """What an acceptance means (book 05), as far as there are packages for it."""
    manager = Person.objects.get(id=manager_id)
    tag_document(
        account_id=handoff.account_id,
        name=TAG,
        from_person_id=handoff.from_person_id,
        to_person_id=manager_id,
        by=by,
        at=at,
    )
    give_owner(account=handoff.account, person_id=manager_id, managed=True, by=by, at=at)
    keep_figures(handoff.account_id, handoff_open=False, managed_since=at)
    for opportunity_id in Opportunity.objects.filter(
        account_id=handoff.account_id,
        kind=OpportunityKind.NEW_BUSINESS.value,
        outcome=Outcome.WON.value,
        settled_at=None,
    ).values_list("id", flat=True):
        settle(opportunity_id=opportunity_id, by=by, at=at)
    entry = tell_history(
        handoff, "handoff_accepted", by=by, at=at, manager=manager.name, seller=handoff.from_person.name
    )
    notify(
        persons={handoff.from_person_id, manager_id},
        entry_id=entry.id,
        because=f"{manager.name} is the account manager of {handoff.account.name} now.",
        at=at,
    )
