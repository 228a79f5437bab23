"""Whose move a hand-off is while the selling side has it: who may submit it, whatever happened to the owner."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.access.viewer import viewer_for
from dugout.accounts.commands.accounts import change_owner
from dugout.accounts.models import AccountFigures
from dugout.handoffs.commands import accepting, moving, opening
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.addressees import account_manager_of
from dugout.handoffs.queries.lists import handoff_lists
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.rules import who_hands_over
from dugout.handoffs.terms import Receiver, ReturnReason
from dugout.history.models import Entry
from dugout.overview.queries.counts import waiting_counts
from dugout.timeline.models import Notification
from dugout.values.refused import Refused
from tests.handoffs.scene import fill, open_sale, submitted, won
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
Asks = Callable[[str], Any]
ALL = ("seller", "other_seller", "account_manager", "other_account_manager", "engineer")


def who_writes(handoff: Handoff, person: Asks, at: dt.datetime) -> list[str]:
    """Who is asked for the debrief: by the list, the count of Today, the page and the access table alike."""
    asked = []
    for key in ALL:
        viewer = viewer_for(person(key), at=at)
        lists = handoff_lists(acts_for=viewer.acts_for, department_id=viewer.post.department_id, at=at)
        listed = handoff.id in [one.handoff.id for one in lists.to_mend]
        page = handoff_page(handoff.id, at=at)
        assert page.move is not None
        assert listed == (waiting_counts(viewer).handoffs == 1) == (page.move.person_id == viewer.person.id)
        assert listed == may(viewer, Action.SUBMIT_HANDOFF, page.handoff).allowed
        assert not listed or page.mover_name == viewer.person.name
        if listed:
            asked.append(key)
    return asked


@pytest.mark.parametrize("returned", [False, True])
def test_a_new_owner_has_the_move_of_the_one_that_is_open(
    returned: bool, person: Asks, author: Asks, at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    if returned:
        handoff = _returned(handoff, author, at)
    assert who_writes(handoff, person, at) == ["seller"]

    change_owner(
        account_id=handoff.account_id, person_id=person("other_seller").id, reason="Tom is in Oslo now.",
        by=author("sales_head"), at=at,
    )  # fmt: skip

    assert who_writes(handoff, person, at) == ["other_seller"]


def test_who_has_the_move_is_told_of_a_return(person: Asks, author: Asks, at: dt.datetime) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    change_owner(
        account_id=handoff.account_id, person_id=person("other_seller").id, reason="Tom is in Oslo now.",
        by=author("sales_head"), at=at,
    )  # fmt: skip
    reasons = (ReturnReason(gate_key="terms", text="No price."),)
    moving.return_handoff(
        handoff_id=handoff.id, reasons=reasons, seen=None, by=author("account_manager"), at=at
    )
    told = Notification.objects.filter(entry__kind="handoff_returned").values_list("person__name", flat=True)
    assert list(told) == ["Hanna Weiss"]


def test_on_a_managed_account_who_sold_hands_over_to_its_manager_and_the_manager_to_anybody_else(
    person: Asks, author: Asks, at: dt.datetime
) -> None:
    first = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=first.id, seen=None, by=author("account_manager"), at=at)
    again = opening.open_handoff(account_id=first.account_id, by=author("other_seller"), at=at)
    assert who_writes(again, person, at) == ["other_seller"]

    to = Receiver(person_id=person("other_account_manager").id, because="Her region.")
    opening.choose_receiver(handoff_id=again.id, to=to, seen=None, by=author("other_seller"), at=at)
    assert who_writes(again, person, at) == ["account_manager"]

    fill(again, author("account_manager"), at)
    moving.submit_handoff(handoff_id=again.id, seen=None, by=author("account_manager"), at=at)
    accepting.accept_handoff(handoff_id=again.id, seen=None, by=author("other_account_manager"), at=at)
    again.refresh_from_db()
    assert again.from_person == again.hands_over == person("account_manager")


def test_nobody_hands_over_to_themselves(person: Asks, author: Asks, at: dt.datetime) -> None:
    first = submitted(person("seller"), author("seller"), at)
    to = Receiver(person_id=person("seller").id, because="I keep it.")
    before = digest_of_database()
    with pytest.raises(Refused, match="Who hands over cannot be the receiver"):
        opening.choose_receiver(handoff_id=first.id, to=to, seen=None, by=author("seller"), at=at)
    assert digest_of_database() == before

    accepting.accept_handoff(handoff_id=first.id, seen=None, by=author("account_manager"), at=at)
    on = opening.open_handoff(account_id=first.account_id, by=author("account_manager"), at=at)
    assert (on.receiver, on.pool and on.pool.name) == (None, "Account Management")
    assert who_writes(on, person, at) == ["account_manager"]


IDS = st.integers(1, 4)


@given(owner=st.none() | IDS, receiver=st.none() | IDS, opener=IDS)
def test_the_owner_hands_over_and_who_opened_it_to_the_owner(
    owner: int | None, receiver: int | None, opener: int
) -> None:
    found = who_hands_over(owner=owner, receiver=receiver, opener=opener)
    assert found in (owner, opener)
    assert (found == owner) or owner in (None, receiver)
    assert found != receiver or opener == receiver


def _returned(handoff: Handoff, author: Asks, at: dt.datetime) -> Handoff:
    fill(handoff, author("seller"), at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=at)
    reasons = (ReturnReason(gate_key="terms", text="No price."),)
    moving.return_handoff(
        handoff_id=handoff.id, reasons=reasons, seen=None, by=author("account_manager"), at=at
    )
    return handoff


@pytest.mark.parametrize(
    ("key", "managed"), [("other_account_manager", True), ("other_seller", False), ("engineer", False)]
)
def test_an_account_stays_handed_over_while_its_owner_is_in_account_management(
    key: str, managed: bool, person: Asks, author: Asks, at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
    later = at + dt.timedelta(days=1)

    change_owner(
        account_id=handoff.account_id, person_id=person(key).id, reason="Ines leaves.", by=author("admin"),
        at=later,
    )  # fmt: skip

    figures = AccountFigures.objects.get(account=handoff.account_id)
    assert account_manager_of(handoff.account_id) == (person(key).id if managed else None)
    assert figures.managed_since == (later if managed else None)
    after = Entry.objects.get(kind="owner_changed").after
    assert after == {"owner": person(key).name} | ({} if managed else {"account_manager": None})


def test_an_account_that_was_not_handed_over_is_not_by_a_new_owner_alone(
    person: Asks, author: Asks, at: dt.datetime
) -> None:
    account = open_sale(person("seller"), at).account
    change_owner(
        account_id=account.id, person_id=person("account_manager").id, reason="Hers.", by=author("seller"),
        at=at + dt.timedelta(days=1),
    )  # fmt: skip
    assert account_manager_of(account.id) is None
    assert AccountFigures.objects.get(account=account).managed_since is None
