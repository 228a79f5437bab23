"""Tells the demo company's story: founded, employed, and then every life side by side, in order of time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from dugout.demo.catalogue import add_products
from dugout.demo.company import BY, FOUNDED, closed_days, found_and_employ
from dugout.demo.days import ZONE, Days
from dugout.demo.lives.aurelia import aurelia_biobank
from dugout.demo.lives.brightwater import brightwater_foods
from dugout.demo.playing import play
from dugout.demo.world import World, as_author
from dugout.handoffs.commands.clocks import tell_clocks
from dugout.history.commands import deliver_outbox
from dugout.our_company.queries import the_company
from dugout.revenue.commands.restaging import restage_accounts
from dugout.values.refused import Refused

LIVES = (aurelia_biobank, brightwater_foods)
EVENING = time(19)


def is_told() -> bool:
    """Whether the demo company is here. Refused where a company lives that is nobody's demo. One query."""
    company = the_company()
    if company is not None and not company.demo:
        raise Refused.because(
            f"{company.name} lives here, and is no demo company.",
            "Give the demo a folder of its own: dugout demo --data FOLDER.",
        )
    return company is not None


def tell(*, today: date) -> int:
    """Tells the whole story as of `today`, in one transaction: all of it or nothing. Returns the moments told."""
    days = Days(today, closed_days(today))
    with transaction.atomic():
        people = found_and_employ(days)
        world = World(
            days=days,
            authors={name: as_author(person, days) for name, person in people.items()},
            products=add_products(by=BY, at=days.at(FOUNDED, "10:00")),
        )
        moments = play((life(world) for life in LIVES), between=nights(days))
        _pass_the_night(days.at(1, "19:00"))
    return moments


def nights(days: Days) -> Callable[[datetime, datetime], None]:
    """Passes the evenings between two moments of the story."""

    def between(now: datetime, later: datetime) -> None:
        day, last = now.astimezone(ZONE).date(), later.astimezone(ZONE).date()
        while day < last:
            if days.is_open(day):
                _pass_the_night(datetime.combine(day, EVENING, ZONE).astimezone(UTC))
            day += timedelta(days=1)

    return between


def _pass_the_night(at: datetime) -> None:
    """What a day leaves to do when nobody works: notices, clocks, contracts that ran out."""
    deliver_outbox(at=at)
    tell_clocks(at=at)
    restage_accounts(at=at)
