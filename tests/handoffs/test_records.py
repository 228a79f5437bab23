"""The debrief against the records: what nobody saved follows them, and a new promise asks for another review."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.client_document.commands.goals import add_goal, change_goal
from dugout.client_document.commands.promises import add_promise
from dugout.client_document.terms import GoalState, GoalValues, PromiseValues
from dugout.handoffs.commands import debrief, moving
from dugout.handoffs.models import DebriefAnswer
from dugout.handoffs.queries.answers import answers_of
from dugout.handoffs.queries.page import handoff_page
from dugout.values.refused import Refused
from tests.handoffs.scene import fill, won

pytestmark = pytest.mark.django_db


def test_what_nobody_saved_says_what_the_records_say_until_it_is_submitted(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    by, handoff = author("seller"), won(person("seller"), author("seller"), at)
    goal = add_goal(account_id=handoff.account_id, values=GoalValues(text="No sample lost"), by=by, at=at)

    def goals() -> str:
        return next(one.text for one in answers_of(handoff) if one.question == "goals")

    assert goals() == "No sample lost"
    change_goal(
        goal_id=goal.id,
        values=GoalValues(text="No sample lost", state=GoalState.DROPPED),
        seen=1,
        by=by,
        at=at,
    )
    assert goals() == ""
    fill(handoff, by, at, but="goals")
    with pytest.raises(Refused) as refused:
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
    assert [problem.field for problem in refused.value.problems] == ["goals"]

    add_goal(account_id=handoff.account_id, values=GoalValues(text="Two minutes"), by=by, at=at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
    handoff.refresh_from_db()
    add_goal(account_id=handoff.account_id, values=GoalValues(text="After it was sent"), by=by, at=at)
    assert goals() == "Two minutes"


def test_a_promise_after_the_review_is_to_be_reviewed(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    by, handoff = author("seller"), won(person("seller"), author("seller"), at)
    fill(handoff, by, at)
    values = PromiseValues(text="Quiet hours", by_id=by.person_id or 0, made_on=at.date())
    add_promise(account_id=handoff.account_id, values=values, by=by, at=at)

    with pytest.raises(Refused) as refused:
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
    (problem,) = refused.value.problems
    assert problem.remedy == "A promise came after the review: “Quiet hours”. Go through them again."

    seen = DebriefAnswer.objects.get(handoff=handoff, question="promises").version
    debrief.answer_question(
        handoff_id=handoff.id, question="promises", text="About promises.", seen=seen, by=by, at=at
    )
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
    add_promise(account_id=handoff.account_id, values=values, by=by, at=at)
    gates = handoff_page(handoff.id, at=at).gates
    assert all(gate.met for gate in gates)
