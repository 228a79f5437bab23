"""The words of history: who did it, how the entry reads, who may read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Self

from dugout.values.registry import Registry


class Source(StrEnum):
    """By which door a change came in."""

    SCREEN = "screen"
    API = "api"
    IMPORT = "import"
    JOB = "job"
    COMMAND_LINE = "command_line"
    DEMO = "demo"


class Audience(StrEnum):
    """Who reads an entry. The row stays in the feed for everybody and is drawn closed for the others."""

    EVERYONE = "everyone"
    NOT_PARTNERS = "not_partners"
    CREDIT = "credit"
    DRAFT = "draft"


class Direction(StrEnum):
    TO_US = "to_us"
    FROM_US = "from_us"
    TWO_WAY = "two_way"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who acts: the person with department and side on that day, made by `people.queries.author_for`.

    `person_id` is None for the system itself (a clock, a job). `stand_in_for_id` is the absent person in
    whose place somebody acts.
    """

    person_id: int | None
    name: str
    department_id: int | None = None
    side: str = ""
    stand_in_for_id: int | None = None
    source: Source = Source.SCREEN

    def by(self, source: Source) -> Self:
        return replace(self, source=source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed(Author):
    """An author of whom somebody asked whether they may: what a command takes that does not ask itself.

    The access table makes one when its answer is yes. What acts without being asked (an import, the demo company, a
    clock, leaving) says so by `unasked`; a guard lists who.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What the rows of one import have in common: the source that their records keep, and the fields that its
    file knows, of which alone a record that is here already may change."""

    source: str
    fields: frozenset[str]
    by: Allowed
    at: datetime


def system(source: Source = Source.JOB) -> Allowed:
    """The author of what no person did: a clock that ran out, a nightly run."""
    return Allowed(person_id=None, name="Dugout", source=source)


def asked(author: Author) -> Allowed:
    """The author as one who may. Only the access table calls it, once its answer is yes."""
    return Allowed(**{one.name: getattr(author, one.name) for one in fields(Author)})


def unasked(author: Author) -> Allowed:
    """The author as one whom nobody had to ask; tests/architecture lists who calls it, and why."""
    return asked(author)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The record that an entry is about, by the kind's name in the glossary and the row's id."""

    kind: str
    id: int


class ManyChanged(NamedTuple):
    """One of many changes made by one verb; a new record has no `before`. It happened now unless it says when."""

    subject_id: int
    account_id: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    happened_at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """A kind of entry: the one place for its word, its icon, whether people log it and whether it is support.

    `sentence` makes the headline from the entry's `after` values, for automatic kinds.
    """

    key: str
    label: str
    icon: str
    logged_by_people: bool = False
    support: bool = False
    sentence: Callable[[Mapping[str, Any]], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """A kind of record that an entry may point to: its word and the path of its page."""

    key: str
    label: str
    path: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """Who is told of entries of some kinds after commit. `deliver` must be idempotent for an entry."""

    key: str
    kinds: frozenset[str]
    deliver: Callable[[int], None]


# After so many failed tries a delivery is parked: `doctor` and the log name it, the others go on.
MOST_TRIES = 5

# Filled at start-up by the packages above, then frozen; see dugout/config/contributions.py.
KINDS: Registry[EntryKind] = Registry("entry kinds")
RECORD_KINDS: Registry[RecordKind] = Registry("record kinds")
CONSUMERS: Registry[Consumer] = Registry("consumers")
