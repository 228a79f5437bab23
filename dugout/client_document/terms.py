"""The words of the client document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from dugout.values.records import Line, Text


class ItemKind(StrEnum):
    NEED = "need"
    ASPIRATION = "aspiration"


class Horizon(StrEnum):
    SHORT = "short"
    LONG = "long"


class ItemState(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    MET = "met"
    DROPPED = "dropped"


class GoalState(StrEnum):
    OPEN = "open"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    REACHED = "reached"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


# The record kind under which a document is tagged and told of; its id is the account's.
DOCUMENT = "document"
# The tag that an accepted hand-off to account management sets; "since the hand-off" counts from the newest.
HANDED_OVER = "handed over"
# The tag of a hand-off that anybody else accepted.
PASSED_ON = "passed on"
# The section under which promises stand.
PROMISES = "promises"
# Sections for which "none known" is an answer.
MAY_BE_NONE = frozenset({PROMISES, "risks"})
# Of these, the ones whose text is the item: once something is written, "none known" no longer holds.
TEXT_IS_ITEM = frozenset({"risks"})

LONGEST_ITEM = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedSection:
    """A section with which Dugout ships: its key, title and the guidance that helps to write it."""

    key: str
    title: str
    guidance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedValues:
    """A need or an aspiration, in the client's words."""

    text: Annotated[str, Text(LONGEST_ITEM)]
    kind: ItemKind = ItemKind.NEED
    horizon: Horizon = Horizon.SHORT
    state: ItemState = ItemState.OPEN
    owner_id: int | None = None
    day: date | None = None
    source_entry_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValues:
    """What the client wants to reach: measured by what, from where, to where, by when, where it stands."""

    text: Annotated[str, Text(LONGEST_ITEM)]
    measure: Annotated[str, Line(200)] = ""
    baseline: Annotated[str, Line(100)] = ""
    target: Annotated[str, Line(100)] = ""
    current: Annotated[str, Line(100)] = ""
    due_on: date | None = None
    state: GoalState = GoalState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseValues:
    """What we told the client that they would get: what, to whom, by whom, when, where it was said."""

    text: Annotated[str, Text(LONGEST_ITEM)]
    by_id: int
    made_on: date
    to_contact_id: int | None = None
    due_on: date | None = None
    said_in_id: int | None = None


SHIPPED_SECTIONS: tuple[ShippedSection, ...] = (
    ShippedSection(
        key="needs",
        title="Needs",
        guidance="What does the client need, in their own words, and why now? One need a line, short-term and "
        "long-term apart. What have they tried before us?",
    ),
    ShippedSection(
        key="goals",
        title="Goals",
        guidance="What do they want to reach, measured by what, from where to where, and by when? A goal that "
        "nobody can measure is an aspiration.",
    ),
    ShippedSection(
        key="aspirations",
        title="Aspirations",
        guidance="What does the client want to become in three to five years? What would make them proud?",
    ),
    ShippedSection(
        key="challenges",
        title="Challenges",
        guidance="What stands in their way: money, time, people, technology, other suppliers? What keeps the "
        "person across the table awake?",
    ),
    ShippedSection(
        key="plans",
        title="Plans",
        guidance="What have they decided already: sites, projects, budgets, dates? What would change our work?",
    ),
    ShippedSection(
        key="decision_team",
        title="Decision team",
        guidance="Who decides, who signs, who influences, who uses it, who can block? How do they decide, and "
        "what does each of them care for? The people themselves stand in the table, from the contacts.",
    ),
    ShippedSection(
        key="promises",
        title="Promises made",
        guidance="What did we tell the client that they would get, to whom, and by when? Each promise is a line "
        "of its own; write here what stands around them.",
    ),
    ShippedSection(
        key="success_measures",
        title="Success measures",
        guidance="By what will the client say after a year that it was worth it? Who measures it, and how?",
    ),
    ShippedSection(
        key="risks",
        title="Risks",
        guidance="What may go wrong? Which limits of ours are known, and what was not promised, so that nobody "
        "expects it?",
    ),
    ShippedSection(
        key="how_they_work",
        title="How they like to work with us",
        guidance="Whom to call and whom not, when, by which way, in which language? What annoys them?",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """What completeness asks of a goal."""

    has_measure: bool
    has_target: bool
    has_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What completeness asks of a document. Dropped needs and goals are left out before.

    `written` holds the keys of sections with text, `none_known` those that are answered so.
    """

    written: frozenset[str] = frozenset()
    none_known: frozenset[str] = frozenset()
    needs: int = 0
    aspirations: int = 0
    goals: tuple[GoalFacts, ...] = ()
    promises: int = 0
    with_authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One condition of a section as a sentence, whether it is met, and by what or what is missing."""

    sentence: str
    met: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The checks of every section by its key: met over all."""

    checks: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)

    @property
    def met(self) -> int:
        return sum(check.met for checks in self.checks.values() for check in checks)

    @property
    def all(self) -> int:
        return sum(len(checks) for checks in self.checks.values())

    @property
    def missing(self) -> tuple[Check, ...]:
        return tuple(check for checks in self.checks.values() for check in checks if not check.met)
