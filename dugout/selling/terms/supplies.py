"""What somebody writes down so that gates are met: each becomes its own record, by its own verb.

`at` is where it stands in the form, such as `g12`: problems name their field `g12-contact` after it.
"""

from dataclasses import dataclass
from datetime import date

from dugout.accounts.terms import DecisionRole
from dugout.selling.terms.words import ConfirmationKind, LineValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody of the account: one of its contacts, or somebody new by name."""

    contact_id: int | None = None
    new_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConfirmation:
    at: str
    kind: ConfirmationKind
    who: Who
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAuthority:
    """Who can say yes, and in which role."""

    at: str
    who: Who
    role: DecisionRole


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNeed:
    """A need of the client's, in their words."""

    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBudget:
    """What may be spent, in minor units of the opportunity's currency."""

    at: str
    budget: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConcern:
    """A worry about us as a supplier, with its answer and proof."""

    at: str
    text: str
    answer: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConcernAnswer:
    at: str
    concern_id: int
    answer: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """A line for the offer. The need of the same form may be matched to it."""

    at: str
    line: LineValues


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMatch:
    """A need that the client agreed to, by which line it is met, and what they said to that.

    A need that was not agreed becomes so; one that has no id is new. Without `line_id` it is the form's own line.
    """

    at: str
    need_id: int | None
    new_need: str
    line_id: int | None
    reaction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRequest:
    """That commitment was asked for."""

    at: str
    who: Who
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenObjectionAnswer:
    at: str
    objection_id: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNextStep:
    at: str
    text: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenThanks:
    """Thanks to the client, as an entry of this kind: a letter, a call ..."""

    at: str
    kind: str
    who: Who
    text: str


Supply = (
    GivenConfirmation
    | GivenAuthority
    | GivenNeed
    | GivenBudget
    | GivenConcern
    | GivenConcernAnswer
    | GivenLine
    | GivenMatch
    | GivenRequest
    | GivenObjectionAnswer
    | GivenNextStep
    | GivenThanks
)
