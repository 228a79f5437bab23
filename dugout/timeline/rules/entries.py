"""What may be logged."""

from dataclasses import replace
from datetime import datetime, timedelta

from dugout.history.terms import Direction
from dugout.timeline.terms import (
    LOGGED_KIND,
    LONGEST_DAY_MINUTES,
    LONGEST_ENTRY,
    LONGEST_NEXT_STEP,
    MOST_NAMED,
    PURPOSES,
    LoggedEntry,
)
from dugout.values.days import EARLIEST, EARLIEST_MOMENT, check_kept_day
from dugout.values.refused import Problem
from dugout.values.texts import clean_line, clean_text

# Clocks of two machines may differ a little; further ahead is a plan, not something that happened.
AHEAD = timedelta(minutes=5)


def check_entry(entry: LoggedEntry, *, at: datetime) -> tuple[LoggedEntry, tuple[Problem, ...]]:
    """The entry as it is kept, its texts cleaned, and everything that is wrong with it as given."""
    found: list[Problem] = []
    if entry.kind not in LOGGED_KIND:
        found.append(
            Problem("kind", "Nobody logs entries of this kind.", "Choose one of the kinds in the list.")
        )
    text = clean_text(entry.text, LONGEST_ENTRY, field="text")
    if isinstance(text, Problem):
        found.append(text)
    elif not text:
        found.append(Problem("text", "Nothing is written.", "Say in a sentence what happened."))
    step = clean_line(entry.next_step, LONGEST_NEXT_STEP, field="next_step")
    if isinstance(step, Problem):
        found.append(step)
    if entry.next_step_on is not None and not step:
        found.append(
            Problem(
                "next_step", "There is a day, and no next step.", "Write the next step, or clear the day."
            )
        )
    if entry.happened_at - at > AHEAD:
        found.append(Problem("happened_at", "This moment is still to come.", "Log it when it has happened."))
    if entry.happened_at < EARLIEST_MOMENT:
        found.append(
            Problem(
                "happened_at",
                "The year of this moment cannot be meant.",
                f"Give one from {EARLIEST.year} on.",
            )
        )
    found += [*check_kept_day(entry.next_step_on, "next_step_on"), *_numbers(entry)]
    if isinstance(text, Problem) or isinstance(step, Problem):
        return entry, tuple(found)
    return replace(entry, text=text, next_step=" ".join(step.split())), tuple(found)


def _numbers(entry: LoggedEntry) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if entry.minutes is not None and not 1 <= entry.minutes <= LONGEST_DAY_MINUTES:
        found.append(
            Problem(
                "minutes", "Minutes spent are 1 to 1,440.", "Write the minutes of one day, or leave it empty."
            )
        )
    if entry.purpose and entry.purpose not in PURPOSES:
        found.append(Problem("purpose", "There is no such purpose.", "Choose one of the list, or none."))
    if entry.direction not in tuple(Direction):
        found.append(Problem("direction", "There is no such direction.", "Choose one of the four."))
    for name, ids in (("contacts", entry.contacts), ("people", entry.people), ("mentions", entry.mentions)):
        if len(set(ids)) > MOST_NAMED:
            found.append(Problem(name, f"At most {MOST_NAMED} can be named.", "Name those who matter most."))
    return tuple(found)
