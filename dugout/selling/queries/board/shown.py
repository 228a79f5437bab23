"""What a board shows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dugout.gates.terms import GateReading
from dugout.selling.terms import OpportunityKind

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One sale on the board. `days` in its step are counted in the company's zone."""

    id: int
    version: int
    name: str
    account: str
    amount: int | None
    currency: str
    owner: str
    owner_initials: str
    owner_mark: str
    next_step: str
    next_step_on: date | None
    days: int
    stalled: bool
    won: bool
    gates: tuple[GateReading, ...]

    @property
    def wants(self) -> tuple[str, ...]:
        """What still holds it in its step."""
        return tuple(one.gate.sentence for one in self.gates if one.open)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTotal:
    """Sales of one currency in one step: how many, their sum in minor units, and that of the open ones."""

    currency: str
    count: int
    amount: int
    open_amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A step with its cards: who stood longest in it first, and no more than a column holds.

    `waited_days` is how long its open sales have stood in it, on average; None without one.
    """

    number: int
    name: str
    purpose: str
    usual_days: int
    probability_bp: int
    gates: tuple[str, ...]
    cards: tuple[Card, ...]
    totals: tuple[StepTotal, ...]
    waited_days: int | None

    @property
    def count(self) -> int:
        return sum(one.count for one in self.totals)

    @property
    def amounts(self) -> dict[str, int]:
        """The sum of all that stands here, by currency."""
        return {one.currency: one.amount for one in self.totals if one.amount}


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePast:
    """A gate that sales on this board went past unmet, and how many."""

    step: int
    sentence: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A board as one person sees it. `kinds` counts what is on the boards of the same people, by kind."""

    process: str
    credit: str
    columns: tuple[Column, ...]
    kinds: Mapping[OpportunityKind, int]
    without_account: int
    gone_past: tuple[GonePast, ...]

    @property
    def slowest(self) -> list[Column]:
        """The steps in which open sales have stood, longest first."""
        stood = [column for column in self.columns if column.waited_days is not None]
        return sorted(stood, key=lambda column: (-(column.waited_days or 0), column.number))

    @property
    def count(self) -> int:
        return sum(column.count for column in self.columns)

    @property
    def open_amounts(self) -> dict[str, int]:
        """The sum of open sales, by currency."""
        return self._summed(weighted=False)

    @property
    def weighted(self) -> dict[str, int]:
        """The same, each step times its chance of winning from there; rounded down once a step."""
        return self._summed(weighted=True)

    def _summed(self, *, weighted: bool) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for column in self.columns:
            share = column.probability_bp if weighted else WHOLE_BP
            for total in column.totals:
                found[total.currency] += total.open_amount * share // WHOLE_BP
        return {currency: amount for currency, amount in sorted(found.items()) if amount}
