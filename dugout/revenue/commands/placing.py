"""Naming the account of a sale that an import brought without one; its papers go with it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dugout.accounts.models import Account
from dugout.accounts.parts import hold
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day
from dugout.revenue.models import Paper
from dugout.revenue.parts.standing import bring_up_to_date
from dugout.selling.models import Opportunity
from dugout.selling.parts import place
from dugout.values.refused import Refused


def name_account(
    *, opportunity_id: int, account_id: int, seen: int | None, by: Allowed, at: datetime
) -> Opportunity:
    """Gives a sale without account its account, for good, and with it the contract and order that it made.

    Where one of them is signed, the account is a client from its signing day on. Taken when the sale has an
    account; Stale when it changed since `seen`.
    """
    with transaction.atomic():
        if not Account.objects.filter(id=account_id).exists():
            raise Refused.because("There is no such account.", "Choose one of the list.", "account")
        account = hold(account_id)
        row = place(opportunity_id=opportunity_id, account=account, seen=seen, by=by, at=at)
        papers = Paper.objects.filter(opportunity=row, account=None)
        if papers.update(account=account, version=F("version") + 1):
            day = company_day(at)
            bring_up_to_date(account=account, day=day, by=by, at=at)
    return row
