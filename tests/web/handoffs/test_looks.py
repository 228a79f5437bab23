"""The pages of the hand-off in real Chromium: both themes, two widths, nothing against axe or the CSP."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.handoffs.commands import accepting, debrief, moving
from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.terms import ReturnReason
from tests.handoffs.scene import submitted, won
from tests.web.look.conftest import answers, opened
from tests.web.standing import stands_everywhere

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
LONG = "Maatschappij tot Exploitatie van Koelhuizen en IJsfabrieken Rijnmond-Zuidwest"
WRITTEN = {
    "goals": "Go live before the February collection, with both wards on one system.\nKeep every sample below −80 °C.",
    "success": "No sample above −80 °C for more than two minutes, measured from March to March.",
    "plans": "A third site in Lyon next year; the board decides in autumn.",
    "challenges": "The old alarms rang so often that nobody listens any more.",
    "promises": "Tom Okafor to Léa Sutter: training for the night shift, by 24 Nov 2026.",
    "limits": "None known.",
    "price": "Six per cent, for the second farm that they reserve. Payment within 30 days.",
    "people": "Léa Sutter decides alone up to 10,000; above that the dean is heard.",
}


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def tom(person: Callable[[str], Any], author: Callable[[str], Any]) -> tuple[Any, Any]:
    return person("seller"), author("seller")


def written(handoff: Handoff, by: Any, at: dt.datetime) -> Handoff:
    """A debrief with real answers under most questions."""
    for question, text in WRITTEN.items():
        seen = DebriefAnswer.objects.get(handoff=handoff, question=question).version
        debrief.answer_question(handoff_id=handoff.id, question=question, text=text, seen=seen, by=by, at=at)
    return handoff


def look(opened: Callable[..., Any], pages: dict[str, Any], path: str, name: str) -> None:
    stands_everywhere(opened(pages, path), name)


def test_the_debrief_stands_while_it_is_written(
    answers: Callable[..., Any], opened: Callable[..., Any], tom: tuple[Any, Any], now: dt.datetime
) -> None:
    person, by = tom
    handoff = written(won(person, by, now, name=LONG), by, now)
    path = f"/handoffs/{handoff.id}"
    look(opened, answers(path, key="seller"), path, "handoff-draft")


def test_a_submitted_one_stands_before_its_receiver(
    answers: Callable[..., Any], opened: Callable[..., Any], tom: tuple[Any, Any], now: dt.datetime
) -> None:
    handoff = submitted(*tom, now - dt.timedelta(hours=3))
    path = f"/handoffs/{handoff.id}"
    look(opened, answers(path), path, "handoff-submitted")


def test_a_returned_one_stands_with_its_reasons(
    answers: Callable[..., Any],
    opened: Callable[..., Any],
    tom: tuple[Any, Any],
    author: Any,
    now: dt.datetime,
) -> None:
    handoff = submitted(*tom, now - dt.timedelta(days=9))
    why = (
        ReturnReason(gate_key="terms", text="The discount of six per cent is not explained."),
        ReturnReason(gate_key="people", text="Who signs when Dr. Sutter is away?"),
    )
    moving.return_handoff(
        handoff_id=handoff.id,
        reasons=why,
        seen=None,
        by=author("account_manager"),
        at=now - dt.timedelta(days=8),
    )
    path = f"/handoffs/{handoff.id}"
    look(opened, answers(path, key="seller"), path, "handoff-returned")


def test_an_accepted_one_stands_for_both_sides(
    answers: Callable[..., Any],
    opened: Callable[..., Any],
    tom: tuple[Any, Any],
    author: Any,
    now: dt.datetime,
) -> None:
    handoff = submitted(*tom, now)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=now)
    path = f"/handoffs/{handoff.id}"
    look(opened, answers(path, key="seller"), path, "handoff-accepted")


def test_the_list_stands_with_hand_offs_in_every_state_and_with_none(
    answers: Callable[..., Any],
    opened: Callable[..., Any],
    tom: tuple[Any, Any],
    author: Any,
    now: dt.datetime,
) -> None:
    empty = answers("/handoffs")
    won(*tom, now)
    submitted(*tom, now, name="Brightwater Foods")
    submitted(*tom, now - dt.timedelta(days=6), name=LONG)
    taken = submitted(*tom, now, name="St. Agnes Hospital Group")
    accepting.accept_handoff(handoff_id=taken.id, seen=None, by=author("account_manager"), at=now)
    gone = submitted(*tom, now, name="Osterhaus Frischemarkt")
    moving.withdraw_handoff(handoff_id=gone.id, reason="They wait.", seen=None, by=tom[1], at=now)
    full = answers("/handoffs")
    look(opened, full, "/handoffs", "handoffs")
    look(opened, empty, "/handoffs", "handoffs-none")


def test_the_forms_stand_fresh_refused_and_stale(
    answers: Callable[..., Any], opened: Callable[..., Any], tom: tuple[Any, Any], now: dt.datetime,
    page: Callable[[str], Client],
) -> None:  # fmt: skip
    draft = written(won(*tom, now), tom[1], now)
    sent = submitted(*tom, now, name="Brightwater Foods")
    answer, back = f"/handoffs/{draft.id}/answers/goals", f"/handoffs/{sent.id}/return"
    receiver, withdraw = f"/handoffs/{draft.id}/receiver", f"/handoffs/{draft.id}/withdraw"
    tom_page, ines = page("seller"), page("account_manager")
    pages = {path: tom_page.get(path) for path in (answer, receiver, withdraw)} | {back: ines.get(back)}
    refused = {
        answer: tom_page.post(answer, {"text": "Mine: they want peace at night.", "seen": "1"}),
        back: ines.post(back, {"gates": ["terms"], "reason_terms": "", "seen": "2"}),
        receiver: tom_page.post(receiver, {"receiver": "", "because": ""}),
        withdraw: tom_page.post(withdraw, {"reason": ""}),
    }
    assert {one.status_code for one in refused.values()} == {412, 422}
    for path in pages:
        name = "handoff-" + path.split("/", 3)[3].replace("/", "-")
        look(opened, pages, path, name)
        look(opened, refused, path, f"{name}-refused")


def test_who_comes_second_reads_who_was_first(
    answers: Callable[..., Any], opened: Callable[..., Any], tom: tuple[Any, Any], author: Any, now: dt.datetime,
    page: Callable[[str], Client],
) -> None:  # fmt: skip
    handoff = submitted(*tom, now)
    priya = page("other_account_manager")
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=now)
    path = f"/handoffs/{handoff.id}/accept"
    look(opened, {path: priya.post(path, {"seen": "2"})}, path, "handoff-taken")
