"""What the values of a stage column mean, as the mapping says it."""

from collections.abc import Callable, Mapping
from typing import Any

from dugout.exchange.terms.rows import FileKind, StageRule

OUTCOMES = ("open", "won", "lost", "abandoned")
NO_REASON = "not stated (import)"
SETTINGS = {"outcome", "step", "reason", "skip"}
MOST_STEPS = 50


def read_stages(
    place: str, kind: FileKind, given: Mapping[str, Any], problem: Callable[[str, str], None]
) -> dict[str, StageRule]:
    """The rules of a stage column by its values; each problem is told with its place."""
    if kind is not FileKind.OPPORTUNITIES:
        if given:
            problem(place, "stages belong to opportunities only.")
        return {}
    if not given:
        problem(place, 'stages must say what each value means, such as Won = { outcome = "won" }.')
    return {
        value: found
        for value, rule in given.items()
        if (found := _stage(f"{place} stages {value}", rule, problem)) is not None
    }


def _stage(place: str, given: Any, problem: Callable[[str, str], None]) -> StageRule | None:
    if not isinstance(given, dict) or not set(given) <= SETTINGS:
        problem(place, "a stage has outcome, step, reason or skip, and nothing else.")
        return None
    outcome, step, skip = given.get("outcome", "open"), given.get("step", 0), given.get("skip", False)
    reason = given.get("reason", NO_REASON)
    if outcome not in OUTCOMES:
        problem(place, f"outcome is one of {', '.join(OUTCOMES)}.")
    elif type(skip) is not bool or not isinstance(reason, str) or not 0 < len(reason) <= 300:
        problem(place, "skip is true or false, reason a text of at most 300 characters.")
    elif type(step) is not int or not 0 <= step <= MOST_STEPS:
        problem(place, "step is the number of a step of the process.")
    elif outcome == "open" and not step and not skip:
        problem(place, "an open one needs its step, such as { step = 1 }.")
    else:
        return StageRule(outcome=outcome, step=step, reason=reason, skip=skip)
    return None
