"""Holding an account while it is changed, and keeping what lists sort by."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.terms.sums import SUMS
from dugout.history.queries import the


def hold(account_id: int) -> Account:
    """Locks an account's row until the transaction ends. One statement. Missing when there is none."""
    if not connection.in_atomic_block:
        raise RuntimeError("an account is held in a transaction")
    return the(Account.objects.select_for_update(no_key=True), account_id)


def keep_figures(account_id: int, **values: Any) -> None:
    """Writes columns of the account's figures. One statement, two with their currency; values may be expressions."""
    AccountFigures.objects.filter(account_id=account_id).update(**values)
    if "currency" in values:
        keep_sums((account_id,))


def keep_sums(account_ids: Collection[int]) -> None:
    """Makes anew what is summed in the currency of these figures, which may have changed. One statement a sum."""
    for keep in SUMS.values():
        keep(account_ids)
