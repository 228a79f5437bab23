"""In which group a line of Today stands, and in which order lines are played. Pure; today is an argument."""

from collections.abc import Collection, Iterable
from datetime import date

from dugout.our_company.terms import ClockState
from dugout.overview.terms.today import Reason, TodayLine, When
from dugout.timeline.rules.signals import tells
from dugout.timeline.terms import Severity

# A week is the seven days that begin today.
WEEK_DAYS = 7


def in_order(lines: Iterable[TodayLine]) -> tuple[TodayLine, ...]:
    """The order of play: by group, then what is due first; ties by kind and address, so that it is always the same."""
    return tuple(sorted(lines, key=lambda line: (line.when, line.due, line.kind, line.href)))


def why_shown(
    *,
    severity: int,
    claimed_by: int | None,
    owner: int | None,
    acts_for: Collection[int],
    sold_to: bool,
    heads_a_side: bool,
) -> Reason | None:
    """The first reason for which a signal that is not resolved stands on the Today of who acts for these persons."""
    if claimed_by in acts_for:
        return Reason.MINE
    if claimed_by is None and owner in acts_for:
        return Reason.ON_MINE
    if not tells(severity) or owner in acts_for:
        return None
    if sold_to:
        return Reason.WHERE_I_SELL
    return Reason.ON_NOBODYS if owner is None and claimed_by is None and heads_a_side else None


def when_of_clock(state: ClockState) -> When:
    """A clock past half its time is for now; one that still has time is for today."""
    return When.TODAY if state is ClockState.RUNNING else When.NOW


def when_of_signal(severity: Severity, *, claimed: bool) -> When:
    """Serious and critical ones are for now while nobody has them, else for today; small ones wait a week."""
    if severity >= Severity.SERIOUS:
        return When.TODAY if claimed else When.NOW
    return When.TODAY if severity is Severity.WATCH else When.WEEK


def when_of_day(due_on: date | None, today: date) -> When | None:
    """What is past or has no day is for today, what comes within the week is on deck; later is not shown."""
    if due_on is None or due_on <= today:
        return When.TODAY
    return When.WEEK if (due_on - today).days < WEEK_DAYS else None


def due_in_words(due_on: date, today: date) -> tuple[str, str]:
    """A day as big and small words, with how warm it is: ("3 days", "late")."""
    apart = (due_on - today).days
    if apart == 0:
        return "Today", "due"
    days = f"{abs(apart)} day{'' if abs(apart) == 1 else 's'}"
    return (days, "late") if apart < 0 else (days, "left")
