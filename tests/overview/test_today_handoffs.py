"""The hand-offs of Today: each comes by a command or by the clock and the worker, and goes when it is done."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.access.viewer import viewer_for
from dugout.handoffs.commands import accepting, moving
from dugout.handoffs.terms import ReturnReason
from dugout.history.terms import Author
from dugout.overview.queries.today import today_page
from dugout.overview.terms.today import TodayLine, When
from dugout.people.models import Absence
from dugout.timeline.models import Notification
from tests.handoffs.scene import fill, spoke, submitted, won
from tests.overview.scene import DAY

pytestmark = pytest.mark.django_db
Asks = Callable[[str], Any]
By = Callable[[str], Author]
HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# Submitted on Wednesday 4 March 2026 at 10:00 in Berlin, with 16 business hours from nine to five.
HALF = dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC)
TWICE = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)


def chips(found: list[TodayLine]) -> list[str]:
    return [line.chip for line in found]


class TestHandoffs:
    def test_a_win_is_a_debrief_to_write_until_it_is_submitted(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        handoff = won(person("seller"), author("seller"), at)
        (line,) = lines("seller", "handoff", at)
        assert (line.chip, line.button, line.href) == (
            "Debrief to write",
            "Write debrief",
            f"/handoffs/{handoff.id}",
        )
        assert (line.when, line.small) == (When.TODAY, "no clock yet")
        fill(handoff, author("seller"), at)
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=at)
        assert lines("seller", "handoff", at) == []

    def test_one_that_was_submitted_is_accepted_by_any_of_the_pool_then_the_client_is_introduced(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        handoff = submitted(person("seller"), author("seller"), at)
        for key in ("account_manager", "other_account_manager", "accounts_head"):
            (line,) = lines(key, "handoff", at)
            assert (line.chip, line.button, line.big, line.small) == (
                "Hand-off to accept",
                "Review hand-off",
                "16 h",
                "left",
            )
            assert line.when is When.TODAY
        assert lines("support_engineer", "handoff", at) == []
        accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
        assert lines("other_account_manager", "handoff", at) == []
        (line,) = lines("account_manager", "handoff", at)
        assert (line.chip, line.button, line.asks) == ("Client to introduce", "Log the introduction", True)
        assert line.href == f"/accounts/{handoff.account_id}/log"
        ines = author("account_manager")
        spoke(handoff, ines, at + HOUR)
        assert lines("account_manager", "handoff", at + HOUR) == []

    def test_a_returned_one_is_mended_by_who_gave_it(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        handoff = submitted(person("seller"), author("seller"), at)
        why = (ReturnReason(gate_key="terms", text="No price."),)
        moving.return_handoff(
            handoff_id=handoff.id, reasons=why, seen=None, by=author("account_manager"), at=at
        )
        (line,) = lines("seller", "handoff", at)
        assert (line.chip, line.button) == ("Hand-off returned", "Mend hand-off")
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=at)
        assert lines("seller", "handoff", at) == []
        assert chips(lines("account_manager", "handoff", at)) == ["Hand-off to accept"]

    def test_the_clock_makes_it_urgent_then_tells_the_head_of_the_pool_then_both_heads(
        self, lines: Any, work: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        handoff = submitted(person("seller"), author("seller"), at)
        work(HALF)
        (line,) = lines("account_manager", "handoff", HALF)
        assert (line.when, line.tone, line.chip_tone) == (When.NOW, "warm", "warn")
        assert lines("sales_head", "handoff", HALF) == []

        work(DUE)
        (line,) = lines("account_manager", "handoff", DUE + HOUR)
        assert (line.when, line.tone, line.big, line.small) == (When.NOW, "hot", "1 h", "over")
        # The head of account management is one of the pool, and may answer it.
        assert chips(lines("accounts_head", "handoff", DUE)) == ["Hand-off to accept"]
        assert lines("sales_head", "handoff", DUE) == []

        work(TWICE)
        assert Notification.objects.filter(person=person("sales_head"), entry__kind="handoff_clock").exists()
        (late,) = lines("sales_head", "handoff", TWICE)
        assert (late.chip, late.button, late.when) == ("Hand-off late", "See hand-off", When.NOW)
        assert late.text == "It waits for Account Management. Six freezer farms."
        accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=TWICE)
        assert lines("sales_head", "handoff", TWICE) == []

    def test_the_manager_of_a_late_seller_is_told_at_full_time(
        self, lines: Any, work: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        handoff = submitted(person("seller"), author("seller"), at)
        why = (ReturnReason(gate_key="terms", text="No price."),)
        moving.return_handoff(
            handoff_id=handoff.id, reasons=why, seen=None, by=author("account_manager"), at=at
        )
        work(HALF)
        assert lines("sales_head", "handoff", HALF) == []
        work(DUE)
        assert chips(lines("sales_head", "handoff", DUE)) == ["Hand-off late"]
        assert lines("executive", "handoff", DUE) == []
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=DUE)
        assert lines("sales_head", "handoff", DUE) == []

    def test_a_stand_in_plays_for_who_is_absent(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        won(person("seller"), author("seller"), at)
        Absence.objects.create(
            person=person("seller"),
            stand_in=person("engineer"),
            during=DateRange(DAY, DAY + A_DAY),
            recorded_at=at,
        )
        assert chips(lines("engineer", "handoff", at)) == ["Debrief to write"]
        assert lines("engineer", "handoff", at + A_DAY) == []

    def test_who_gave_it_sees_how_long_the_others_have(
        self, person: Asks, author: By, at: dt.datetime
    ) -> None:
        handoff = submitted(person("seller"), author("seller"), at)
        (waiting,) = today_page(viewer_for(person("seller"), at=at), at=at).waiting
        assert (waiting.account, waiting.mover, waiting.left, waiting.late) == (
            "Aurelia Biobank", "Account Management", "16 h left", False,
        )  # fmt: skip
        accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
        assert today_page(viewer_for(person("seller"), at=at), at=at).waiting == ()
