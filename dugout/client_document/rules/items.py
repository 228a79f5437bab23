"""What a need, a goal or a promise must hold, and how its state may move."""

from collections.abc import Iterable
from datetime import date

from dugout.client_document.terms import (
    GoalState,
    GoalValues,
    ItemState,
    NeedValues,
    PromiseValues,
)
from dugout.values.days import check_kept_day
from dugout.values.records import cleaned, first_of_each
from dugout.values.refused import Problem

# From each state to which. What was met, reached or dropped can only be taken up again.
NEED_MOVES: dict[ItemState, frozenset[ItemState]] = {
    ItemState.OPEN: frozenset({ItemState.AGREED, ItemState.MET, ItemState.DROPPED}),
    ItemState.AGREED: frozenset({ItemState.OPEN, ItemState.MET, ItemState.DROPPED}),
    ItemState.MET: frozenset({ItemState.OPEN, ItemState.AGREED}),
    ItemState.DROPPED: frozenset({ItemState.OPEN}),
}
_RUNNING = frozenset({GoalState.OPEN, GoalState.ON_TRACK, GoalState.BEHIND})
_ENDED = frozenset({GoalState.REACHED, GoalState.DROPPED})
GOAL_MOVES: dict[GoalState, frozenset[GoalState]] = {
    **{state: (_RUNNING - {state}) | _ENDED for state in _RUNNING},
    **dict.fromkeys(_ENDED, _RUNNING),
}


def check_need(values: NeedValues) -> tuple[NeedValues, tuple[Problem, ...]]:
    """The need as it is kept, and what is wrong with it."""
    values, problems = cleaned(values)
    found = (*problems, *_said(values.text, "What does the client need?"), *check_kept_day(values.day, "day"))
    return values, first_of_each(*found)


def check_need_move(old: ItemState, new: ItemState) -> tuple[Problem, ...]:
    if old is new or new in NEED_MOVES[old]:
        return ()
    return _no_move("need", old.value, new.value, (state.value for state in NEED_MOVES[old]))


def check_goal(values: GoalValues) -> tuple[GoalValues, tuple[Problem, ...]]:
    """The goal as it is kept, and what is wrong with it."""
    values, problems = cleaned(values)
    said = _said(values.text, "What does the client want to reach?")
    return values, first_of_each(*problems, *said, *check_kept_day(values.due_on, "due_on"))


def check_goal_move(old: GoalState, new: GoalState) -> tuple[Problem, ...]:
    if old is new or new in GOAL_MOVES[old]:
        return ()
    return _no_move("goal", old.label, new.label, (state.label for state in GOAL_MOVES[old]))


def check_promise(values: PromiseValues, *, today: date) -> tuple[PromiseValues, tuple[Problem, ...]]:
    """The promise as it is kept, and what is wrong with it. `today` in the company's zone."""
    values, problems = cleaned(values)
    found = [*problems, *_said(values.text, "What did we tell the client that they would get?")]
    found += [*check_kept_day(values.made_on, "made_on"), *check_kept_day(values.due_on, "due_on")]
    if values.made_on > today:
        found.append(
            Problem("made_on", "A promise cannot have been made on a day to come.", "Take today or earlier.")
        )
    if values.due_on is not None and values.due_on < values.made_on:
        found.append(
            Problem(
                "due_on", "It was due before it was made.", "Choose the day of the promise or a later one."
            )
        )
    return values, first_of_each(*found)


def _said(text: str, question: str) -> tuple[Problem, ...]:
    return () if text else (Problem("text", "This needs a sentence.", question),)


def _no_move(what: str, old: str, new: str, ways: Iterable[str]) -> tuple[Problem, ...]:
    return (
        Problem(
            "state",
            f"A {what} that is {old} does not become {new} at once.",
            f"Choose one of: {', '.join(sorted(ways))}.",
        ),
    )
