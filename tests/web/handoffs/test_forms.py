"""The forms of the hand-off: what is saved, what is refused and kept, and both texts of a clash."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.handoffs.models import DebriefAnswer, Handoff
from tests.web.handoffs.conftest import html

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


def test_an_answer_is_saved_reviewed_or_none_known(page: Page, draft: Handoff) -> None:
    client = page("seller")
    path = f"/handoffs/{draft.id}/answers/limits"
    answer = client.post(path, {"text": "No Sunday service.", "seen": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"/handoffs/{draft.id}#q-limits")
    assert "No Sunday service." in html(client, f"/handoffs/{draft.id}")
    client.post(path, {"text": "what was typed", "none_known": "yes", "seen": "2"})
    assert DebriefAnswer.objects.get(handoff=draft, question="limits").text == "None known."
    assert "Filled in from what was known" in html(client, f"/handoffs/{draft.id}/answers/price")


def test_a_stale_answer_shows_both_texts_and_saves_over_what_it_names(page: Page, draft: Handoff) -> None:
    client = page("seller")
    path = f"/handoffs/{draft.id}/answers/goals"
    client.post(path, {"text": "Theirs: one system.", "seen": "1"})
    stale = client.post(path, {"text": "Mine: peace at night.", "seen": "1"})
    text = stale.content.decode()
    assert stale.status_code == 412
    assert "Theirs: one system." in text
    assert "Mine: peace at night." in text
    assert 'name="over" value="2"' in text
    # What was typed over the older text, kept in a draft, does not pass for a change of the newer one.
    assert 'name="seen" value="1"' in text
    assert client.post(path, {"text": "Mine: peace at night.", "seen": "1", "over": "2"}).status_code == 302
    assert DebriefAnswer.objects.get(handoff=draft, question="goals").text == "Mine: peace at night."


@pytest.mark.parametrize(
    ("which", "role", "verb", "body", "shown"),
    [
        ("draft", "seller", "answers/goals", {"text": "x" * 10_001, "seen": "1"}, "10,000 is the most"),
        ("draft", "seller", "answers/goals", {"text": "a\0b", "seen": "1"}, "control sign"),
        ("draft", "seller", "withdraw", {"reason": " "}, "The reason is missing."),
        ("draft", "seller", "submit", {}, "Not met yet: Goals, and what success means, are written."),
        ("draft", "engineer", "receiver", {"receiver": "person-999999", "because": "Typed."}, "Typed."),
        ("sent", "account_manager", "return", {}, "No gate is named."),
        ("sent", "account_manager", "return", {"gates": ["luck"]}, "There is no gate"),
        (
            "sent",
            "account_manager",
            "return",
            {"gates": ["terms"], "reason_people": "Who signs?"},
            "Who signs?",
        ),
    ],
)
def test_a_refused_form_says_what_is_wrong_and_keeps_what_was_typed(
    page: Page,
    request: pytest.FixtureRequest,
    which: str,
    role: str,
    verb: str,
    body: dict[str, Any],
    shown: str,
) -> None:
    handoff = request.getfixturevalue(which)
    answer = page(role).post(f"/handoffs/{handoff.id}/{verb}", body)
    assert answer.status_code == 422
    assert shown in answer.content.decode()
