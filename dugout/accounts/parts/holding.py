"""Holding an account while it is changed."""

from django.db import connection

from dugout.accounts.models import Account
from dugout.history.queries import the


def hold(account_id: int) -> Account:
    """Locks an account's row until the transaction ends. Missing when there is none."""
    if not connection.in_atomic_block:
        raise RuntimeError("an account is held in a transaction")
    return the(Account.objects.select_for_update(no_key=True), account_id)
