"""What the page of a sale shows. Days are days, moments carry their zone, money is in minor units."""

from dataclasses import dataclass
from datetime import date, datetime

from dugout.gates.terms import GateReading
from dugout.selling.models import Opportunity
from dugout.selling.rules.amounts import line_amount
from dugout.selling.terms import Evidence, LineValues, Listed, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step of its process, with how each gate stands."""

    number: int
    name: str
    purpose: str
    questions: tuple[str, ...]
    usual_days: int
    commits: bool
    last: bool
    gates: tuple[GateReading, ...]

    @property
    def open(self) -> tuple[GateReading, ...]:
        """The gates that still hold it back."""
        return tuple(one for one in self.gates if one.open)

    @property
    def met(self) -> int:
        return sum(one.met for one in self.gates)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    id: int
    product_id: int
    product: str
    unit: str
    quantity: int
    unit_price: int | None
    discount_bp: int
    recurring: bool
    term_months: int | None

    @property
    def amount(self) -> int | None:
        """What it adds to the amount: recurring lines for their first 12 months, after discount."""
        return line_amount(
            LineValues(
                product_id=self.product_id, quantity=self.quantity, unit_price=self.unit_price,
                discount_bp=self.discount_bp, term_months=self.term_months,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberShown:
    person_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveShown:
    """One move: from which step (none for the beginning) to which, by whom, when."""

    came_from: int | None
    went_to: int
    name: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutShown:
    """A gate that somebody went past unmet, with the reason."""

    gate_id: int
    step: int
    sentence: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchShown:
    """A need with the line that meets it; without one, a need that still waits for its line."""

    id: int | None
    need_id: int
    need: str
    state: str
    line: str | None
    reaction: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidShown:
    """The records of one kind of evidence, by the id of each."""

    kind: Evidence
    listed: Listed
    rows: tuple[tuple[int, Shown], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePage:
    """Everything on the page of a sale. `today` is the day of the company's zone."""

    sale: Opportunity
    today: date
    since: date
    stalled: bool
    steps: tuple[StepShown, ...]
    lines: tuple[LineShown, ...] = ()
    members: tuple[MemberShown, ...] = ()
    moves: tuple[MoveShown, ...] = ()
    without: tuple[WithoutShown, ...] = ()
    needs: tuple[MatchShown, ...] = ()
    said: tuple[SaidShown, ...] = ()

    @property
    def step(self) -> StepShown:
        """The step in which it stands."""
        return next(one for one in self.steps if one.number == self.sale.step.number)

    @property
    def following(self) -> StepShown | None:
        return next((one for one in self.steps if one.number == self.sale.step.number + 1), None)

    @property
    def earlier(self) -> StepShown | None:
        return next((one for one in self.steps if one.number == self.sale.step.number - 1), None)

    @property
    def days(self) -> int:
        """How long it has stood in its step."""
        return (self.today - self.since).days

    @property
    def is_open(self) -> bool:
        return self.sale.outcome == "open"

    @property
    def is_living(self) -> bool:
        """Open, or won and its last step not closed: what gates ask for may still be written down."""
        return self.sale.settled_at is None and self.sale.outcome in ("open", "won")
