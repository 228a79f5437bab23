"""What the conditions of sales say in the same words, and which gates the win meets by itself."""

from collections.abc import Iterable, Sequence
from datetime import date

from dugout.gates.rules import met, unmet
from dugout.gates.terms import Checked, GateReading

# The verbs that meet conditions by themselves: the recorded commitment, and the accepted hand-off.
THE_WIN, THE_HANDOFF = "win", "handoff"


def in_words(day: date) -> str:
    return f"{day.day} {day:%B}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def all_answered(noun: str, waiting: Sequence[str], of: int, how: str = "") -> Checked:
    """Met when nothing waits for an answer; `waiting` are the texts that do."""
    if waiting:
        return unmet(f"{len(waiting)} of {count(of, noun)} not answered{how}: {waiting[0][:80]}")
    return met(f"{count(of, noun)}, each answered{how}.")


def comes_after(day: date, won_on: date | None) -> bool:
    """Whether a next step on that day is one after the win, where there was one."""
    return won_on is None or day > won_on


def without_the_win(readings: Iterable[GateReading]) -> list[GateReading]:
    """The open gates that recording the commitment as given does not meet by itself."""
    return [one for one in readings if one.open and one.condition.met_by != THE_WIN]
