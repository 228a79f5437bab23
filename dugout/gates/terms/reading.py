"""The words of gates: facts, the conditions that are read from them, and how a gate stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from dugout.gates.terms.forms import Part
from dugout.values.refused import Problem, Refused
from dugout.values.registry import Registry

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts(Generic[T]):
    """Facts of one kind about a record; `none` is what is known where nothing is.

    `column` makes the expression that gives them for each record of a query set, and `read` makes them of its value.
    """

    key: str
    none: T
    column: Callable[[], Any] | None = None
    read: Callable[[Any], T] = lambda value: value


# What is known about one record.
type_of_known = Mapping[Facts[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether a condition is met, and by which record, or what is missing, in words."""

    met: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a gate may ask for.

    `check` is given the facts that it `reads`, in that order, and by name what the gate's settings say. `of` is the
    kind of record whose gates may ask for it. `form` makes the parts of the small form that supplies what is missing.
    `met_by` is the larger verb that meets it by itself, such as the win.
    """

    key: str
    of: str
    reads: tuple[Facts[Any], ...]
    check: Callable[..., Checked]
    form: Callable[..., Sequence[Part]] | None = None
    met_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAsked:
    """A gate as it is kept: its sentence, the key of its condition, and what the condition is to know.

    `step` is the number of the step that it ends, where there are steps; `key` its name, where it has one. Nobody goes
    on without a `required` one.
    """

    condition: str
    sentence: str
    id: int = 0
    key: str = ""
    step: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReading:
    """How a gate stands. `without` is the reason for which somebody went on past it, unmet."""

    gate: GateAsked
    condition: Condition
    met: bool
    because: str
    without: str = ""

    @property
    def open(self) -> bool:
        """Whether it still holds the record back."""
        return not self.met and not self.without


class GoneWithout(NamedTuple):
    """That somebody went on past a gate, unmet, and why."""

    gate_id: int
    reason: str


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


# Filled at start-up by the packages above.
CONDITIONS: Registry[Condition] = Registry("gate conditions")
