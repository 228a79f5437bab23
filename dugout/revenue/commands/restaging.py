"""What the mere passing of days does: contracts run out or begin to serve, clients lapse."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import hold
from dugout.history.terms import Allowed, system
from dugout.our_company.queries import company_day, company_zone
from dugout.our_company.rules.periods import day_of
from dugout.revenue.parts.standing import bring_up_to_date
from dugout.revenue.parts.standings import keep_standings
from dugout.revenue.queries.standing import accounts_out_of_date, standings_of


def restage_accounts(*, at: datetime) -> int:
    """Brings every account up to the date of `at`; how many changed. Idempotent, for the night.

    Which ones is found set-based, in chunks, by the same rules; each is then changed in a transaction of its own,
    with its account held. An account on which nothing ran out, began or lapsed is not touched.
    """
    day = company_day(at)
    changed = 0
    for account_id in accounts_out_of_date(day=day):
        with transaction.atomic():
            account = hold(account_id)
            bring_up_to_date(account=account, day=day, by=system(), at=at)
        changed += 1
    return changed


def restage_many(*, account_ids: Collection[int], by: Allowed, at: datetime) -> int:
    """Figures and stage of many accounts after orders came in bulk, by the same rules; how many changed.

    Each change of stage is dated as the rule dates it, in the past where the orders are. An account whose contract
    ran out goes the single way, which ends it.
    """
    zone = ZoneInfo(company_zone())
    day = day_of(at, zone)
    with transaction.atomic():
        held = Account.objects.select_for_update(no_key=True)
        accounts = list(held.filter(id__in=account_ids).order_by("id"))
        found = standings_of([account.id for account in accounts], day=day)
        singly = [account for account in accounts if found[account.id].ran_out]
        for account in singly:
            bring_up_to_date(account=account, day=day, by=by, at=at)
        together = [account for account in accounts if not found[account.id].ran_out]
        return len(singly) + keep_standings(together, found, day=day, zone=zone, by=by, at=at)
