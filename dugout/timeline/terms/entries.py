"""The words of entries: what people log, what a sentence proposes, how a timeline reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dugout.history.terms import Direction

PURPOSES = ("answer", "trouble", "advice", "news", "offer", "thanks", "review", "debrief")
# Kinds on which a purpose is asked for: somebody spoke with the client.
ASKED_FOR_A_PURPOSE = frozenset({"call", "meeting", "visit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEntry:
    """What a person logs on an account.

    `happened_at` has a zone; `minutes` were spent; `contacts` and `people` took part, `mentions` are told.
    """

    account_id: int
    kind: str
    text: str
    happened_at: datetime
    direction: Direction = Direction.INTERNAL
    purpose: str = ""
    minutes: int | None = None
    contacts: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    next_step: str = ""
    next_step_on: date | None = None
    subject_kind: str = ""
    subject_id: int | None = None


LONGEST_ENTRY = 20_000
LONGEST_NEXT_STEP = 300
LONGEST_DAY_MINUTES = 24 * 60
MOST_NAMED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedKind:
    """A kind of entry that people log, as the quick log offers it. `direction` is what it usually has."""

    key: str
    label: str
    icon: str
    direction: Direction
    support: bool = False


LOGGED_KINDS: tuple[LoggedKind, ...] = (
    LoggedKind(key="note", label="note", icon="pen-line", direction=Direction.INTERNAL),
    LoggedKind(key="call", label="call", icon="phone", direction=Direction.TWO_WAY),
    LoggedKind(key="email", label="email", icon="mail", direction=Direction.FROM_US),
    LoggedKind(key="meeting", label="meeting", icon="users-round", direction=Direction.TWO_WAY),
    LoggedKind(key="visit", label="visit", icon="building-2", direction=Direction.TWO_WAY),
    LoggedKind(key="letter", label="letter", icon="send", direction=Direction.FROM_US),
    LoggedKind(key="delivery", label="delivery", icon="truck", direction=Direction.FROM_US),
    LoggedKind(key="installation", label="installation", icon="wrench", direction=Direction.FROM_US),
    LoggedKind(key="invoice", label="invoice", icon="receipt", direction=Direction.FROM_US),
    LoggedKind(key="payment", label="payment", icon="receipt", direction=Direction.TO_US),
    LoggedKind(key="ticket", label="ticket", icon="tag", direction=Direction.TO_US, support=True),
    LoggedKind(
        key="support_call", label="support call", icon="phone", direction=Direction.TWO_WAY, support=True
    ),
    LoggedKind(key="heard", label="heard", icon="bookmark", direction=Direction.INTERNAL),
    LoggedKind(key="decision", label="decision", icon="scale", direction=Direction.INTERNAL),
)
LOGGED_KIND = {kind.key: kind for kind in LOGGED_KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody who may be named in a sentence: a contact of the account, or one of our people."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A word of a sentence that names several, or nobody: the person chooses."""

    word: str
    choices: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a sentence seems to say. Nothing is written before the person agrees."""

    kind: str = "note"
    direction: Direction = Direction.INTERNAL
    contacts: tuple[Named, ...] = ()
    unclear_contacts: tuple[Unclear, ...] = ()
    mentions: tuple[Named, ...] = ()
    unclear_mentions: tuple[Unclear, ...] = ()
    minutes: int | None = None
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientEntry:
    """An entry of an account with contacts, as the rules of conversation read it."""

    entry_id: int
    kind: str
    direction: Direction
    happened_at: datetime
    department_id: int | None = None
    contacts: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversations:
    """The last contact and the last proper conversation, in all and by department id; moments in UTC."""

    last_contact_at: datetime | None = None
    last_proper_at: datetime | None = None
    contact_by_department: Mapping[int, datetime] = field(default_factory=dict)
    proper_by_department: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFilter:
    """Which entries of an account's timeline. Everything that is given must hold.

    `text` is looked for in what people wrote, and in the names of contacts who took part.
    """

    department_id: int | None = None
    kind: str = ""
    person_id: int | None = None
    contact_id: int | None = None
    text: str = ""
    with_client: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed field in words; empty text for what was, or is, not there."""

    label: str
    before: str
    after: str
