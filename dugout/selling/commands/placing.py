"""Naming the account of a sale that came without one, by import."""

from datetime import datetime

from django.db import transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import hold
from dugout.history.terms import Author
from dugout.selling.models import Opportunity
from dugout.selling.parts.holding import keep_selling_figures, take_open, tell, touch
from dugout.values.refused import Refused, Taken


def name_account(
    *, opportunity_id: int, account_id: int, seen: int | None, by: Author, at: datetime
) -> Opportunity:
    """Gives an open sale without account its account, for good. Taken when it has one; Stale as ever."""
    with transaction.atomic():
        if not Account.objects.filter(id=account_id).exists():
            raise Refused.because("There is no such account.", "Choose one of the list.", "account")
        account = hold(account_id)
        row = take_open(opportunity_id, seen=seen, yours={"account": account.name})
        if row.account_id is not None:
            raise Taken.because(
                f"{row.name} belongs to {row.account.name if row.account else ''} already.",
                "A sale stays with its account.", "account",
            )  # fmt: skip
        row.account = account
        touch(row, "account")
        keep_selling_figures(account.id)
        tell(
            "opportunity_changed",
            row,
            by=by,
            at=at,
            before={"account": None},
            after={"account": account.name},
        )
    return row
