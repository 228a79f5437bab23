"""Somebody leaves: what they hold is passed on by the verbs of its packages, and nothing of theirs is deleted."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from dugout.accounts.commands.accounts import change_owner
from dugout.client_document.commands.needs import change_need
from dugout.client_document.commands.promises import change_promise
from dugout.client_document.models import Need, Promise
from dugout.client_document.terms import NeedValues, PromiseValues
from dugout.handoffs.commands.opening import change_who_hands_over, choose_receiver
from dugout.handoffs.models import Handoff
from dugout.handoffs.terms import Receiver
from dugout.history.terms import Allowed
from dugout.our_company.models import Department
from dugout.our_company.queries.company import company_day
from dugout.our_company.terms import Side
from dugout.people.commands.employing import change_post
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.commands.leaving import end_employment
from dugout.people.models import Person, SideHead
from dugout.people.queries.standing import post_of
from dugout.people.terms import PostValues
from dugout.selling.commands.opportunities import add_member, change_opportunity, remove_member
from dugout.selling.models import Opportunity
from dugout.selling.terms import OpportunityValues
from dugout.timeline.commands.signals import release_claim
from dugout.upkeep.queries.holdings import holdings_of
from dugout.upkeep.terms import Holdings
from dugout.values.records import values_of
from dugout.values.refused import Missing, Refused


def leave(*, person_id: int, successor_id: int | None, seen: int, by: Allowed, at: datetime) -> Person:
    """Ends somebody's work here today, and passes on what they hold, in one transaction.

    Accounts, open sales and places on their teams, hand-offs, needs, promises and what they head go to the
    successor; who reports to them reports to their manager; claimed signals are given back. Refused without a
    successor where one is needed, and for the last administrator.
    """
    day = company_day(at)
    with transaction.atomic():
        person = Person.objects.filter(id=person_id).first()
        if person is None:
            raise Missing.because("There is no such person.", "Look them up in People.")
        held = holdings_of(person_id, day=day)
        successor = _successor(person, successor_id, held)
        if successor is not None:
            _pass_on(person, successor, held, by=by, at=at)
            _hand_over_heads(person, successor, held, day, by=by, at=at)
        for member_of, _ in held.memberships:
            remove_member(opportunity_id=member_of, person_id=person_id, by=by, at=at)
        for signal_id, _ in held.signals:
            release_claim(signal_id=signal_id, by=by, at=at)
        _end_deputies(person, day, by=by, at=at)
        for report_id, _ in held.reports:
            _report_to(report_id, post_of(person, day=day).reports_to_id, day, by=by, at=at)
        return end_employment(
            person_id=person_id,
            seen=seen,
            told={"passed_on": held.counts, "successor": successor.name if successor else None},
            by=by,
            at=at,
        )


def _successor(person: Person, successor_id: int | None, held: Holdings) -> Person | None:
    found = Person.objects.here().filter(id=successor_id).first() if successor_id else None
    if found == person:
        raise Refused.because("Nobody takes over from themselves.", "Choose somebody else.", "successor")
    if successor_id and found is None:
        raise Refused.because("The successor is somebody who works here.", "Choose a person.", "successor")
    if held.to_pass_on and found is None:
        raise Refused.because(
            f"{person.name} holds what somebody must take over.", "Name who does.", "successor"
        )
    return found


def _pass_on(person: Person, successor: Person, held: Holdings, *, by: Allowed, at: datetime) -> None:
    why = f"{person.name} left."
    for account_id, _ in held.accounts:
        change_owner(account_id=account_id, person_id=successor.id, reason=why, by=by, at=at)
    rows = Opportunity.objects.in_bulk([id_ for id_, _ in held.opportunities])
    for row in rows.values():
        change_opportunity(
            opportunity_id=row.id,
            values=replace(values_of(OpportunityValues, row), owner_id=successor.id),
            seen=row.version,
            by=by,
            at=at,
        )
    for member_of, _ in held.memberships:
        if Opportunity.objects.filter(id=member_of).exclude(owner=successor).exists():
            add_member(opportunity_id=member_of, person_id=successor.id, by=by, at=at)
    _pass_on_handoffs(successor, held, why, by=by, at=at)
    _pass_on_document(successor, held, by=by, at=at)


def _pass_on_handoffs(successor: Person, held: Holdings, why: str, *, by: Allowed, at: datetime) -> None:
    """Who hands over cannot answer as well: then it goes to account management as a pool."""
    for handoff in Handoff.objects.filter(id__in=[id_ for id_, _ in held.handoffs]):
        to = Receiver(person_id=successor.id, because=why)
        if handoff.from_person_id == successor.id:
            to = Receiver(pool_id=_pool(), because=why)
        choose_receiver(handoff_id=handoff.id, to=to, seen=None, by=by, at=at)
    for handoff in Handoff.objects.filter(id__in=[id_ for id_, _ in held.handing_over]):
        if handoff.receiver_id == successor.id:
            pool = Receiver(pool_id=_pool(), because=why)
            choose_receiver(handoff_id=handoff.id, to=pool, seen=None, by=by, at=at)
        change_who_hands_over(handoff_id=handoff.id, person_id=successor.id, because=why, by=by, at=at)


def _pass_on_document(successor: Person, held: Holdings, *, by: Allowed, at: datetime) -> None:
    for need in Need.objects.filter(id__in=[id_ for id_, _ in held.needs]):
        values = replace(values_of(NeedValues, need), owner_id=successor.id)
        change_need(need_id=need.id, values=values, seen=need.version, by=by, at=at)
    for promise in Promise.objects.filter(id__in=[id_ for id_, _ in held.promises]):
        kept = replace(values_of(PromiseValues, promise), by_id=successor.id)
        change_promise(promise_id=promise.id, values=kept, seen=promise.version, by=by, at=at)


def _pool() -> int | None:
    rows = Department.objects.filter(side=Side.ACCOUNT_MANAGEMENT.value).order_by("id")
    return rows.values_list("id", flat=True).first()


def _hand_over_heads(
    person: Person, successor: Person, held: Holdings, day: date, *, by: Allowed, at: datetime
) -> None:
    for head in SideHead.objects.filter(person=person, side__in=held.sides, during__contains=day):
        deputy = None if head.deputy in (person, successor) else head.deputy
        name_side_head(side=Side(head.side), person=successor, deputy=deputy, from_day=day, by=by, at=at)
    for department in Department.objects.filter(id__in=[id_ for id_, _ in held.departments]):
        name_department_head(department=department, person=successor, from_day=day, by=by, at=at)


def _end_deputies(person: Person, day: date, *, by: Allowed, at: datetime) -> None:
    for head in SideHead.objects.filter(deputy=person, during__contains=day).select_related("person"):
        name_side_head(side=Side(head.side), person=head.person, deputy=None, from_day=day, by=by, at=at)


def _report_to(report_id: int, manager_id: int | None, day: date, *, by: Allowed, at: datetime) -> None:
    """Another manager from today on; the rest of the post stays. What was planned for later is replaced."""
    post = post_of(Person.objects.get(id=report_id), day=day)
    if post.department_id is None:
        return
    change_post(
        person_id=report_id,
        post=PostValues(
            department_id=post.department_id,
            from_day=day,
            reports_to_id=manager_id,
            location_id=post.location_id,
            own_hours_id=post.own_hours_id,
            carries_quota=post.carries_quota,
        ),
        by=by,
        at=at,
    )
