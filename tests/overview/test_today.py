"""Each kind of line of Today: how it comes, by a command or by the clock and the worker, and that it goes when done."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.access.viewer import viewer_for
from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.client_document.commands.promises import add_promise, break_promise, keep_promise
from dugout.client_document.terms import PromiseValues
from dugout.history.terms import Author
from dugout.overview.queries.today import today_of, today_page
from dugout.overview.terms.today import TodayLine, When
from dugout.people.models import Absence
from dugout.people.queries.standing import heads_of_sides
from dugout.revenue.commands.confirming import confirm_contract, confirm_order
from dugout.revenue.models import Paper
from dugout.revenue.terms import ConfirmedTerms
from dugout.selling.commands.closing import lose_opportunity
from dugout.selling.commands.opportunities import add_opportunity, change_opportunity
from dugout.selling.terms import OpportunityValues
from dugout.timeline.commands.signals import claim_signal, raise_signal, release_claim, resolve_signal
from dugout.timeline.models import Notification
from dugout.timeline.terms import RaisedSignal, Severity
from tests.handoffs.scene import Scene, open_sale, submitted, win
from tests.overview.scene import DAY, client

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


class TestSignals:
    def test_one_on_my_account_is_claimed_at_once_then_mine_to_resolve_then_gone(
        self, lines: Any, work: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        scene = open_sale(person("account_manager"), at)
        signal = raise_signal(
            signal=trouble(scene.account.id, Severity.SERIOUS), by=author("support_engineer"), at=at
        )
        work(at)
        assert Notification.objects.filter(
            person=person("account_manager"), entry__kind="signal_raised"
        ).exists()
        (line,) = lines("account_manager", "signal", at + HOUR / 2)
        assert line.big == "30 min"
        (line,) = lines("account_manager", "signal", at + 3 * HOUR)
        assert (line.button, line.href, line.does) == ("Claim", f"/signals/{signal.id}/claim", True)
        assert (line.when, line.tone, line.big, line.small) == (When.NOW, "hot", "3 h", "without an answer")
        assert line.why == "Raised by Aoife Kelleher, serious. You own the account. Nobody has claimed it."
        claim_signal(signal_id=signal.id, by=author("account_manager"), at=at)
        (line,) = lines("account_manager", "signal", at)
        assert (line.button, line.href, line.does, line.when) == (
            "Resolve",
            f"/signals/{signal.id}",
            False,
            When.TODAY,
        )
        resolve_signal(
            signal_id=signal.id, outcome="mended", text="Paired.", by=author("account_manager"), at=at
        )
        assert lines("account_manager", "signal", at) == []

    def test_what_somebody_else_claims_is_theirs_and_comes_back_when_released(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        account_id = add_account(
            values=AccountValues(name="Halden"),
            owner_id=person("account_manager").id,
            by=author("admin"),
            at=at,
        ).id
        signal = raise_signal(signal=trouble(account_id, Severity.WATCH), by=author("seller"), at=at)
        assert [line.when for line in lines("account_manager", "signal", at)] == [When.TODAY]
        claim_signal(signal_id=signal.id, by=author("engineer"), at=at)
        assert lines("account_manager", "signal", at) == []
        assert [line.button for line in lines("engineer", "signal", at)] == ["Resolve"]
        release_claim(signal_id=signal.id, by=author("engineer"), at=at)
        assert lines("engineer", "signal", at) == []
        assert [line.button for line in lines("account_manager", "signal", at)] == ["Claim"]

    def test_one_on_an_account_of_nobody_is_for_both_heads(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        account_id = add_account(
            values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at
        ).id
        signal = raise_signal(signal=trouble(account_id, Severity.CRITICAL), by=author("engineer"), at=at)
        raise_signal(signal=trouble(account_id, Severity.WATCH), by=author("engineer"), at=at)
        for key in ("sales_head", "accounts_head"):
            (line,) = lines(key, "signal", at)
            assert "Nobody owns the account, and you head a side." in line.why
        assert lines("executive", "signal", at) == lines("other_seller", "signal", at) == []
        away(person("sales_head"), at)
        assert len(lines("other_seller", "signal", at)) == 1
        claim_signal(signal_id=signal.id, by=author("accounts_head"), at=at)
        assert lines("sales_head", "signal", at) == lines("other_seller", "signal", at) == []

    @pytest.mark.parametrize("deputy_there", [True, False])
    def test_of_an_absent_head_the_deputy_alone_sees_it_and_the_stand_in_once_the_deputy_is_absent_too(
        self, deputy_there: bool, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        account_id = add_account(
            values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at
        ).id
        raise_signal(signal=trouble(account_id, Severity.SERIOUS), by=author("support_engineer"), at=at)
        away(person("sales_head"), at, stand_in=person("engineer"))
        if not deputy_there:
            away(person("other_seller"), at)
        acting = "other_seller" if deputy_there else "engineer"
        seen_by = [key for key in ("sales_head", "other_seller", "engineer") if lines(key, "signal", at)]
        assert seen_by == [acting]
        assert heads_of_sides(day=DAY)["sales"] == person(acting).id


class TestNextSteps:
    def test_a_sale_without_a_next_step_stands_until_it_has_one_and_again_on_its_day(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        account = add_account(values=AccountValues(name="Halden"), owner_id=None, by=author("seller"), at=at)
        values = OpportunityValues(name="Cold rooms")
        sale = add_opportunity(account_id=account.id, values=values, by=author("seller"), at=at)
        (line,) = lines("seller", "next_step", at)
        assert (line.chip, line.text, line.button) == (
            "Nothing next",
            "Cold rooms has no next step.",
            "Set next step",
        )
        assert (line.href, line.asks) == (f"/opportunities/{sale.id}/next-step", True)
        assert lines("other_seller", "next_step", at) == []
        step = OpportunityValues(name="Cold rooms", next_step="Call Ana", next_step_on=DAY + 2 * A_DAY)
        change_opportunity(opportunity_id=sale.id, values=step, seen=sale.version, by=author("seller"), at=at)
        assert lines("seller", "next_step", at + A_DAY) == []
        (due,) = lines("seller", "next_step", at + 2 * A_DAY)
        assert (due.chip, due.big, due.small, due.tone) == ("Next step due", "Today", "due", "")
        (late,) = lines("seller", "next_step", at + 5 * A_DAY)
        assert (late.big, late.small, late.tone) == ("3 days", "late", "warm")
        lose_opportunity(
            opportunity_id=sale.id, reason="Price", day=DAY, by=author("seller"), at=at + 5 * A_DAY
        )
        assert lines("seller", "next_step", at + 5 * A_DAY) == []


class TestPromises:
    @pytest.mark.parametrize("settle", [keep_promise, break_promise])
    def test_my_word_stands_from_a_week_before_its_day_until_it_is_kept_or_broken(
        self, settle: Any, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        account = add_account(
            values=AccountValues(name="Halden"),
            owner_id=person("account_manager").id,
            by=author("admin"),
            at=at,
        )
        values = PromiseValues(
            text="Spare probe", by_id=person("engineer").id, made_on=DAY, due_on=DAY + 10 * A_DAY
        )
        promise = add_promise(account_id=account.id, values=values, by=author("account_manager"), at=at)
        assert lines("engineer", "promise", at + 3 * A_DAY) == []
        (line,) = lines("engineer", "promise", at + 4 * A_DAY)
        assert (line.chip, line.when, line.big, line.small) == ("Promise due", When.WEEK, "6 days", "left")
        assert (line.why, line.href) == ("Promised by Daniel Brandt.", f"/promises/{promise.id}")
        (line,) = lines("engineer", "promise", at + 10 * A_DAY)
        assert (line.when, line.big, line.small) == (When.TODAY, "Today", "due")
        (line,) = lines("engineer", "promise", at + 11 * A_DAY)
        assert (line.chip, line.tone, line.small) == ("Promise late", "hot", "late")
        settle(promise_id=promise.id, by=author("engineer"), at=at + 11 * A_DAY)
        assert lines("engineer", "promise", at + 11 * A_DAY) == []


class TestPapers:
    def test_drafts_of_a_win_wait_for_the_owner_and_for_finance_until_they_are_confirmed(
        self, lines: Any, person: Asks, author: By, at: dt.datetime
    ) -> None:
        scene: Scene = open_sale(person("seller"), at)
        assert lines("finance_clerk", "paper", at) == []
        win(scene, author("seller"), at)
        away(person("finance_clerk"), at, stand_in=person("engineer"))
        for key in ("seller", "finance_clerk", "engineer"):
            assert sorted(chips(lines(key, "paper", at))) == ["Contract to confirm", "Order to confirm"]
        assert lines("support_engineer", "paper", at) == []
        contract = Paper.objects.get(account=scene.account, kind="contract")
        line = next(one for one in lines("seller", "paper", at) if one.chip.startswith("Contract"))
        assert (line.button, line.href) == ("Confirm contract", f"/papers/{contract.id}/confirm")
        terms = ConfirmedTerms(signed_on=DAY, starts_on=DAY)
        confirm_contract(paper_id=contract.id, terms=terms, seen=None, by=author("finance_clerk"), at=at)
        assert chips(lines("seller", "paper", at)) == ["Order to confirm"]
        order = Paper.objects.get(account=scene.account, kind="order")
        confirm_order(
            paper_id=order.id, terms=ConfirmedTerms(signed_on=DAY), seen=None, by=author("seller"), at=at
        )
        assert lines("finance_clerk", "paper", at) == []


def away(person: Any, at: dt.datetime, *, stand_in: Any = None) -> None:
    during = DateRange(DAY, DAY + A_DAY)
    Absence.objects.create(person=person, stand_in=stand_in, during=during, recorded_at=at)


def trouble(account_id: int, severity: Severity) -> RaisedSignal:
    return RaisedSignal(
        account_id=account_id, kind="severe_ticket", severity=severity, text="Farm 2 is warm."
    )


def test_the_book_sums_what_one_owns(person: Asks, author: By, at: dt.datetime) -> None:
    client(person, author, at, of_each=2)
    book = today_page(viewer_for(person("account_manager"), at=at), at=at).lists.book
    assert (book.currency, book.accounts, book.clients, book.arr) == ("EUR", 1, 1, 676_800)
    assert (book.open_opportunities, book.open_signals, book.renewals_soon) == (2, 2, 0)
    nobody = today_page(viewer_for(person("outsider"), at=at), at=at).lists.book
    assert (nobody.accounts, nobody.arr, nobody.open_signals) == (0, 0, 0)


def test_it_says_what_others_wrote_on_my_accounts_since_yesterday(
    person: Asks, author: By, at: dt.datetime
) -> None:
    client(person, author, at)
    viewer = viewer_for(person("account_manager"), at=at)
    since = {one.department: one.count for one in today_page(viewer, at=at).lists.since}
    assert "Account Management" not in since
    assert since["Finance"] >= 1
    assert since["Support"] == 2
    later = at + 2 * A_DAY
    assert today_page(viewer_for(person("account_manager"), at=later), at=later).lists.since == ()


@pytest.mark.parametrize("of_each", [1, 3])
def test_it_takes_the_same_queries_however_much_there_is(
    of_each: int, person: Asks, author: By, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    client(person, author, at, of_each=of_each)
    for number in range(of_each):
        submitted(person("seller"), author("seller"), at, name=f"Sent {number}")
    for key, queries in (("account_manager", 10), ("sales_head", 9)):
        viewer = viewer_for(person(key), at=TWICE)
        with django_assert_num_queries(queries):
            assert len(today_page(viewer, at=TWICE).lines) >= of_each
    nobody = viewer_for(person("support_engineer"), at=at)
    with django_assert_num_queries(3):
        assert today_of(nobody, at=at) == ()
