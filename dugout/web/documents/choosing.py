"""What the forms of the document's records offer to choose from."""

from enum import StrEnum
from typing import TypeVar

from dugout.accounts.models import Account
from dugout.accounts.queries.contacts import contacts_of
from dugout.timeline.queries.feed import feed_of, line_of
from dugout.timeline.queries.lines import FeedLine
from dugout.timeline.terms import FeedFilter
from dugout.web.formats import day
from dugout.web.jinja import reader_zone, today

E = TypeVar("E", bound=StrEnum)
MOST_ENTRIES = 25


def read_choice(kind: type[E], typed: str | None) -> E | None:
    """One of a closed list of words; None for another."""
    return kind(typed) if typed in tuple(kind) else None


def choices_of_entries(account: Account, chosen: int | None = None) -> list[tuple[int, str]]:
    """The newest entries with the client, and the chosen one, as (id, words)."""
    zone, currency = reader_zone(), account.currency
    feed = feed_of(
        account.id, zone=zone, currency=currency, wanted=FeedFilter(with_client=True), limit=MOST_ENTRIES
    )
    lines = list(feed.lines)
    if chosen is not None and chosen not in {line.id for line in lines}:
        older = line_of(chosen, zone=zone, currency=currency)
        lines += [older] if older else []
    return [(line.id, _words(line)) for line in lines]


def choices_of_contacts(account_id: int, chosen: int | None = None) -> list[tuple[int, str]]:
    """The account's contacts who are there, and the chosen one, as (id, name)."""
    return [
        (contact.id, ", ".join(filter(None, (contact.name, contact.title))))
        for contact in contacts_of(account_id, most=200)
        if contact.left_on is None or contact.id == chosen
    ]


def _words(line: FeedLine) -> str:
    return f"{day(line.happened_at.date(), today())}: {line.headline}, {line.author}"
