"""Reading hand-offs costs the same however many there are."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.handoffs.commands import accepting, moving
from dugout.handoffs.queries import lists
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import ReturnReason
from dugout.values.refused import Missing
from tests.handoffs.scene import submitted, won

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(hours=1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_ten_queries_however_many_there_are(
    count: int, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(count):
        seller, by = person("seller"), author("seller")
        submitted(seller, by, at, name=f"Sent {number}")
        won(seller, by, at, name=f"Draft {number}")
        taken = submitted(seller, by, at, name=f"Taken {number}")
        accepting.accept_handoff(handoff_id=taken.id, seen=None, by=author("account_manager"), at=at)
        gone = submitted(seller, by, at, name=f"Gone {number}")
        moving.withdraw_handoff(handoff_id=gone.id, reason="No.", seen=None, by=by, at=at)
    ines = author("account_manager")
    with django_assert_num_queries(10):
        found = lists.handoff_lists(acts_for={ines.person_id}, department_id=ines.department_id, at=at)
    sizes = [len(one) for one in (found.to_answer, found.to_introduce, found.running, found.ended)]
    assert sizes == [count] * 4


def test_a_page_takes_at_most_fifteen_queries_and_twelve_for_a_debrief_that_is_being_written(
    person: Callable[[str], Any],
    author: Callable[[str], Any],
    at: dt.datetime,
    django_assert_max_num_queries: Any,
) -> None:
    seller, by = person("seller"), author("seller")
    draft = won(seller, by, at)
    sent = submitted(seller, by, at, name="Sent")
    back = submitted(seller, by, at, name="Back")
    why = (ReturnReason(gate_key="terms", text="No price."),)
    moving.return_handoff(handoff_id=back.id, reasons=why, seen=None, by=author("account_manager"), at=at)
    taken = submitted(seller, by, at, name="Taken")
    accepting.accept_handoff(handoff_id=taken.id, seen=None, by=author("account_manager"), at=at)
    for handoff in (draft, sent, back, taken):
        with django_assert_max_num_queries(27 if handoff in (draft, back) else 15):
            handoff_page(handoff.id, at=at)
    with pytest.raises(Missing):
        handoff_page(999_999, at=at)


def test_what_waits_for_somebody_is_shown_however_many_wait_longer(
    person: Callable[[str], Any],
    author: Callable[[str], Any],
    at: dt.datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists, "MOST_OPEN", 2)
    seller, by = person("seller"), author("seller")
    for number in range(3):
        won(seller, by, at, name=f"Tom's {number}")
    for number in range(3):
        submitted(person("other_seller"), author("other_seller"), at + LATER, name=f"Hanna's {number}")
    ines = author("account_manager")

    found = lists.handoff_lists(
        acts_for={ines.person_id or 0}, department_id=ines.department_id, at=at + LATER
    )

    assert [one.handoff.account.name for one in found.to_answer] == ["Hanna's 0", "Hanna's 1", "Hanna's 2"]
    assert [one.handoff.account.name for one in found.running] == ["Tom's 0", "Tom's 1"]
    nobody = lists.handoff_lists(acts_for=(), department_id=None, at=at + LATER)
    assert len(nobody.running) == 2
