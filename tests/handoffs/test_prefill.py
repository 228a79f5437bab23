"""What is known already: the debrief begins with it, and none of it counts as reviewed where it must be."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.client_document.commands import goals, needs, promises
from dugout.client_document.terms import GoalValues, NeedValues, PromiseValues
from dugout.handoffs.models import DebriefAnswer
from dugout.handoffs.queries.prefill import known_answers
from dugout.history.terms import Direction
from dugout.selling.models import Opportunity
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.commands.signals import raise_signal
from dugout.timeline.terms import LoggedEntry, RaisedSignal, Severity, SignalSource
from tests.handoffs.scene import WON_ON, Scene, open_sale, win
from tests.selling.evidence import add_concern, add_objection

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def scene(person: Callable[[str], Any], at: dt.datetime) -> Scene:
    return open_sale(person("seller"), at)


def answers_after_the_win(scene: Scene, by: Any, at: dt.datetime) -> dict[str, DebriefAnswer]:
    handoff = win(scene, by, at)
    return {one.question: one for one in DebriefAnswer.objects.filter(handoff=handoff)}


def test_the_document_speaks_to_goals_needs_and_promises(
    scene: Scene, by: Any, at: dt.datetime, person: Callable[[str], Any]
) -> None:
    who = {"account_id": scene.account.id, "by": by, "at": at}
    needs.add_need(values=NeedValues(text="An alarm that somebody hears"), **who)
    goals.add_goal(
        values=GoalValues(
            text="No sample lost", measure="Minutes above −80 °C", baseline="31 h", target="0",
            due_on=dt.date(2027, 6, 30),
        ),
        **who,
    )  # fmt: skip
    promises.add_promise(
        values=PromiseValues(
            text="Two nights, no thaw", by_id=person("seller").id, made_on=WON_ON, to_contact_id=scene.contact.id
        ),
        **who,
    )  # fmt: skip

    found = answers_after_the_win(scene, by, at)

    assert found["why"].text == "An alarm that somebody hears"
    assert found["goals"].text == "No sample lost, by 30 Jun 2027"
    assert found["success"].text == "Minutes above −80 °C from 31 h to 0, by 30 Jun 2027"
    assert found["promises"].text == "Tom Okafor to Léa Sutter: Two nights, no thaw"
    assert found["promises"].prefilled


def test_concerns_and_objections_stand_as_sentences(scene: Scene, by: Any, at: dt.datetime) -> None:
    of = {"opportunity_id": scene.opportunity.id, "by": by, "at": at}
    add_concern(text="Data in a cloud", answer="Zürich only", proof="Contract", **of)
    add_objection(text="Too dear!", answer="It lasts.", **of)
    add_concern(text="Too small?", **of)

    known = known_answers(scene.account.id, scene.opportunity)

    assert known["challenges"] == (
        "Concern: Data in a cloud. Answered: Zürich only.\nConcern: Too small? Not answered.\n"
        "Objection: Too dear! Answered: It lasts."
    )


@pytest.mark.parametrize(("days", "text"), [(-1, ""), (0, ""), (1, "Next step: Visit, on 4 Mar 2026")])
def test_only_a_next_step_after_the_win_is_a_kick_off(
    scene: Scene, by: Any, at: dt.datetime, days: int, text: str
) -> None:
    day = WON_ON + dt.timedelta(days=days)
    Opportunity.objects.filter(id=scene.opportunity.id).update(next_step="Visit", next_step_on=day)
    assert answers_after_the_win(scene, by, at)["kickoff"].text == text


def test_conversations_and_open_signals_are_told_and_what_was_withdrawn_is_not(
    scene: Scene, by: Any, at: dt.datetime
) -> None:
    def spoke(text: str, **more: Any) -> Any:
        entry = LoggedEntry(
            account_id=scene.account.id,
            kind="call",
            text=text,
            direction=Direction.TWO_WAY,
            **{"happened_at": at, **more},
        )
        return log_entry(entry=entry, by=by, at=at)

    # Half past midnight on 4 March where the company is.
    spoke("They rang late.", happened_at=dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC))
    spoke("Walked all six farms.")
    withdraw_entry(entry=spoke("Wrong account."), by=by, at=at)
    signal = RaisedSignal(
        account_id=scene.account.id, kind="complaint", severity=Severity.SERIOUS, text="The frame is out of true.",
        source=SignalSource.PERSON,
    )  # fmt: skip
    raise_signal(signal=signal, by=by, at=at)

    known = known_answers(scene.account.id, scene.opportunity)

    assert known["story"] == (
        "4 Mar 2026, Tom Okafor: Walked all six farms.\n4 Mar 2026, Tom Okafor: They rang late."
    )
    assert known["open_issues"] == "Signal: The frame is out of true."


def test_what_is_not_known_is_left_empty(scene: Scene, by: Any, at: dt.datetime) -> None:
    scene.contact.roles.all().delete()
    scene.opportunity.lines.all().delete()
    found = answers_after_the_win(scene, by, at)
    assert {key for key, one in found.items() if one.text} == {"people", "price"}
    assert found["people"].text == "Léa Sutter"
    assert found["price"].text == "Amount as typed: €8,126"
