"""Goals: adding and changing. The history of the current value is that of the account's entries."""

from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import Goal
from dugout.client_document.parts.records import change_record, refuse, take
from dugout.client_document.rules.items import check_goal, check_goal_move
from dugout.client_document.terms import GoalState, GoalValues
from dugout.history.parts import record
from dugout.history.terms import Author, Subject


def add_goal(*, account_id: int, values: GoalValues, by: Author, at: datetime) -> Goal:
    """Adds a goal of the client to the document."""
    values, problems = check_goal(values)
    with transaction.atomic():
        hold(account_id)
        refuse(problems)
        goal = Goal.objects.create(account_id=account_id, **_columns(values))
        record(
            kind="goal_added",
            by=by,
            at=at,
            account_id=account_id,
            subject=Subject(kind="goal", id=goal.id),
            after=state_of_goal(goal),
        )
    return goal


def change_goal(*, goal_id: int, values: GoalValues, seen: int, by: Author, at: datetime) -> Goal:
    """Writes a goal anew. Stale with both states when somebody changed it since version `seen`."""
    with transaction.atomic():
        goal = take(Goal, goal_id)
        values, problems = check_goal(values)
        old = GoalState(goal.state)
        return change_record(
            goal,
            _columns(values),
            seen=seen,
            state=state_of_goal,
            kind="goal_changed",
            by=by,
            at=at,
            checked=lambda: problems + check_goal_move(old, values.state),
        )


def values_of_goal(goal: Goal) -> GoalValues:
    """A goal as the values that a person writes."""
    return GoalValues(
        text=goal.text,
        measure=goal.measure,
        baseline=goal.baseline,
        target=goal.target,
        current=goal.current,
        due_on=goal.due_on,
        state=GoalState(goal.state),
    )


def state_of_goal(goal: Goal) -> dict[str, Any]:
    """A goal as history keeps it."""
    return {**_columns(values_of_goal(goal)), "due_on": goal.due_on.isoformat() if goal.due_on else None}


def _columns(values: GoalValues) -> dict[str, Any]:
    return {
        "text": values.text,
        "measure": values.measure,
        "baseline": values.baseline,
        "target": values.target,
        "current": values.current,
        "due_on": values.due_on,
        "state": values.state.value,
    }
