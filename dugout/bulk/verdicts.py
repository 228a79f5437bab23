"""What became of each row that a set-based verb was given."""

from enum import StrEnum
from typing import NamedTuple

from dugout.values.refused import Problem


class Became(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    # The row refers to one that is not there yet: the caller tries again later.
    WAITING = "waiting"
    REFUSED = "refused"


class RowDone(NamedTuple):
    """One row: what became of it, which record it is, and why it was refused or waits."""

    became: Became
    record_id: int | None = None
    problems: tuple[Problem, ...] = ()


def refused(*problems: Problem) -> RowDone:
    return RowDone(Became.REFUSED, None, problems)
