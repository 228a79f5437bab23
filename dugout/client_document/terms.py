"""The words of the client document."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedSection:
    """A section with which Dugout ships: its key, title and the guidance that helps to write it."""

    key: str
    title: str
    guidance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedValues:
    """A need or an aspiration, in the client's words."""

    text: str
    kind: ItemKind = ItemKind.NEED
    horizon: Horizon = Horizon.SHORT
    state: ItemState = ItemState.OPEN
    owner_id: int | None = None
    day: date | None = None
    source_entry_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValues:
    """What the client wants to reach: measured by what, from where, to where, by when, where it stands."""

    text: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    current: str = ""
    due_on: date | None = None
    state: GoalState = GoalState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseValues:
    """What we told the client that they would get: what, to whom, by whom, when, where it was said."""

    text: str
    by_id: int
    made_on: date
    to_contact_id: int | None = None
    due_on: date | None = None
    said_in_id: int | None = None
