"""Two who move a hand-off at once: one move is made, the other reads who was first. Clocks tell once."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.handoffs.commands import accepting, moving
from dugout.handoffs.commands.clocks import tell_clocks
from dugout.handoffs.models import Acceptance, ClockNotice, Handoff, Return, Submission
from dugout.handoffs.terms import ReturnReason
from dugout.history.models import Entry
from dugout.timeline.models import Notification
from dugout.values.refused import Taken
from tests.handoffs.scene import fill, submitted, won
from tests.races.crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WHY = (ReturnReason(gate_key="terms", text="No price."),)


@pytest.fixture
def draft(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Handoff:
    """Ready to be submitted."""
    handoff = won(person("seller"), author("seller"), at)
    fill(handoff, author("seller"), at)
    return handoff


@pytest.fixture
def sent(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Handoff:
    return submitted(person("seller"), author("seller"), at)


def lost(results: list[Any], but: int) -> set[str]:
    """All but so many lost the race; to whom."""
    taken = [one for one in results if isinstance(one, Taken)]
    assert len(taken) == len(results) - but, results
    return {one.winner for one in taken}


def moves_of(handoff: Handoff) -> list[str]:
    rows = Entry.objects.filter(subject_kind="handoff", subject_id=handoff.id).order_by("id")
    kinds = rows.exclude(kind__in=("debrief_answered", "handoff_opened")).values_list("kind", flat=True)
    return list(kinds)


def test_a_hand_off_is_submitted_once(draft: Handoff, author: Callable[[str], Any], at: dt.datetime) -> None:
    by = author("seller")

    results = at_once(5, lambda _: moving.submit_handoff(handoff_id=draft.id, seen=1, by=by, at=at))

    assert lost(results, but=1) == {"Tom Okafor"}
    assert Submission.objects.get(handoff=draft).number == 1
    assert moves_of(draft) == ["handoff_submitted"]


def test_a_hand_off_is_returned_once(sent: Handoff, author: Callable[[str], Any], at: dt.datetime) -> None:
    pool = [author("account_manager"), author("other_account_manager")]

    results = at_once(
        4,
        lambda number: moving.return_handoff(
            handoff_id=sent.id, reasons=WHY, seen=2, by=pool[number % 2], at=at
        ),
    )

    assert lost(results, but=1) == {Return.objects.get().by.name}
    assert moves_of(sent) == ["handoff_submitted", "handoff_returned"]


@pytest.mark.parametrize("number", range(3))
def test_of_one_who_accepts_and_one_who_returns_one_is_first(
    sent: Handoff, author: Callable[[str], Any], at: dt.datetime, number: int
) -> None:
    accept = partial(
        accepting.accept_handoff, handoff_id=sent.id, seen=2, by=author("account_manager"), at=at
    )
    give_back = partial(
        moving.return_handoff,
        handoff_id=sent.id,
        reasons=WHY,
        seen=2,
        by=author("other_account_manager"),
        at=at,
    )
    verbs: list[Callable[[], Any]] = [accept, give_back]

    results = at_once(2, lambda place: verbs[place]())

    accepted = Acceptance.objects.filter(handoff=sent).exists()
    assert Return.objects.exists() is not accepted
    assert lost(results, but=1) == {"Ines Duarte" if accepted else "Priya Raman"}
    owner = Account.objects.select_related("owner").get(id=sent.account_id).owner
    assert owner is not None
    assert owner.name == ("Ines Duarte" if accepted else "Tom Okafor")
    assert Handoff.objects.get(id=sent.id).state == ("accepted" if accepted else "returned")


def test_of_an_acceptance_and_a_withdrawal_one_is_first(
    sent: Handoff, author: Callable[[str], Any], at: dt.datetime
) -> None:
    verbs: list[Callable[[], Any]] = [
        partial(accepting.accept_handoff, handoff_id=sent.id, seen=2, by=author("account_manager"), at=at),
        partial(
            moving.withdraw_handoff,
            handoff_id=sent.id,
            reason="They wait.",
            seen=2,
            by=author("seller"),
            at=at,
        ),
    ]

    results = at_once(2, lambda place: verbs[place]())

    state = Handoff.objects.get(id=sent.id).state
    assert lost(results, but=1) == {"Ines Duarte" if state == "accepted" else "Tom Okafor"}
    assert Acceptance.objects.count() == (1 if state == "accepted" else 0)
    assert moves_of(sent) == ["handoff_submitted", f"handoff_{state}"]


def test_sweeps_of_the_clocks_at_once_tell_each_thing_once(sent: Handoff) -> None:
    due = dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC)

    told = at_once(5, lambda _: tell_clocks(at=due))

    assert sum(told) == 1
    assert sorted(ClockNotice.objects.values_list("kind", flat=True)) == ["due", "half"]
    entry = Entry.objects.get(kind="handoff_clock")
    names = Notification.objects.filter(entry=entry).values_list("person__name", flat=True)
    assert sorted(names) == ["Ines Duarte", "James Achterberg", "Priya Raman"]
