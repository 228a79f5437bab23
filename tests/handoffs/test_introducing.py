"""The introduction: its clock stops when the account manager, or who stands in for them, spoke with the client."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.handoffs.commands import accepting, moving, opening
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.lists import handoff_lists
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import ClockKind, Receiver
from dugout.people.models import Absence
from tests.handoffs.scene import fill, spoke, submitted

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)
HOUR = dt.timedelta(hours=1)
Asks = Callable[[str], Any]


@pytest.fixture
def accepted(person: Asks, author: Asks, at: dt.datetime) -> Handoff:
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
    return handoff


def away(person: Any, stand_in: Any, at: dt.datetime, *, days: int = 5) -> None:
    during = DateRange(DAY, DAY + dt.timedelta(days=days))
    Absence.objects.create(person=person, stand_in=stand_in, recorded_at=at, during=during)


def runs(handoff: Handoff, at: dt.datetime) -> bool:
    """Whether the clock runs, as the page and the lists say."""
    page = handoff_page(handoff.id, at=at)
    lists = handoff_lists(acts_for=(), department_id=None, at=at)
    in_lists = [one.handoff.id for one in lists.running]
    assert (page.clock is not None) == (handoff.id in in_lists)
    return page.clock is not None


def test_it_has_forty_business_hours(accepted: Handoff, at: dt.datetime) -> None:
    clock = handoff_page(accepted.id, at=at + 3 * HOUR).clock
    assert clock is not None
    assert (clock.kind, clock.hours, clock.left) == (ClockKind.INTRODUCE, 40, "37 h left")


def test_a_conversation_of_the_manager_with_a_contact_stops_it(
    accepted: Handoff, author: Asks, at: dt.datetime
) -> None:
    assert runs(accepted, at)
    spoke(accepted, author("account_manager"), at + HOUR)
    assert not runs(accepted, at + HOUR)


def test_neither_a_call_with_nobody_of_theirs_nor_one_of_a_colleague_stops_it(
    accepted: Handoff, author: Asks, person: Asks, at: dt.datetime
) -> None:
    spoke(accepted, author("account_manager"), at + HOUR, with_client=False)
    spoke(accepted, author("support_engineer"), at + HOUR)
    spoke(accepted, author("account_manager"), at + HOUR, people=(person("engineer").id,))
    assert runs(accepted, at + HOUR)


def test_a_meeting_that_a_colleague_logged_for_the_manager_stops_it(
    accepted: Handoff, author: Asks, person: Asks, at: dt.datetime
) -> None:
    spoke(accepted, author("engineer"), at + HOUR, people=(person("account_manager").id,))
    assert not runs(accepted, at + HOUR)


def test_who_stands_in_stops_it_and_only_while_they_do(
    accepted: Handoff, author: Asks, person: Asks, at: dt.datetime
) -> None:
    away(person("account_manager"), person("other_account_manager"), at, days=2)
    spoke(accepted, author("other_account_manager"), at + dt.timedelta(days=2))
    assert runs(accepted, at + dt.timedelta(days=2))
    spoke(accepted, author("other_account_manager"), at + HOUR)
    assert not runs(accepted, at + HOUR)


@pytest.mark.parametrize("key", ["engineer", "accounts_head"])
def test_so_does_the_stand_in_of_an_absent_stand_in_at_last_the_manager(
    key: str, accepted: Handoff, author: Asks, person: Asks, at: dt.datetime
) -> None:
    away(person("account_manager"), person("other_account_manager"), at)
    away(person("other_account_manager"), person("engineer") if key == "engineer" else None, at)
    spoke(accepted, author("support_engineer"), at + HOUR)
    assert runs(accepted, at + HOUR)
    spoke(accepted, author(key), at + HOUR)
    assert not runs(accepted, at + HOUR)


def test_two_who_stand_in_for_each_other_do_no_harm(
    accepted: Handoff, author: Asks, person: Asks, at: dt.datetime
) -> None:
    away(person("account_manager"), person("other_account_manager"), at)
    away(person("other_account_manager"), person("account_manager"), at)
    spoke(accepted, author("engineer"), at + HOUR)
    assert runs(accepted, at + HOUR)


def test_only_the_newest_acceptance_has_that_move(
    accepted: Handoff, author: Asks, person: Asks, at: dt.datetime
) -> None:
    ines, later = author("account_manager"), at + HOUR
    again = opening.open_handoff(account_id=accepted.account_id, by=author("other_seller"), at=later)
    to = Receiver(person_id=person("other_account_manager").id, because="Her region.")
    opening.choose_receiver(handoff_id=again.id, to=to, seen=None, by=ines, at=later)
    fill(again, ines, later)
    moving.submit_handoff(handoff_id=again.id, seen=None, by=ines, at=later)
    priya = author("other_account_manager")
    accepting.accept_handoff(handoff_id=again.id, seen=None, by=priya, at=later)

    lists = handoff_lists(acts_for=(priya.person_id or 0,), department_id=None, at=later)
    assert [one.handoff.id for one in lists.to_introduce] == [again.id]
    assert not runs(accepted, later)
