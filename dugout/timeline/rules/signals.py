"""What may be raised as a signal, and how it may end."""

from dataclasses import replace

from dugout.timeline.terms import (
    LONGEST_SIGNAL,
    SIGNAL_KIND,
    TELLS_FROM,
    RaisedSignal,
    Severity,
    SignalOutcome,
    SignalSource,
)
from dugout.values.days import check_kept_day
from dugout.values.refused import Problem
from dugout.values.texts import clean_line, clean_text


def check_signal(signal: RaisedSignal) -> tuple[RaisedSignal, tuple[Problem, ...]]:
    """The signal as it is kept, its texts cleaned, and everything that is wrong with it as given."""
    found: list[Problem] = []
    if signal.kind not in SIGNAL_KIND:
        found.append(Problem("kind", "There is no such kind of signal.", "Choose one of the list."))
    if signal.severity not in tuple(Severity):
        found.append(
            Problem("severity", "There is no such severity.", "Choose info, watch, serious or critical.")
        )
    if signal.source not in tuple(SignalSource):
        found.append(Problem("source", "There is no such source.", "Choose one of the list."))
    text, problems = check_words(signal.text, field="text", missing="Say in a sentence what you saw.")
    found.extend(problems)
    source_id = clean_line(signal.source_id, 200, field="source_id")
    if isinstance(source_id, Problem):
        found.append(source_id)
        source_id = ""
    found.extend(check_kept_day(signal.due_on, "due_on"))
    return replace(signal, text=text, source_id=source_id), tuple(found)


def check_outcome(outcome: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """What was done as it is kept, and everything that is wrong with how somebody resolves a signal."""
    found: list[Problem] = []
    if outcome not in tuple(SignalOutcome):
        found.append(Problem("outcome", "It is not said how this ended.", "Choose one of the outcomes."))
    missing = "Say in a sentence what was done, or why nothing."
    kept, problems = check_words(text, field="outcome_text", missing=missing)
    return kept, (*found, *problems)


def check_words(text: str, *, field: str, missing: str) -> tuple[str, tuple[Problem, ...]]:
    """A text that must say something as it is kept, and what is wrong with it."""
    cleaned = clean_text(text, LONGEST_SIGNAL, field=field)
    if isinstance(cleaned, Problem):
        return "", (cleaned,)
    return cleaned, () if cleaned else (Problem(field, "Nothing is written.", missing),)


def tells(severity: int) -> bool:
    """Whether an open signal of this severity must not surprise anybody who meets the client."""
    return severity >= TELLS_FROM
