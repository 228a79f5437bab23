"""The clocks: told once each, to whose move it is, then to the manager, then to both heads."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.handoffs.commands import moving
from dugout.handoffs.commands.clocks import tell_clocks
from dugout.handoffs.models import ClockNotice
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import ReturnReason
from dugout.history.models import Entry
from dugout.our_company.commands.setting import change_setting
from dugout.people.models import Absence
from dugout.timeline.models import Notification
from dugout.values.refused import Refused
from tests.handoffs.scene import submitted, won

pytestmark = pytest.mark.django_db
# Submitted on Wednesday 4 March 2026 at 10:00 in Berlin; hours are nine to five.
HALF = dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC)
TWICE = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)
MOMENT = dt.timedelta(minutes=1)


def reasons_of(person: Any) -> list[str]:
    return [
        one.because
        for one in Notification.objects.filter(person=person, entry__kind="handoff_clock").order_by("id")
    ]


def test_a_pool_is_reminded_at_half_time_its_head_told_at_full_and_both_heads_at_twice(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    submitted(person("seller"), author("seller"), at)
    what = "Accept or return the hand-off of Aurelia Biobank: "

    assert tell_clocks(at=HALF - MOMENT) == 0
    assert tell_clocks(at=HALF) == 1
    assert tell_clocks(at=DUE - MOMENT) == 0
    assert tell_clocks(at=DUE) == 1
    assert tell_clocks(at=TWICE) == 1
    assert tell_clocks(at=TWICE + dt.timedelta(days=30)) == 0

    over = [what + "half the time is gone.", what + "the time is over."]
    assert reasons_of(person("account_manager")) == over
    assert reasons_of(person("accounts_head")) == [*over, what + "twice the time is gone."]
    assert reasons_of(person("sales_head")) == [what + "twice the time is gone."]


def test_each_notice_is_told_once_however_often_the_sweep_runs(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    submitted(person("seller"), author("seller"), at)

    for _ in range(3):
        tell_clocks(at=HALF)

    assert Entry.objects.filter(kind="handoff_clock").count() == 1
    assert ClockNotice.objects.count() == 1


def test_a_sweep_that_comes_late_tells_no_reminder_of_half_time(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    submitted(person("seller"), author("seller"), at)

    assert tell_clocks(at=DUE) == 1

    assert reasons_of(person("account_manager")) == [
        "Accept or return the hand-off of Aurelia Biobank: the time is over."
    ]
    assert ClockNotice.objects.count() == 2


def test_a_returned_one_reminds_the_seller_then_tells_their_manager(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    why = (ReturnReason(gate_key="terms", text="No price."),)
    moving.return_handoff(handoff_id=handoff.id, reasons=why, seen=None, by=author("account_manager"), at=at)

    tell_clocks(at=HALF)
    tell_clocks(at=DUE)

    what = "Mend and submit the returned hand-off of Aurelia Biobank: "
    assert reasons_of(person("seller")) == [what + "half the time is gone.", what + "the time is over."]
    assert reasons_of(person("sales_head")) == [what + "the time is over."]
    assert reasons_of(person("account_manager")) == []


def test_the_absent_are_stood_for_and_the_clock_goes_on(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    why = (ReturnReason(gate_key="terms", text="No price."),)
    moving.return_handoff(handoff_id=handoff.id, reasons=why, seen=None, by=author("account_manager"), at=at)
    Absence.objects.create(
        person=person("seller"), stand_in=person("other_seller"), recorded_at=at,
        during=DateRange(dt.date(2026, 3, 5), dt.date(2026, 3, 9)),
    )  # fmt: skip

    page = handoff_page(handoff.id, at=HALF)
    tell_clocks(at=HALF)

    assert page.clock is not None
    assert (page.mover_name, page.stand_in_name, page.clock.left) == ("Tom Okafor", "Hanna Weiss", "8 h left")
    assert len(reasons_of(person("other_seller"))) == 1
    assert reasons_of(person("seller")) == []


def test_no_clock_runs_on_a_draft_nor_when_it_was_withdrawn(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    won(person("seller"), author("seller"), at)
    gone = submitted(person("seller"), author("seller"), at, name="Gone")
    moving.withdraw_handoff(handoff_id=gone.id, reason="No.", seen=None, by=author("seller"), at=at)

    assert tell_clocks(at=TWICE + dt.timedelta(days=9)) == 0


def test_changed_hours_count_for_clocks_that_start_after_the_change(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    before = submitted(person("seller"), author("seller"), at)
    later = at + MOMENT
    change_setting(key="handoff_answer_hours", value=8, seen=16, by=author("admin"), at=later)
    after = submitted(person("seller"), author("seller"), later, name="After")

    clocks = [handoff_page(one.id, at=later).clock for one in (before, after)]

    assert [clock.hours for clock in clocks if clock] == [16, 8]


def test_a_setting_is_refused_outside_its_bounds_and_when_somebody_changed_it_meanwhile(
    author: Callable[[str], Any], at: dt.datetime
) -> None:
    for key, value, seen in (("handoff_answer_hours", 0, 16), ("luck", 1, 1), ("handoff_mend_hours", 8, 12)):
        with pytest.raises(Refused):
            change_setting(key=key, value=value, seen=seen, by=author("admin"), at=at)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sweep_takes_as_many_queries_however_many_run(
    count: int,
    person: Callable[[str], Any],
    author: Callable[[str], Any],
    at: dt.datetime,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        submitted(person("seller"), author("seller"), at, name=f"Client {number}")

    with django_assert_num_queries(9):
        tell_clocks(at=at + MOMENT)


def test_of_a_pool_who_hands_over_is_not_reminded_to_answer(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("account_manager")
    submitted(person("account_manager"), by, at)

    assert tell_clocks(at=HALF) == 1

    assert reasons_of(person("account_manager")) == []
    assert len(reasons_of(person("other_account_manager"))) == 1
