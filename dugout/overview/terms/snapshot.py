"""The words of a snapshot: what stands on an account now, each line as people read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Phase(StrEnum):
    """Where a client is in its life, beside its stage. Of a client the first that holds, in this order."""

    SELLING = "selling"
    HANDOFF = "handoff"
    RENEWAL = "renewal"
    GROWTH = "growth"
    MANAGED = "managed"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return "Hand-off" if self is Phase.HANDOFF else self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeFacts:
    """What phase and base path are read from. Movement kinds are those of contracts that stand."""

    stage: str
    handoff_open: bool = False
    managed: bool = False
    open_kinds: frozenset[str] = frozenset()
    movements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalNow:
    """A signal that is not resolved. `claimed_by` is empty while nobody has it."""

    id: int
    kind: str
    severity: int
    text: str
    raised_at: datetime
    raised_by: str
    claimed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseNow:
    """An open promise: by whom of ours, to which contact (empty: to the client), due when, if a day was named."""

    id: int
    text: str
    by: str
    to: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffNow:
    """The open hand-off, else the last one. `to` is a person's name or a department's."""

    id: int
    state: str
    from_person: str
    to: str
    opened_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNow:
    """A contract or order: `status` is draft, active or ended; value in minor units (a contract's year)."""

    id: int
    kind: str
    status: str
    value: int
    currency: str
    signed_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNow:
    """One of the decision team. `roles` in words; `attitude` -2 to 2, None where nobody wrote one down."""

    id: int
    name: str
    initials: str
    title: str
    roles: tuple[str, ...]
    attitude: int | None
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnIt:
    """One of our people on the account, with every reason why: account manager, sells Chilled store."""

    person_id: int
    name: str
    initials: str
    mark: str
    phone: str
    why: tuple[str, ...]

    @property
    def why_in_words(self) -> str:
        words = ", ".join(self.why)
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """When a department last had contact with the client, and its last proper conversation."""

    department: str
    mark: str
    contact_at: datetime | None
    proper_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How many entries a department wrote in the last seven days."""

    department: str
    mark: str
    count: int


def most_of(rows: Iterable[Changed]) -> int:
    """The largest count, by which bars are drawn; 1 where there is none."""
    return max((row.count for row in rows), default=1)
