"""What every life of the story shares: the days, our people as authors, what we sell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dugout.demo.days import Days
from dugout.history.terms import Allowed, Source, unasked
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.selling.models import Product


@dataclass(frozen=True, kw_only=True)
class World:
    """The demo company while its story is told. Our people go by their first names, which differ.

    `accounts` holds the ids of those that have begun, by name.
    """

    days: Days
    authors: Mapping[str, Allowed]
    products: Mapping[str, Product]
    accounts: dict[str, int] = field(default_factory=dict)

    def by(self, first_name: str) -> Allowed:
        return self.authors[first_name]

    def id_of(self, first_name: str) -> int:
        person_id = self.authors[first_name].person_id
        assert person_id is not None
        return person_id


def as_author(person: Person, days: Days) -> Allowed:
    """The person as the author of what they do in the story."""
    return unasked(author_for(person, day=days.today, source=Source.DEMO))
