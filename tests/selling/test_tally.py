"""What is kept of all sales: after whatever was written, it is what adding them up gives."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugout.accounts.models import Account
from dugout.bulk.copying import change_rows, copy_rows, new_ids
from dugout.people.models import Person
from dugout.selling.commands.folding import fold_tally
from dugout.selling.jobs import fold_the_tally
from dugout.selling.models import (
    Gate,
    Opportunity,
    PassTally,
    Process,
    SaleTally,
    SellingStep,
    WentOnWithout,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)
GROUP = ("step_id", "owner_id", "kind", "currency", "outcome", "settled", "without_account")
Sums = dict[tuple[Any, ...], tuple[int, int, int]]


def kept() -> Sums:
    """The sums of the tally, without groups that have nothing any more."""
    return _added((tuple(getattr(row, name) for name in GROUP), row.sales, int(row.amount), int(row.seconds))
                  for row in SaleTally.objects.all())  # fmt: skip


def real() -> Sums:
    """The same of the sales themselves, added up here."""
    return _added(
        (
            (
                row.step_id, row.owner_id, row.kind, row.currency, row.outcome, row.settled_at is not None,
                row.account_id is None,
            ),
            1, row.amount or 0, int(row.step_since.timestamp()),
        )
        for row in Opportunity.objects.all()
    )  # fmt: skip


def _added(rows: Any) -> Sums:
    found: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, *figures in rows:
        found[key] = [a + b for a, b in zip(found[key], figures, strict=True)]
    return {key: (a, b, c) for key, (a, b, c) in found.items() if a or b or c}


def kept_passes() -> dict[tuple[Any, ...], int]:
    """How many sales went past a gate, by gate, owner, kind and whether without account, as the tally says."""
    found: Counter[tuple[Any, ...]] = Counter()
    for row in PassTally.objects.all():
        found[row.gate_id, row.owner_id, row.kind, row.without_account] += row.sales
    return {key: count for key, count in found.items() if count}


def real_passes() -> dict[tuple[Any, ...], int]:
    """The same of the sales that are open, or won and not settled."""
    rows = WentOnWithout.objects.filter(
        opportunity__settled_at=None, opportunity__outcome__in=("open", "won")
    )
    return Counter(
        (row.gate_id, sale.owner_id, sale.kind, sale.account_id is None)
        for row in rows.select_related("opportunity")
        for sale in [row.opportunity]
    )


class Writer:
    """Writes sales by every way in which the product and the database can."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self.process = Process.objects.get(opportunity_kind="new_business", current=True)
        self.steps = list(SellingStep.objects.filter(process=self.process).order_by("number"))
        self.owners = list(Person.objects.order_by("id")[:3])
        self.gates = list(Gate.objects.order_by("id")[:3])
        self.account = Account.objects.create(name="Client", made_at=at)

    def one(self, pick: int) -> Opportunity | None:
        rows = list(Opportunity.objects.order_by("id"))
        return rows[pick % len(rows)] if rows else None

    def values(self, pick: int) -> dict[str, Any]:
        """Some sale, of every kind that the pick may mean."""
        outcome = ("open", "open", "won", "lost")[pick % 4]
        return {
            "account_id": self.account.id if pick % 3 else None,
            "step_id": self.steps[pick % len(self.steps)].id,
            "owner_id": self.owners[pick % len(self.owners)].id,
            "step_since": self.at - dt.timedelta(hours=pick, microseconds=pick),
            "currency": ("EUR", "CHF")[pick % 2],
            "amount": None if pick % 5 == 0 else pick * 10**15,
            "outcome": outcome,
            "closed_on": None if outcome == "open" else DAY,
            "lost_reason": "Price" if outcome == "lost" else "",
            "settled_at": self.at if pick % 7 == 0 else None,
        }

    def add(self, pick: int) -> None:
        Opportunity.objects.create(name="Sale", process=self.process, made_at=self.at, **self.values(pick))

    def copy(self, pick: int) -> None:
        many = [self.values(pick + number) for number in range(pick % 9 + 1)]
        fields = ("id", "name", "process_id", "made_at", *many[0])
        copy_rows(
            Opportunity, fields,
            ((id_, "Copied", self.process.id, self.at, *one.values())
             for id_, one in zip(new_ids(Opportunity, len(many)), many, strict=True)),
        )  # fmt: skip

    def change(self, pick: int) -> None:
        if row := self.one(pick):
            Opportunity.objects.filter(id=row.id).update(**self.values(pick + 1))

    def change_many(self, pick: int) -> None:
        values = self.values(pick)
        ids = Opportunity.objects.values_list("id", flat=True)
        change_rows(Opportunity, tuple(values), ((id_, *values.values()) for id_ in ids))

    def go_past(self, pick: int) -> None:
        """Some sales go past a gate that they have not gone past."""
        gate = self.gates[pick % len(self.gates)]
        rows = Opportunity.objects.exclude(
            id__in=WentOnWithout.objects.filter(gate=gate).values("opportunity")
        )
        WentOnWithout.objects.bulk_create(
            WentOnWithout(opportunity=row, gate=gate, reason="They wait.", by=self.owners[0], at=self.at)
            for row in rows.order_by("id")[: pick % 4 + 1]
        )

    def meet_after_all(self, pick: int) -> None:
        WentOnWithout.objects.filter(gate=self.gates[pick % len(self.gates)]).delete()

    def touch(self, pick: int) -> None:
        """What no sum speaks of changes no tally."""
        before = SaleTally.objects.count(), PassTally.objects.count()
        Opportunity.objects.update(version=pick % 1000 + 1, next_step="Call")
        WentOnWithout.objects.update(reason="They still wait.")
        assert (SaleTally.objects.count(), PassTally.objects.count()) == before

    def delete(self, pick: int) -> None:
        if row := self.one(pick):
            row.delete()

    def delete_many(self, pick: int) -> None:
        Opportunity.objects.filter(owner=self.owners[pick % len(self.owners)]).delete()

    def take_back(self, pick: int) -> None:
        """Written, and rolled back."""
        with transaction.atomic():
            self.copy(pick)
            self.change_many(pick)
            transaction.set_rollback(True)

    def empty(self, pick: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; truncate dugout_opportunity cascade")

    def fold(self, pick: int) -> None:
        fold_tally()
        assert (SaleTally.objects.count(), PassTally.objects.count()) == (len(kept()), len(kept_passes()))


WAYS = (
    "add", "add", "copy", "change", "change", "change_many", "go_past", "go_past", "meet_after_all", "touch", "delete",
    "delete_many", "take_back", "fold", "empty",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 400)), max_size=16)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_written_the_tally_is_the_sum(at: dt.datetime, steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        writer = Writer(at)
        for way, pick in steps:
            getattr(writer, way)(pick)
            assert (kept(), kept_passes()) == (real(), real_passes()), f"after {way} {pick}"
        transaction.set_rollback(True)


def test_a_copy_of_many_sales_appends_a_row_for_each_group(at: dt.datetime) -> None:
    writer = Writer(at)
    for pick in (8, 8, 8):
        writer.copy(pick)
    assert SaleTally.objects.count() == 27
    fold_tally()
    assert (SaleTally.objects.count(), kept()) == (9, real())


def test_the_worker_folds_every_minute(at: dt.datetime) -> None:
    writer = Writer(at)
    for _ in range(4):
        writer.add(1)
    fold_the_tally(0)
    (row,) = SaleTally.objects.all()
    assert (row.sales, row.amount) == (4, 4 * 10**15)


def test_folding_is_two_statements(at: dt.datetime, django_assert_num_queries: Callable[[int], Any]) -> None:
    writer = Writer(at)
    for number in (1, 3):
        for _ in range(number):
            writer.add(1)
        with django_assert_num_queries(2):
            fold_tally()


def test_a_sum_that_no_bigint_holds_is_kept(at: dt.datetime) -> None:
    writer = Writer(at)
    for _ in range(3):
        writer.add(1)
    Opportunity.objects.update(amount=2**63 - 1)
    assert kept() == real()
    (total,) = {amount for _, amount, _ in kept().values()}
    assert total == 3 * (2**63 - 1)
