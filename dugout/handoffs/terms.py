"""The words of the hand-off, and the debrief's questions as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dugout.gates.terms import Facts, GateAsked


class HandoffState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


# In these states the selling side has the move, and the debrief may be written.
WITH_THE_SELLER = frozenset({HandoffState.DRAFT, HandoffState.RETURNED})
OPEN = WITH_THE_SELLER | {HandoffState.SUBMITTED}


# The rule of who answers, as a refused person reads it.
WHO_ANSWERS = (
    "A hand-off is accepted or returned only by its receiver, their stand-in, or a member of its pool, "
    "and never by who hands it over."
)


class ClockKind(StrEnum):
    """Which move a clock measures, in business hours."""

    ANSWER = "answer"
    MEND = "mend"
    INTRODUCE = "introduce"

    @property
    def setting(self) -> str:
        """The key of the setting that holds its hours."""
        return f"handoff_{self.value}_hours"


class NoticeKind(StrEnum):
    """What a clock has told: half time to the person, full time also to the manager, twice to both heads."""

    HALF = "half"
    DUE = "due"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefQuestion:
    """A question of the debrief; `required_by` is the gate that asks for it, empty where it is optional.

    Where `none_known` is true, "None known." is an answer. Where `reviewed` is true, what was filled in by
    itself does not count until a person saved it.
    """

    key: str
    text: str
    required_by: str = ""
    help: str = ""
    none_known: bool = False
    reviewed: bool = False


NONE_KNOWN = "None known."
LONGEST_ANSWER = 10_000

QUESTIONS: tuple[DebriefQuestion, ...] = (
    DebriefQuestion(key="why", text="Why did they buy?", help="What decided it, in the client's own words."),
    DebriefQuestion(
        key="goals", text="What do they want to reach?", required_by="goals", help="Their goals, not ours."
    ),
    DebriefQuestion(
        key="success",
        text="What does success mean to them?",
        required_by="goals",
        help="What they will measure, from where, to where, by when.",
    ),
    DebriefQuestion(
        key="plans",
        text="What do they plan?",
        required_by="plans",
        help="What they hope to become, and when.",
    ),
    DebriefQuestion(
        key="challenges",
        text="What stands in their way?",
        required_by="plans",
        help="What they wrestle with, and where the sale nearly failed.",
    ),
    DebriefQuestion(
        key="promises",
        text="What did we promise?",
        required_by="promises",
        help="Go through them one by one: to whom, by when.",
        none_known=True,
        reviewed=True,
    ),
    DebriefQuestion(
        key="limits",
        text="Which limits are known?",
        required_by="promises",
        help="What our offer cannot do for them.",
        none_known=True,
    ),
    DebriefQuestion(
        key="not_promised",
        text="What did we not promise?",
        required_by="promises",
        help="What they asked for and did not get.",
        none_known=True,
    ),
    DebriefQuestion(
        key="price",
        text="How were price and terms made?",
        required_by="terms",
        help="Discounts and why, payment, what was left open.",
    ),
    DebriefQuestion(
        key="people",
        text="Who decides, and what is to be expected of each?",
        required_by="people",
        help="Each contact: their say, their manner, what they worry about.",
    ),
    DebriefQuestion(key="manner", text="How do they like to work with us?", help="Channel, pace, tone."),
    DebriefQuestion(key="open_issues", text="What is still open?", help="Open questions and trouble."),
    DebriefQuestion(key="kickoff", text="When is the kick-off?", help="The day, who comes, what is first."),
    DebriefQuestion(key="story", text="How did it go so far?", help="The last conversations."),
)
QUESTION: Mapping[str, DebriefQuestion] = {question.key: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReason:
    """Why the receiver returns a hand-off: one gate, one sentence."""

    gate_key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """What stands under one question: its text, who saved it (empty while it was filled in by itself)."""

    text: str
    by_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefFacts:
    """What the gates look at: the answers, and the records that must stand beside them.

    `new_promises` were added after the promises had been reviewed.
    """

    answers: Mapping[str, AnswerFacts] = field(default_factory=dict)
    lines: int = 0
    typed_amount: bool = False
    new_promises: tuple[str, ...] = ()
    with_authority: tuple[str, ...] = ()


# What the gates of a hand-off are read from.
DEBRIEF: Facts[DebriefFacts] = Facts(key="debrief", none=DebriefFacts())


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """To whom a hand-off goes: one person, or a pool (a department), and why."""

    person_id: int | None = None
    pool_id: int | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Whose move it is, since when, and on which clock (none for a draft, which has no time limit)."""

    clock: ClockKind | None
    since: datetime
    person_id: int | None
    pool_id: int | None = None


# Book 05, "Default gates". All are required; everything else is optional: short gates are kept honest.
SHIPPED_GATES: tuple[GateAsked, ...] = (
    GateAsked(
        required=True,
        key="goals",
        sentence="Goals, and what success means, are written.",
        condition="answered",
        settings={"questions": ["goals", "success"]},
    ),
    GateAsked(
        required=True,
        key="plans",
        sentence="Plans and challenges are written.",
        condition="answered",
        settings={"questions": ["plans", "challenges"]},
    ),
    GateAsked(
        required=True,
        key="promises",
        sentence="Promises made, known limits and what was not promised are reviewed.",
        condition="answered",
        settings={"questions": ["promises", "limits", "not_promised"]},
    ),
    GateAsked(
        required=True,
        key="terms",
        sentence="The commercial terms are known.",
        condition="terms_known",
        settings={"questions": ["price"]},
    ),
    GateAsked(
        required=True,
        key="people",
        sentence="The people are named, one with authority among them.",
        condition="people_named",
        settings={"questions": ["people"]},
    ),
)
