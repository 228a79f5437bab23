"""Many who sell at the same moment, while the tally is folded: no sale is counted twice, and none is lost."""

import datetime as dt
from collections.abc import Callable
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from dugout.people.models import Person
from dugout.selling.commands.folding import fold_tally
from dugout.selling.models import Gate, Opportunity, Process, SaleTally, WentOnWithout
from tests.races.crowd import at_once
from tests.selling.test_tally import kept, kept_passes, real, real_passes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sell(person: Callable[[str], Person], at: dt.datetime) -> Callable[[int], Opportunity]:
    process = Process.objects.get(opportunity_kind="new_business", current=True)
    step, owner = process.steps.get(number=1), person("seller")

    def sold(amount: int) -> Opportunity:
        return Opportunity.objects.create(
            name="Sale", process=process, step=step, step_since=at, made_at=at, owner=owner, amount=amount
        )

    return sold


def test_those_who_sell_at_once_do_not_wait_for_each_other(sell: Callable[[int], Opportunity]) -> None:
    together = Barrier(2, timeout=30)

    def act(number: int) -> int:
        with transaction.atomic():
            sell(10 + number)
            # Neither has committed: whoever held the group's row would keep the other from coming here.
            together.wait()
            seen = sum(one.sales for one in SaleTally.objects.all())
            together.wait()
            return seen

    assert at_once(2, act) == [1, 1]
    assert kept() == real()
    assert [(sales, amount) for sales, amount, _ in kept().values()] == [(2, 21)]


def test_folding_while_others_write_loses_nothing(sell: Callable[[int], Opportunity]) -> None:
    rows = [sell(number) for number in range(12)]

    def act(number: int) -> None:
        for turn in range(15):
            if number < 2:
                fold_tally()
            elif number == 2:
                sell(turn)
            elif number == 3:
                Opportunity.objects.filter(id=rows[turn % 6].id).update(amount=turn * 100)
            elif turn < 6:
                Opportunity.objects.filter(id=rows[6 + turn].id).delete()

    at_once(5, act)
    assert kept() == real()
    assert sum(sales for sales, _, _ in kept().values()) == 12 + 15 - 6
    fold_tally()
    assert (SaleTally.objects.count(), kept()) == (1, real())


def test_who_folds_while_another_does_leaves_it_to_them(sell: Callable[[int], Opportunity]) -> None:
    for number in range(3):
        sell(number)
    together = Barrier(2, timeout=30)

    def act(number: int) -> int:
        with transaction.atomic():
            if number == 0:
                fold_tally()
            together.wait()
            if number == 1:
                fold_tally()
            rows = SaleTally.objects.count()
            # Neither has committed: one who waited for the other would keep it from coming here.
            together.wait()
            return rows

    assert at_once(2, act) == [1, 3]
    assert (SaleTally.objects.count(), kept()) == (1, real())


def test_who_reads_while_a_fold_runs_sees_each_sale_once(sell: Callable[[int], Opportunity]) -> None:
    for number in range(3):
        sell(number)
    folded, read = Event(), Event()

    def act(number: int) -> Any:
        if number == 0:
            with transaction.atomic():
                fold_tally()
                folded.set()
                assert read.wait(timeout=30)
            return None
        assert folded.wait(timeout=30)
        sums = kept()
        sell(7)
        read.set()
        return sums

    _, seen = at_once(2, act)
    assert [(sales, amount) for sales, amount, _ in seen.values()] == [(3, 3)]
    with connection.cursor() as cursor:
        cursor.execute("select sum(sales), sum(amount) from dugout_saletally")
        assert cursor.fetchone() == (4, 10)
    assert kept() == real()


def test_sales_that_go_past_a_gate_while_they_change_hands_are_counted_where_they_are(
    sell: Callable[[int], Opportunity], person: Callable[[str], Person], at: dt.datetime
) -> None:
    rows = [sell(number) for number in range(4)]
    gates = list(Gate.objects.order_by("id")[:3])
    owners = [person("seller"), person("other_seller")]

    def act(number: int) -> None:
        for turn in range(12):
            row, gate = rows[turn % 4], gates[turn % 3]
            if number == 0:
                Opportunity.objects.filter(id=row.id).update(owner=owners[turn // 4 % 2])
            elif number == 1:
                Opportunity.objects.filter(id=row.id).update(settled_at=at if turn % 8 < 4 else None)
            else:
                by = owners[0]
                WentOnWithout.objects.create(opportunity=row, gate=gate, reason="They wait.", by=by, at=at)

    at_once(3, act)
    assert sum(kept_passes().values()) == sum(real_passes().values())
    assert (kept(), kept_passes()) == (real(), real_passes())
