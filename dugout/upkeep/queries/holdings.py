"""What somebody holds, across every package."""

from datetime import date

from django.db.models import Q

from dugout.accounts.models import Account
from dugout.client_document.models import Need, Promise
from dugout.client_document.terms import ItemState, PromiseState
from dugout.handoffs.models import Handoff
from dugout.people.models import Absence, DepartmentHead, Post, SideHead
from dugout.selling.models import Opportunity
from dugout.selling.terms import Outcome
from dugout.timeline.models import Signal
from dugout.upkeep.terms import Holdings


def holdings_of(person_id: int, *, day: date) -> Holdings:
    """What a person holds on a day."""
    not_over = Q(during__endswith__gt=day) | Q(during__upper_inf=True)
    posts = Post.objects.filter(not_over, reports_to_id=person_id, person__left_on=None)
    heads = SideHead.objects.filter(not_over).order_by("side", "during")
    sides = list(heads.filter(Q(person_id=person_id) | Q(deputy_id=person_id)))
    absences = Absence.objects.filter(stand_in_id=person_id, cancelled_at=None, during__endswith__gt=day)
    opportunities = Opportunity.objects.filter(owner_id=person_id, outcome=Outcome.OPEN.value)
    handoffs = Handoff.objects.filter(receiver_id=person_id, ended_at=None)
    handing_over = Handoff.objects.filter(from_person_id=person_id, ended_at=None)
    memberships = Opportunity.objects.filter(members__person_id=person_id, outcome=Outcome.OPEN.value)
    needs = Need.objects.filter(owner_id=person_id, state__in=[ItemState.OPEN.value, ItemState.AGREED.value])
    promises = Promise.objects.filter(by_id=person_id, state=PromiseState.OPEN.value)
    signals = Signal.objects.filter(claimed_by_id=person_id, resolved_at=None)
    departments = DepartmentHead.objects.filter(not_over, person_id=person_id)
    return Holdings(
        accounts=tuple(
            Account.objects.filter(owner_id=person_id).order_by("name", "id").values_list("id", "name")
        ),
        opportunities=tuple(opportunities.order_by("name", "id").values_list("id", "name")),
        handoffs=tuple(handoffs.order_by("account__name", "id").values_list("id", "account__name")),
        handing_over=tuple(handing_over.order_by("account__name", "id").values_list("id", "account__name")),
        memberships=tuple(memberships.order_by("name", "id").values_list("id", "name")),
        needs=tuple(needs.order_by("text", "id").values_list("id", "text")),
        promises=tuple(promises.order_by("text", "id").values_list("id", "text")),
        signals=tuple(signals.order_by("account__name", "id").values_list("id", "account__name")),
        reports=tuple(posts.order_by("person__name").values_list("person_id", "person__name").distinct()),
        departments=tuple(
            departments.order_by("department__name").values_list("department_id", "department__name")
        ),
        sides=tuple(head.side for head in sides if head.person_id == person_id),
        deputy_of=tuple(head.side for head in sides if head.deputy_id == person_id),
        absences=tuple(absences.order_by("person__name").values_list("id", "person__name")),
    )
