"""Goals: adding and changing. The history of the current value is that of the account's entries."""

from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import Goal
from dugout.client_document.parts.records import add_item, change_item, refuse, take
from dugout.client_document.rules.items import check_goal, check_goal_move
from dugout.client_document.terms import GoalState, GoalValues
from dugout.history.terms import Allowed
from dugout.values.records import columns_of, told_of, values_of


def add_goal(*, account_id: int, values: GoalValues, by: Allowed, at: datetime) -> Goal:
    """Adds what the client wants to reach."""
    values, problems = check_goal(values)
    with transaction.atomic():
        hold(account_id)
        refuse(problems)
        return add_item(Goal, account_id, values, told=_told, kind="goal_added", by=by, at=at)


def change_goal(*, goal_id: int, values: GoalValues, seen: int, by: Allowed, at: datetime) -> Goal:
    """Writes a goal anew. Stale with both states when somebody changed it since version `seen`."""
    values, problems = check_goal(values)
    with transaction.atomic():
        goal = take(Goal, goal_id)
        old = GoalState(goal.state)
        return change_item(
            goal,
            columns_of(values),
            seen=seen,
            told=_told,
            kind="goal_changed",
            by=by,
            at=at,
            checked=lambda: problems + check_goal_move(old, values.state),
        )


def _told(goal: Goal) -> dict[str, Any]:
    return told_of(values_of(GoalValues, goal))
