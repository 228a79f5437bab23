"""Who sells to an account, or lately sold to it: they hear of its trouble."""

from datetime import date

from django.db.models import Q, QuerySet

from dugout.selling.models import Opportunity
from dugout.selling.rules.lately import lately_since
from dugout.selling.terms import Outcome
from dugout.statements import Given


def sellers_of(account_id: int, *, day: date) -> set[int]:
    """Who sells to the account or lately sold to it."""
    sales = running_or_won_since(lately_since(day)).filter(account_id=account_id)
    return set(sales.values_list("owner_id", flat=True))


def running_or_won_since(first_day: date | Given) -> QuerySet[Opportunity]:
    """Open sales, and those that were won on this day or later."""
    won = Q(outcome=Outcome.WON.value, closed_on__gte=first_day)
    return Opportunity.objects.filter(Q(outcome=Outcome.OPEN.value) | won)
