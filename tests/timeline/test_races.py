"""Of many at once, exactly one wins: real threads, each with a connection of its own."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from dugout.accounts.models import AccountFigures
from dugout.history.models import Entry
from dugout.history.terms import Author
from dugout.people.models import Person
from dugout.timeline.commands.signals import add_evidence, claim_signal, raise_signal
from dugout.timeline.models import Signal
from dugout.timeline.terms import RaisedSignal, SignalSource
from dugout.values.refused import Taken

THREADS = 20


def at_once(many: int, act: Callable[[int], Any]) -> list[Any]:
    """Runs `act(0..many-1)` in threads that start together; the results, refusals as values."""
    ready = Barrier(many)

    def one(number: int) -> Any:
        try:
            connections["default"].ensure_connection()
            ready.wait()
            return act(number)
        except Taken as taken:
            return taken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_claim_one_signal_one_wins_and_nineteen_hear_who(
    raising: Callable[..., RaisedSignal], author: Callable[[str], Author], at: dt.datetime
) -> None:
    signal = raise_signal(signal=raising(), by=author("engineer"), at=at)
    crowd = [Person.objects.create(name=f"Person {number:02}", joined_at=at) for number in range(THREADS)]
    authors = [Author(person_id=one.id, name=one.name) for one in crowd]

    results = at_once(THREADS, lambda number: claim_signal(signal_id=signal.id, by=authors[number], at=at))

    winners = [one for one in results if isinstance(one, Signal)]
    losers = [one for one in results if isinstance(one, Taken)]
    assert (len(winners), len(losers)) == (1, THREADS - 1)
    claimed_by = Signal.objects.get(id=signal.id).claimed_by
    assert claimed_by is not None
    assert {one.winner for one in losers} == {claimed_by.name}
    entry = Entry.objects.get(kind="signal_claimed")
    assert entry.author_id == claimed_by.id == winners[0].claimed_by_id


@pytest.mark.django_db(transaction=True)
def test_ten_who_report_the_same_source_at_once_make_one_signal_with_ten_reports(
    raising: Callable[..., RaisedSignal], author: Callable[[str], Author], account: Any, at: dt.datetime
) -> None:
    by = author("engineer")
    same = raising(source=SignalSource.WEBHOOK, source_id="8841")

    at_once(10, lambda _: raise_signal(signal=same, by=by, at=at))

    signal = Signal.objects.get()
    assert (signal.reports, signal.report_rows.count()) == (10, 10)
    assert Entry.objects.filter(kind="signal_raised").count() == 1
    assert Entry.objects.filter(kind="signal_reported").count() == 9
    assert AccountFigures.objects.get(account=account).open_signals == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_between_the_reading_and_the_writing_of_a_report_keeps_its_version(
    raising: Callable[..., RaisedSignal],
    author: Callable[[str], Author],
    at: dt.datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A version that came twice would let a stale change through."""
    signal, by = raise_signal(signal=raising(), by=author("engineer"), at=at), author("engineer")
    write = Signal.save

    def claim() -> None:
        try:
            claim_signal(signal_id=signal.id, by=by, at=at)
        finally:
            connections.close_all()

    claimer = Thread(target=claim)

    def written_late(self: Signal, **more: Any) -> None:
        claimer.start()
        # A claim that nothing holds up is through by then; one that waits for us goes on after us.
        claimer.join(timeout=0.5)
        write(self, **more)

    monkeypatch.setattr(Signal, "save", written_late)
    add_evidence(signal_id=signal.id, text="Again.", by=by, at=at)
    claimer.join()

    signal.refresh_from_db()
    assert (signal.reports, signal.claimed_by_id, signal.version) == (2, by.person_id, 3)
