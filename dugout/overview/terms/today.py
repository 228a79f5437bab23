"""The words of Today: a line, and the groups in which lines stand."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One thing that needs a person: what, why, how long, and its one button.

    `big` and `small` are the time in words (29 h, left to accept or return); `tone` is hot, warm or empty;
    `due` orders lines within a group, the earliest first.
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
