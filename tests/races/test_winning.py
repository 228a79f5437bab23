"""Commitment given several times at once: one win."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.handoffs.commands.winning import undo_win, win_opportunity
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.revenue.models import Paper
from dugout.selling.commands.closing import lose_opportunity
from dugout.selling.models import CommitmentRequest, Opportunity
from dugout.values.refused import Refused, Taken
from tests.races.crowd import at_once
from tests.selling.scene import DAY, Sale, a_sale, to_step, with_lines

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Sale:
    sale = a_sale(person("seller"), author("seller"), at)
    with_lines(sale, author("seller"), at)
    to_step(sale, 6, author("seller"), at)
    return sale


def test_of_ten_who_write_the_commitment_down_at_once_one_wins_and_nine_read_who(
    ready: Sale, author: Callable[[str], Any], at: dt.datetime
) -> None:
    authors = [author("seller"), author("sales_head")] * 5

    def win(number: int) -> Opportunity:
        return win_opportunity(
            opportunity_id=ready.row.id, contact_id=ready.contact.id, day=DAY, seen=ready.row.version,
            by=authors[number], at=at,
        )  # fmt: skip

    results = at_once(10, win)

    assert sum(isinstance(one, Opportunity) for one in results) == 1
    lost = [one for one in results if isinstance(one, Taken)]
    entry = Entry.objects.get(kind="opportunity_won")
    assert entry.author is not None
    assert (len(lost), {one.winner for one in lost}) == (9, {entry.author.name})
    assert CommitmentRequest.objects.filter(answer="given").count() == 1
    assert sorted(Paper.objects.values_list("kind", flat=True)) == ["contract", "order"]
    assert Handoff.objects.count() == 1


def test_a_sale_that_is_won_and_lost_at_once_is_one_of_both(
    ready: Sale, author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("seller")
    verbs: list[Callable[[], Any]] = [
        lambda: win_opportunity(
            opportunity_id=ready.row.id, contact_id=ready.contact.id, day=DAY, seen=None, by=by, at=at
        ),
        lambda: lose_opportunity(opportunity_id=ready.row.id, reason="Price", day=DAY, by=by, at=at),
    ]

    results = at_once(2, lambda number: verbs[number]())

    assert sum(isinstance(one, Taken) for one in results) == 1
    row = Opportunity.objects.get(id=ready.row.id)
    assert row.outcome in ("won", "lost")
    assert (Handoff.objects.count(), Paper.objects.count()) == ((1, 2) if row.outcome == "won" else (0, 0))


def test_a_win_is_undone_once(ready: Sale, author: Callable[[str], Any], at: dt.datetime) -> None:
    win_opportunity(
        opportunity_id=ready.row.id,
        contact_id=ready.contact.id,
        day=DAY,
        seen=None,
        by=author("seller"),
        at=at,
    )
    by = author("sales_head")

    results = at_once(
        4, lambda _: undo_win(opportunity_id=ready.row.id, reason="They rang.", seen=None, by=by, at=at)
    )

    assert sum(isinstance(one, Opportunity) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 3
    assert Entry.objects.filter(kind="win_undone").count() == 1
    assert Handoff.objects.get().state == "withdrawn"
