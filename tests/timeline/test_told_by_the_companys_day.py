"""Who is told of a signal goes by the day in the company's zone, not by that of Greenwich."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.accounts.models import Account
from dugout.history.models import Entry
from dugout.history.terms import Author
from dugout.people.models import SideHead
from dugout.selling.commands.telling import tell_sellers
from dugout.selling.models import Opportunity, Process
from dugout.timeline.commands.signals import raise_signal
from dugout.timeline.commands.telling import tell_owner_of_signal
from dugout.timeline.models import Notification
from dugout.timeline.terms import RaisedSignal

pytestmark = pytest.mark.django_db
# Half past midnight on the 5th in Berlin; in Greenwich it is the 4th.
NIGHT = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)
FIFTH = dt.date(2026, 3, 5)


@pytest.fixture
def reported(
    account: Account, raising: Callable[..., RaisedSignal], author: Callable[[str], Author]
) -> Callable[[], Entry]:
    def report() -> Entry:
        raise_signal(signal=raising(), by=author("support_engineer"), at=NIGHT)
        return Entry.objects.filter(kind="signal_raised").latest("id")

    return report


def test_the_heads_of_that_day_are_told_where_nobody_owns_the_account(
    account: Account, person: Callable[[str], Any], reported: Callable[[], Entry]
) -> None:
    Account.objects.filter(id=account.id).update(owner=None)
    old = SideHead.objects.get(side="sales")
    old.during = DateRange(old.during.lower, FIFTH)
    old.save()
    SideHead.objects.create(side="sales", person=person("seller"), during=DateRange(FIFTH, None))

    entry = reported()
    tell_owner_of_signal(entry_id=entry.id)

    told = Notification.objects.filter(entry=entry).values_list("person__name", flat=True)
    assert set(told) == {"Tom Okafor", "James Achterberg"}


@pytest.mark.parametrize(("days_ago", "told"), [(365, 1), (366, 0)])
def test_a_seller_is_told_for_a_year_by_the_companys_days(
    account: Account,
    person: Callable[[str], Any],
    reported: Callable[[], Entry],
    days_ago: int,
    told: int,
) -> None:
    process = Process.objects.get(opportunity_kind="new_business", current=True)
    Opportunity.objects.create(
        account=account, name="Probes", process=process, step=process.steps.latest("number"), step_since=NIGHT,
        owner=person("seller"), outcome="won", closed_on=FIFTH - dt.timedelta(days=days_ago), made_at=NIGHT,
    )  # fmt: skip

    assert tell_sellers(entry_id=reported().id) == told
