"""Thanks: after the win something reached one of their people that said thank you."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet

from dugout.gates.queries import rows_as
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Part
from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.our_company.rules.periods import day_of
from dugout.selling.commands.supplying import Desk
from dugout.selling.evidence.asking import of_sale, who
from dugout.selling.parts.holding import contact_of
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import WON_ON, ZONE
from dugout.selling.rules.gates import in_words
from dugout.selling.terms import Who
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.queries.conversations import with_contact
from dugout.timeline.terms import LOGGED_KIND, LoggedEntry

THANKS = "thanks"
OUTWARD = {Direction.FROM_US, Direction.TWO_WAY}
WAYS = (("letter", "By letter"), ("email", "By email"), ("call", "By telephone"), ("visit", "In person"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksGiven:
    """Thanks to the client, as an entry of this kind: a letter, a call ..."""

    kind: str = "letter"
    contact: Who
    text: str


class Thanks(NamedTuple):
    """An entry with the purpose thanks, with one of their people, that stands."""

    kind: str
    direction: Direction
    at: datetime


def _entries() -> QuerySet[Entry]:
    return with_contact().filter(purpose=THANKS, account_id=OuterRef("account_id")).order_by("id")


THANKED = rows_as("thanked", Thanks, _entries, at="happened_at")


def thanked_on(thanked: Sequence[Thanks], *, won_on: date | None, zone: str) -> date | None:
    """The first day since the win on which thanks reached the client: in a note they reach nobody."""
    reached = [one for one in thanked if {one.direction, LOGGED_KIND[one.kind].direction} <= OUTWARD]
    days = [day_of(one.at, zone) for one in reached]
    return min((day for day in days if won_on is not None and day >= won_on), default=None)


def thanks_sent(thanked: Sequence[Thanks], won_on: date | None, zone: str) -> Checked:
    if day := thanked_on(thanked, won_on=won_on, zone=zone):
        return met(f"Thanked on {in_words(day)}.")
    return unmet("No letter, call or visit to one of their people with the purpose thanks since the win.")


def write(desk: Desk, given: ThanksGiven) -> None:
    contact = contact_of(desk.sale, desk.contact(given.contact))
    usual = LOGGED_KIND[given.kind].direction if given.kind in LOGGED_KIND else Direction.FROM_US
    entry = LoggedEntry(
        account_id=desk.account_id(), kind=given.kind, text=given.text, happened_at=desk.at, direction=usual,
        purpose=THANKS, contacts=(contact.id,), people=(desk.by.person_id,) if desk.by.person_id else (),
    )  # fmt: skip
    log_entry(entry=entry, by=desk.by, at=desk.at)


def parts(asks: Asks) -> list[Part]:
    asked = {
        "contact": who(asks, "Whom you thanked"),
        "kind": Ask("How", choices=WAYS, needed=True, tells=False),
        "text": Ask(
            label="What you thanked for", rows=2, help="It becomes an entry of the account’s timeline."
        ),
    }
    return [Part(values=ThanksGiven, asks=asked, write=write)]


CONDITIONS = (of_sale("thanks_sent", (THANKED, WON_ON, ZONE), thanks_sent, form=parts),)
