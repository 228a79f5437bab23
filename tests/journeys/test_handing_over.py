"""Three people hand an account over; two accept at once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.accounts.models import Account
from dugout.handoffs.models import Acceptance, Handoff, Submission
from dugout.handoffs.terms import QUESTIONS
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.selling.models import Opportunity
from dugout.versioned_text.models import Tag
from tests.handoffs.scene import submitted, won

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tom() -> tuple[Person, Any, dt.datetime]:
    """Tom Okafor, the author that he is, and an hour ago."""
    person = Person.objects.get(name="Tom Okafor")
    at = timezone.now() - dt.timedelta(hours=1)
    return person, author_for(person, day=at.date()), at


def test_a_hand_off_is_submitted_returned_mended_and_accepted(
    arrives: Callable[..., Any], stands: Callable[..., None], tom: tuple[Person, Any, dt.datetime]
) -> None:
    person, by, at = tom
    handoff = won(person, by, at)
    seller, manager, head = arrives("seller"), arrives("account_manager"), arrives("sales_head")

    submit_from_today(seller, handoff)
    return_from_today(manager, "terms", "The discount is not explained.")
    head.goto(f"/handoffs/{handoff.id}")
    head.get_by_text("The discount is not explained.").first.wait_for()
    assert head.get_by_role("button", name="Accept hand-off").count() == 0

    seller.goto("/")
    seller.get_by_role("link", name="Mend").first.click()
    answer(seller, handoff.id, "price", "Six per cent, for the second farm that they reserve.")
    seller.get_by_role("button", name="Submit hand-off").click()
    seller.get_by_text("Tom Okafor submitted it again").wait_for()

    manager.goto(f"/handoffs/{handoff.id}")
    manager.get_by_role("button", name="Accept hand-off").click()
    manager.get_by_text("Ines Duarte accepted it").first.wait_for()
    stands(manager)
    seller.reload()
    seller.get_by_text("Ines Duarte accepted it").first.wait_for()
    stands(seller, name="-seller")

    is_written_down(handoff)


def is_written_down(handoff: Handoff) -> None:
    """What the database holds of it: the owner, two submissions, one acceptance, the tag, step 7 closed."""
    account = Account.objects.get(id=handoff.account_id)
    assert account.owner is not None
    assert account.owner.name == "Ines Duarte"
    assert Submission.objects.filter(handoff=handoff).count() == 2
    assert Acceptance.objects.get(handoff=handoff).by.name == "Ines Duarte"
    assert Tag.objects.get(about_id=account.id).name == "handed over"
    assert Opportunity.objects.get(account=account).settled_at is not None
    kinds = list(
        Entry.objects.filter(subject_kind="handoff", subject_id=handoff.id)
        .order_by("id")
        .values_list("kind", flat=True)
    )
    moves = [kind for kind in kinds if kind not in {"debrief_answered", "debrief_written"}]
    assert moves == [
        "handoff_opened",
        "handoff_submitted",
        "handoff_returned",
        "handoff_submitted",
        "handoff_accepted",
    ]


def test_of_two_who_accept_at_once_one_owns_the_account_and_the_other_reads_who(
    arrives: Callable[..., Any], stands: Callable[..., None], tom: tuple[Person, Any, dt.datetime]
) -> None:
    handoff = submitted(*tom)
    pages = {"Ines Duarte": arrives("account_manager"), "Priya Raman": arrives("other_account_manager")}
    for page in pages.values():
        page.goto(f"/handoffs/{handoff.id}")
        page.get_by_role("button", name="Accept hand-off").wait_for()
    for page in pages.values():
        page.evaluate(
            "setTimeout(() => document.querySelector('form[action$=\"/accept\"] button').click(), 50)"
        )
    for page in pages.values():
        page.wait_for_load_state("networkidle")
        page.get_by_text("accepted it").first.wait_for()

    winner = Acceptance.objects.get(handoff=handoff).by.name
    loser = next(name for name in pages if name != winner)
    assert winner in pages[loser].get_by_role("alert").inner_text()
    assert Account.objects.get(id=handoff.account_id).owner == Person.objects.get(name=winner)
    assert Handoff.objects.get(id=handoff.id).state == "accepted"
    stands(pages[winner])
    stands(pages[loser], name="-loser")


def submit_from_today(seller: Any, handoff: Handoff) -> None:
    """Answers every question that a gate asks for, then submits."""
    seller.get_by_role("link", name="Write debrief").first.click()
    seller.wait_for_url(f"**/handoffs/{handoff.id}")
    for question in QUESTIONS:
        if question.required_by:
            answer(seller, handoff.id, question.key, f"What Tom knows about it: {question.text}")
    seller.get_by_role("button", name="Submit hand-off").click()
    seller.get_by_text("Waiting for Account Management").first.wait_for()


def return_from_today(manager: Any, gate: str, reason: str) -> None:
    manager.goto("/")
    manager.get_by_role("link", name="Review hand-off").first.click()
    manager.get_by_role("link", name="Return to Tom with a reason").click()
    manager.locator(f"[name=gates][value={gate}]").check()
    manager.locator(f"[name=reason_{gate}]").fill(reason)
    manager.get_by_role("button", name="Return hand-off").click()
    manager.get_by_text("Ines Duarte returned it").wait_for()


def answer(page: Any, handoff_id: int, question: str, text: str) -> None:
    """Writes one answer in its dialog."""
    page.locator(f"#q-{question} a").click()
    page.get_by_label("Answer", exact=False).first.fill(text)
    page.get_by_role("button", name="Save answer").click()
    page.locator(f"#q-{question}").get_by_text(text).wait_for()
