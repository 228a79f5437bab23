"""Tells the demo company's story: founded, employed, and then every life side by side, in order of time."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from dugout.demo.catalogue import add_products
from dugout.demo.company import BY, FOUNDED, closed_days, found_and_employ
from dugout.demo.days import ZONE, Days
from dugout.demo.lives import growth, handing_over, open_sales, trouble
from dugout.demo.lives.aurelia import aurelia_biobank
from dugout.demo.lives.reading import notices_read
from dugout.demo.lives.whole import ClientStory, SaleStory, whole_life
from dugout.demo.playing import play, together
from dugout.demo.told import accounts
from dugout.demo.world import World, as_author
from dugout.handoffs.commands.clocks import tell_clocks
from dugout.history.commands import deliver_outbox
from dugout.our_company.models import Company
from dugout.revenue.commands.restaging import restage_accounts
from dugout.values.refused import Refused

EVENING = time(19)
FRIDAY = 4
OF_CLIENTS: dict[str, ClientStory] = {
    story.__name__: story
    for story in (
        trouble.brightwater, trouble.brightwater_hull, trouble.osterhaus, trouble.lindqvist, trouble.maple_finch,
        growth.st_agnes, growth.st_agnes_pharmacy, growth.corvane, growth.meridian, growth.nordfrost, growth.torrance,
        growth.hexley, growth.castellan, growth.rosenau, growth.tolland, growth.velden, growth.sable_point,
    )
}  # fmt: skip
OF_SALES: dict[str, SaleStory] = {
    story.__name__: story
    for story in (
        open_sales.greenholm, open_sales.vantage, open_sales.ostrava, open_sales.mercer,
        open_sales.institut_oberrhein, open_sales.bellrock, open_sales.tarn_valley, open_sales.halcyon,
        open_sales.pohjola, handing_over.greyfriars, handing_over.falk, handing_over.kaunas,
    )
}  # fmt: skip


def is_told() -> bool:
    """Whether the demo company is here. Refused where a company lives that is nobody's demo."""
    # Nothing else of the row: a database that another Dugout made is asked, too.
    row = Company.objects.order_by("id").values_list("name", "demo").first()
    if row is None:
        return False
    name, demo = row
    if not demo:
        raise Refused.because(
            f"{name} lives here, and is not a demo company.",
            "Give the demo a folder of its own: dugout demo --data FOLDER.",
        )
    return True


def tell(*, today: date, only: Collection[str] | None = None) -> int:
    """Tells the story as of `today`, in one transaction: all of it or nothing. Returns the moments told.

    `only` keeps it to the accounts with files of these names.
    """
    days = Days(today, closed_days(today))
    with transaction.atomic():
        people = found_and_employ(days)
        world = World(
            days=days,
            authors={name: as_author(person, days) for name, person in people.items()},
            products=add_products(by=BY, at=days.at(FOUNDED, "10:00")),
        )
        chosen = [told for told in accounts() if only is None or told.key in only]
        lives = [whole_life(world, told, OF_CLIENTS, OF_SALES) for told in chosen]
        others = [aurelia_biobank(world), notices_read(world)]
        moments = play(together(*others, *lives), between=evenings(days))
        _pass_the_evening(days.before(1), week_ends=True)
    return moments


def evenings(days: Days) -> Callable[[datetime, datetime], None]:
    """Passes the evenings of the working days between two moments of the story."""

    def between(now: datetime, later: datetime) -> None:
        day, last = now.astimezone(ZONE).date(), later.astimezone(ZONE).date()
        while day < last:
            if days.is_open(day):
                _pass_the_evening(day)
            day += timedelta(days=1)

    return between


def _pass_the_evening(day: date, *, week_ends: bool = False) -> None:
    """What a day leaves to do when nobody works: notices, clocks, and on Fridays the contracts that ran out."""
    at = datetime.combine(day, EVENING, ZONE).astimezone(UTC)
    deliver_outbox(at=at)
    tell_clocks(at=at)
    if week_ends or day.weekday() == FRIDAY:
        restage_accounts(at=at)
