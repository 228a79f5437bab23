"""Who sells to an account, or lately sold to it: they hear of its trouble."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from dugout.selling.models import Opportunity
from dugout.selling.rules.lately import lately_since
from dugout.selling.terms import Outcome


def sellers_of(account_id: int, *, day: date) -> set[int]:
    """Who sells to the account or lately sold to it."""
    return set(_running_or_lately_won(day).filter(account_id=account_id).values_list("owner_id", flat=True))


def accounts_sold_to(persons: Collection[int], *, day: date) -> QuerySet[Opportunity, int | None]:
    """The ids of the accounts to which these persons sell or lately sold, for a subquery."""
    return (
        _running_or_lately_won(day)
        .filter(owner_id__in=persons, account__isnull=False)
        .values_list("account_id", flat=True)
    )


def _running_or_lately_won(day: date) -> QuerySet[Opportunity]:
    won_lately = Q(outcome=Outcome.WON.value, closed_on__gte=lately_since(day))
    return Opportunity.objects.filter(Q(outcome=Outcome.OPEN.value) | won_lately)
