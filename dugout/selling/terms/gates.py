"""Gates: the facts that conditions are read from, and what they answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from dugout.history.terms import Direction
from dugout.selling.terms.words import Commitment, ConfirmationKind
from dugout.values.refused import Problem, Refused
from dugout.values.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """That a contact confirmed something on a day; `at` is the moment at which it was written down."""

    kind: ConfirmationKind
    contact: str
    day: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFact:
    id: int
    text: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A concern or an objection, and whether it is answered (a concern: with proof)."""

    text: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """That commitment was asked for, of whom and when, and the answer."""

    contact: str
    day: date
    answer: Commitment
    answered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """An entry with the purpose thanks, with one of their people, that stands; what an entry of its kind usually is."""

    direction: Direction
    usual_direction: Direction
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """Everything about one opportunity that a condition may be read from. Budget in minor units."""

    budget: int | None = None
    currency: str = "EUR"
    next_step: str = ""
    next_step_on: date | None = None
    lines: int = 0
    unpriced: int = 0
    offer_changed_at: datetime | None = None
    won_on: date | None = None
    settled_on: date | None = None
    thanked_on: date | None = None
    confirmed: tuple[Confirmed, ...] = ()
    needs: tuple[NeedFact, ...] = ()
    with_authority: tuple[str, ...] = ()
    concerns: tuple[Answered, ...] = ()
    objections: tuple[Answered, ...] = ()
    requests: tuple[Request, ...] = ()
    matched: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a condition is met, and by which record, or what is missing, in words."""

    met: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition to leave a step. `form` names the small form that supplies its record."""

    key: str
    check: Callable[[GateFacts], Verdict]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAsked:
    """One gate of a step as stored: its sentence, and the key of its condition."""

    id: int
    step: int
    condition: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReading:
    """How one gate stands. `without` is the reason for which somebody went on past it, unmet."""

    gate: GateAsked
    met: bool
    because: str
    form: str
    without: str = ""

    @property
    def open(self) -> bool:
        """Whether it still holds the opportunity back."""
        return not self.met and not self.without


class GatesUnmet(Refused):
    """Gates passed on the way are not met: supply their records, or reasons to go on without."""

    usual_code = "gates-unmet"

    def __init__(self, readings: Iterable[GateReading]) -> None:
        self.readings = tuple(readings)
        super().__init__(
            Problem(
                f"gate-{reading.gate.id}",
                f"{reading.gate.sentence}: {reading.because}",
                "Write down what is missing, or give a reason to go on without.",
            )
            for reading in self.readings
        )


# Conditions that recording the commitment as given meets: no form asks for them before the win.
OF_THE_WIN_ITSELF = frozenset({"commitment_asked", "commitment_given"})

# Filled at start-up by this package and those above.
CONDITIONS: Registry[Condition] = Registry("gate conditions")
