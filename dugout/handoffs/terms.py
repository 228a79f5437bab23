"""The words of the hand-off."""

from dataclasses import dataclass
from enum import StrEnum


class HandoffState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class ClockKind(StrEnum):
    """Which move a clock measures, in business hours."""

    ANSWER = "answer"
    MEND = "mend"
    INTRODUCE = "introduce"


class NoticeKind(StrEnum):
    """What a clock has told: half time to the person, full time also to the manager, twice to both heads."""

    HALF = "half"
    DUE = "due"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefQuestion:
    """A question of the debrief, and how it is prefilled from what is known."""

    key: str
    text: str
    required_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReason:
    """Why the receiver returns a hand-off: one gate, one sentence."""

    gate_key: str
    text: str
