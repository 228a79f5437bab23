"""The lines of somebody's Today, and what the worker does."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.access.viewer import viewer_for
from dugout.handoffs.jobs import tell_handoff_clocks
from dugout.history.jobs import drain_outbox
from dugout.overview.queries.today import today_of
from dugout.overview.terms.today import TodayLine

Asks = Callable[[str], Any]


@pytest.fixture
def lines(person: Asks) -> Callable[..., list[TodayLine]]:
    """The lines of one of the cast, of one kind."""

    def of(key: str, kind: str, at: dt.datetime) -> list[TodayLine]:
        return [line for line in today_of(viewer_for(person(key), at=at), at=at) if line.kind == kind]

    return of


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """What the worker does at a moment: the clocks' job, then the outbox."""

    def at_moment(moment: dt.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        tell_handoff_clocks(0)
        drain_outbox()

    return at_moment
