"""Nobody is blindsided: trouble of a client stands on the Today of who sells there, and goes when it is over."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dugout.access.viewer import viewer_for
from dugout.accounts.models import Account
from dugout.history.models import Entry
from dugout.overview.queries.today import today_of
from dugout.overview.terms.today import TodayLine, When
from dugout.selling.commands.closing import lose_opportunity
from dugout.selling.commands.telling import tell_sellers
from dugout.timeline.commands.signals import claim_signal, raise_signal, resolve_signal
from dugout.timeline.terms import RaisedSignal, Severity
from tests.handoffs.scene import WON_ON, Scene, open_sale, win

pytestmark = pytest.mark.django_db
By = Callable[[str], Any]


@pytest.fixture
def scene(person: By, at: dt.datetime) -> Scene:
    """A sale of Tom's to a client whose account Ines owns."""
    made = open_sale(person("seller"), at)
    Account.objects.filter(id=made.account.id).update(owner=person("account_manager"))
    made.opportunity.next_step, made.opportunity.next_step_on = "Call", at.date() + dt.timedelta(days=30)
    made.opportunity.save()
    return made


def trouble(scene: Scene, by: Any, at: dt.datetime, severity: Severity = Severity.SERIOUS) -> int:
    raised = RaisedSignal(
        account_id=scene.account.id, kind="severe_ticket", severity=severity, text="Farm 2 is warm."
    )
    return raise_signal(signal=raised, by=by, at=at).id


def lines(person: Any, at: dt.datetime) -> list[TodayLine]:
    return [line for line in today_of(viewer_for(person, at=at), at=at) if line.kind == "signal"]


def test_it_stands_first_says_why_and_can_be_read(
    scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    signal_id = trouble(scene, author("support_engineer"), at)
    (line,) = lines(person("seller"), at)
    assert (line.when, line.text, line.button) == (When.NOW, "Farm 2 is warm.", "Read signal")
    assert line.href == f"/signals/{signal_id}"
    assert line.why == "You sell or lately sold here: know this before you call. Nobody has claimed it."
    assert lines(person("other_seller"), at) == []


def test_claimed_it_is_for_today_with_who_has_it_and_resolved_it_goes(
    scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    signal_id = trouble(scene, author("support_engineer"), at)
    claim_signal(signal_id=signal_id, by=author("engineer"), at=at)
    (line,) = lines(person("seller"), at)
    assert (line.when, line.why.endswith("Daniel Brandt has it.")) == (When.TODAY, True)
    resolve_signal(signal_id=signal_id, outcome="mended", text="Cold again.", by=author("engineer"), at=at)
    assert lines(person("seller"), at) == []


def test_what_is_mild_or_ones_own_already_is_not_told_again(
    scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    trouble(scene, author("support_engineer"), at, Severity.WATCH)
    assert lines(person("seller"), at) == []
    signal_id = trouble(scene, author("support_engineer"), at)
    claim_signal(signal_id=signal_id, by=author("seller"), at=at)
    assert [line.button for line in lines(person("seller"), at)] == ["Resolve"]
    assert len(lines(person("account_manager"), at)) == 1


def test_a_seller_hears_of_it_for_a_year_after_the_win_and_not_after_a_loss(
    scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    trouble(scene, author("support_engineer"), at)
    win(scene, author("seller"), at)
    assert len(lines(person("seller"), at)) == 1
    last = at + dt.timedelta(days=365) - (at.date() - WON_ON)
    assert len(lines(person("seller"), last)) == 1
    assert lines(person("seller"), last + dt.timedelta(days=1)) == []


@pytest.mark.parametrize(("days", "hears"), [(365, 1), (366, 0)])
def test_the_notice_and_today_agree_on_the_last_day_of_that_year(
    days: int, hears: int, scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    win(scene, author("seller"), at)
    then = at + dt.timedelta(days=days) - (at.date() - WON_ON)
    trouble(scene, author("support_engineer"), then)
    raised = Entry.objects.filter(kind="signal_raised").latest("id")
    assert tell_sellers(entry_id=raised.id) == len(lines(person("seller"), then)) == hears


def test_after_a_loss_it_is_nothing_to_the_seller(
    scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    trouble(scene, author("support_engineer"), at)
    lose_opportunity(
        opportunity_id=scene.opportunity.id, reason="Price", day=at.date(), by=author("seller"), at=at
    )
    assert lines(person("seller"), at) == []


def test_it_takes_as_many_queries_for_three_as_for_one(
    scene: Scene, person: By, author: By, at: dt.datetime
) -> None:
    counts = []
    viewer = viewer_for(person("seller"), at=at)
    for number in range(3):
        trouble(scene, author("support_engineer"), at + dt.timedelta(minutes=number))
        with CaptureQueriesContext(connection) as queries:
            assert len(today_of(viewer, at=at)) == number + 1
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 17
