"""What lists of accounts sort by, as far as selling knows it."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce

from dugout.accounts.terms.figures import Figure, Values
from dugout.selling.models import Opportunity
from dugout.selling.terms import Outcome


def _open_sales(account_ids: Collection[int], _: datetime) -> Values:
    """How many, their amount, the furthest step, the last next step.

    Added up are the amounts in the currency of the account's figures; sales in others count.
    """
    sales = Opportunity.objects.filter(account_id__in=account_ids, outcome=Outcome.OPEN.value).order_by()
    ours = Q(currency=F("account__figures__currency"))
    found = sales.values_list("account_id").annotate(
        count=Count("id"), total=Coalesce(Sum("amount", filter=ours), 0), furthest=Max("step__number"),
        next_step=Max("next_step_on"),
    )  # fmt: skip
    return {account_id: values for account_id, *values in found if account_id is not None}


OPEN_SALES = Figure(
    columns=("open_opportunities", "open_amount", "step", "sale_step_on"),
    of=_open_sales,
    follows=("currency",),
)
