"""What the mere passing of days does: contracts run out or begin to serve, clients lapse."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.history.terms import system
from dugout.our_company.queries import company_zone
from dugout.revenue.parts.standing import bring_up_to_date
from dugout.revenue.queries.standing import accounts_out_of_date


def restage_accounts(*, at: datetime) -> int:
    """Brings every account up to the date of `at`; how many changed. Idempotent, for the night.

    Which ones is found set-based, in chunks, by the same rules; each is then changed in a transaction of its own,
    with its account held. An account on which nothing ran out, began or lapsed is not touched.
    """
    day = at.astimezone(ZoneInfo(company_zone())).date()
    changed = 0
    for account_id in accounts_out_of_date(day=day):
        with transaction.atomic():
            account = hold(account_id)
            bring_up_to_date(account=account, day=day, by=system(), at=at)
        changed += 1
    return changed
