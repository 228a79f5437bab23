"""The words of Today: a line, and the groups in which lines stand."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, auto


class When(IntEnum):
    """The groups of the order of play; the number is the order."""

    NOW = 1
    TODAY = 2
    WEEK = 3

    @property
    def label(self) -> str:
        return {1: "Now", 2: "Today", 3: "This week"}[self.value]

    @property
    def words(self) -> str:
        return {1: "Somebody is waiting on you", 2: "Before you close the book", 3: "On deck"}[self.value]


class Reason(IntEnum):
    """Why a signal stands on somebody's Today; of several, the first."""

    MINE = auto()
    ON_MINE = auto()
    WHERE_I_SELL = auto()
    ON_NOBODYS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One thing that needs a person: what, why, how long, and its one button.

    `big` and `small` are the time in words (29 h, left to accept or return); `tone` is hot, warm or empty;
    `due` orders lines within a group, the earliest first. The button leads to `href`, opens the form there
    (`asks`), or does it at once (`does`).
    """

    kind: str
    when: When
    due: datetime
    account_id: int | None
    account: str
    mark: str
    chip: str
    chip_tone: str
    chip_icon: str
    text: str
    why: str
    big: str
    small: str
    tone: str
    button: str
    href: str
    asks: bool = False
    does: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The accounts that a person owns, in sums.

    Money in minor units of `currency`; accounts with money in others are counted apart.
    """

    currency: str
    accounts: int = 0
    clients: int = 0
    arr: int = 0
    open_amount: int = 0
    open_opportunities: int = 0
    renewals_soon: int = 0
    open_signals: int = 0
    in_other_currencies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A contract's last day within 90 days. ARR in minor units."""

    account_id: int
    account: str
    day: date
    arr: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A hand-off of mine that waits for somebody else, with the time that they have left."""

    handoff_id: int
    account: str
    mover: str
    left: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """How far a company has come that has just begun."""

    has_people: bool
    has_accounts: bool
    has_heads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Over whom somebody stands: whether over a side, over which departments, and over which persons directly."""

    a_side: bool = False
    departments: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
