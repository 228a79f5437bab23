"""What is kept of the accounts that each person owns: after whatever was written, it is what adding up gives."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dugout.accounts.commands.folding import fold_books
from dugout.accounts.jobs import fold_the_books
from dugout.accounts.models import Account, AccountFigures, BookTally
from dugout.accounts.queries.tallies import BOOKS
from dugout.bulk.copying import change_rows, copy_rows, new_ids
from dugout.people.models import Person

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)
Sums = dict[tuple[Any, ...], tuple[int, ...]]


def kept() -> Sums:
    """The sums of the tally, without groups that have nothing any more."""
    return _added(
        ((row.owner_id, row.currency, row.renewal_on), *(int(getattr(row, name)) for name in BOOKS.sums))
        for row in BookTally.objects.all()
    )


def real() -> Sums:
    """The same of the accounts and their figures themselves, added up here."""
    owners = dict(Account.objects.exclude(owner=None).values_list("id", "owner_id"))
    counted = [
        ((row.owner_id, "", None), 1, int(row.stage == "client"), 0, 0, 0, 0, 0, 0)
        for row in Account.objects.exclude(owner=None)
    ]
    said = [
        (
            (owners[row.account_id], row.currency, row.renewal_on), 0, 0, int(row.renewal_on is not None),
            int(row.arr > 0 or row.open_amount > 0), row.open_opportunities, row.open_signals, row.arr, row.open_amount,
        )
        for row in AccountFigures.objects.filter(account__in=owners)
    ]  # fmt: skip
    return _added([*counted, *said])


def _added(rows: Any) -> Sums:
    found: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * len(BOOKS.sums))
    for key, *figures in rows:
        found[key] = [a + b for a, b in zip(found[key], figures, strict=True)]
    return {key: tuple(figures) for key, figures in found.items() if any(figures)}


class Writer:
    """Writes accounts and figures by every way in which the product and the database can."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self.owners = [*Person.objects.order_by("id")[:3], None]

    def one(self, pick: int) -> Account | None:
        rows = list(Account.objects.order_by("id"))
        return rows[pick % len(rows)] if rows else None

    def owner(self, pick: int) -> Person | None:
        return self.owners[pick % len(self.owners)]

    def said(self, pick: int) -> dict[str, Any]:
        return {
            "arr": 0 if pick % 3 else pick * 10**14,
            "currency": ("EUR", "CHF")[pick % 2],
            "renewal_on": DAY + dt.timedelta(days=pick % 4) if pick % 5 else None,
            "open_opportunities": pick % 4,
            "open_amount": 0 if pick % 2 else pick,
            "open_signals": pick % 3,
        }

    def add(self, pick: int) -> None:
        stage = ("client", "prospect")[pick % 2]
        row = Account.objects.create(
            name=f"Client {pick}", made_at=self.at, owner=self.owner(pick), stage=stage
        )
        AccountFigures.objects.create(account=row, **(self.said(pick) if pick % 7 else {}))

    def copy(self, pick: int) -> None:
        ids = new_ids(Account, pick % 9 + 1)
        owners = [getattr(self.owner(pick + number), "id", None) for number in range(len(ids))]
        many = [self.said(pick + number) for number in range(len(ids))]
        copy_rows(
            Account, ("id", "name", "made_at", "owner_id"),
            ((id_, "Copied", self.at, owner) for id_, owner in zip(ids, owners, strict=True)),
        )  # fmt: skip
        copy_rows(
            AccountFigures, ("account_id", *many[0]),
            ((id_, *one.values()) for id_, one in zip(ids, many, strict=True)),
        )  # fmt: skip

    def give(self, pick: int) -> None:
        if row := self.one(pick):
            row.owner = self.owner(pick // 4)
            row.save()

    def give_all(self, pick: int) -> None:
        owner = self.owner(pick)
        rows = Account.objects.values_list("id", flat=True)
        change_rows(Account, ("owner_id", "stage"), ((id_, owner and owner.id, "client") for id_ in rows))

    def say(self, pick: int) -> None:
        if row := self.one(pick):
            AccountFigures.objects.filter(account=row).update(**self.said(pick + 1))

    def say_all(self, pick: int) -> None:
        values = self.said(pick)
        rows = AccountFigures.objects.values_list("account_id", flat=True)
        change_rows(AccountFigures, tuple(values), ((id_, *values.values()) for id_ in rows))

    def touch(self, pick: int) -> None:
        """What no book speaks of changes no tally."""
        before = BookTally.objects.count()
        Account.objects.update(version=pick % 1000 + 1)
        AccountFigures.objects.update(last_contact_at=self.at, worst_signal=pick % 4)
        assert BookTally.objects.count() == before

    def delete(self, pick: int) -> None:
        if row := self.one(pick):
            row.delete()

    def delete_figures_last(self, pick: int) -> None:
        """The key of figures is checked at the end: the account may go first."""
        if row := self.one(pick):
            with connection.cursor() as cursor:
                cursor.execute(
                    "set constraints all deferred; delete from dugout_account where id = %s", [row.id]
                )
                assert kept() == real()
                cursor.execute("delete from dugout_accountfigures where account_id = %s", [row.id])

    def take_back(self, pick: int) -> None:
        """Written, and rolled back."""
        with transaction.atomic():
            self.copy(pick)
            self.give_all(pick)
            transaction.set_rollback(True)

    def empty(self, pick: int) -> None:
        tables = ("dugout_accountfigures", "dugout_account cascade")
        with connection.cursor() as cursor:
            cursor.execute(f"set constraints all immediate; truncate {tables[pick % 2]}")

    def fold(self, pick: int) -> None:
        before = kept()
        for _ in range(pick % 2 + 1):
            fold_books()
        assert (kept(), BookTally.objects.count()) == (before, len(before))


WAYS = (
    "add", "add", "copy", "give", "give", "give_all", "say", "say", "say_all", "touch", "delete",
    "delete_figures_last", "take_back", "fold", "empty",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 400)), max_size=14)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[("add", 7), ("give", 0), ("fold", 0)])  # figures of nothing move with their account
def test_whatever_is_written_a_book_is_the_sum(at: dt.datetime, steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        writer = Writer(at)
        for way, pick in steps:
            getattr(writer, way)(pick)
            assert kept() == real(), f"after {way} {pick}"
        transaction.set_rollback(True)


def test_the_worker_folds_every_minute(at: dt.datetime) -> None:
    writer = Writer(at)
    for _ in range(4):
        writer.add(7)
        writer.add(0)
    fold_the_books(0)
    (counted,) = BookTally.objects.filter(owner=writer.owners[0])
    assert (counted.accounts, counted.clients) == (4, 4)


def test_folding_is_one_statement(at: dt.datetime, django_assert_num_queries: Callable[[int], Any]) -> None:
    writer = Writer(at)
    for number in (1, 3):
        for _ in range(number):
            writer.add(1)
        with django_assert_num_queries(1):
            fold_books()
