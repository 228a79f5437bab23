"""What the figures of accounts ought to be, and the one that this package knows itself."""

from collections.abc import Collection
from datetime import datetime

from dugout.accounts.models import AccountFigures, Ownership
from dugout.accounts.terms.figures import Figure, Values


def values_of(figure: Figure, account_ids: Collection[int], at: datetime) -> Values:
    """What the columns of a figure ought to hold at a moment, for each of these accounts."""
    fields = {field.name: field for field in AccountFigures._meta.concrete_fields}
    usual = [fields[name].get_default() for name in figure.columns]
    found = figure.of(account_ids, at)
    return {account_id: found.get(account_id, usual) for account_id in account_ids}


def _managed_since(account_ids: Collection[int], _: datetime) -> Values:
    """From when on the owner of today is the account's manager."""
    running = Ownership.objects.filter(account_id__in=account_ids, managed=True, during__upper_inf=True)
    return {account_id: (during.lower,) for account_id, during in running.values_list("account_id", "during")}


MANAGED = Figure(columns=("managed_since",), of=_managed_since)
