"""Who works on an opportunity."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from dugout.people.models import Person
from dugout.selling.models import Opportunity, OpportunityMember
from dugout.selling.terms import Outcome


def is_on_team(opportunity_id: int, persons: Collection[int]) -> bool:
    """Whether one of these persons is on the opportunity's team (its owner aside)."""
    return OpportunityMember.objects.filter(opportunity_id=opportunity_id, person_id__in=persons).exists()


def works_on_open_opportunity(account_id: int, persons: Collection[int]) -> bool:
    """Whether one of these persons owns, or is on the team of, an open opportunity of the account."""
    member = OpportunityMember.objects.filter(opportunity=OuterRef("id"), person_id__in=persons)
    return (
        Opportunity.objects.filter(account_id=account_id, outcome=Outcome.OPEN.value)
        .filter(Q(owner_id__in=persons) | Exists(member))
        .exists()
    )


def people_on_open_opportunities(account_id: int) -> tuple[Person, ...]:
    """Who owns, or is on the team of, an open opportunity of the account, by name."""
    running = Opportunity.objects.filter(account_id=account_id, outcome=Outcome.OPEN.value)
    member = OpportunityMember.objects.filter(opportunity__in=running, person=OuterRef("id"))
    owner = running.filter(owner=OuterRef("id"))
    return tuple(Person.objects.filter(Exists(member) | Exists(owner)).order_by("name", "id"))
