"""COPY for set-based verbs: new rows, changed rows, rows by many keys, the collector kept quiet."""

import datetime as dt
import gc

import pytest
from django.db import IntegrityError, transaction

from dugout.accounts.models import Account, AccountFigures
from dugout.bulk.copying import change_rows, copy_rows, new_ids
from dugout.bulk.finding import rows_with
from dugout.bulk.memory import quiet_collector

pytestmark = pytest.mark.django_db

NAMES = ("plain", "tab\tline\nback\\slash", "quote \" and ' comma,", "\\N", "", "Ünï ✓ 漢字", "\\.")


def test_new_rows_hold_what_was_given_and_the_models_defaults(at: dt.datetime) -> None:
    ids = new_ids(Account, len(NAMES))
    assert sorted(set(ids)) == ids

    copy_rows(
        Account,
        ("id", "name", "made_at", "parent_id", "employees"),
        [(id_, name or "x", at, None, 7) for id_, name in zip(ids, NAMES, strict=True)],
    )

    rows = Account.objects.in_bulk(ids)
    assert [rows[id_].name for id_ in ids] == [name or "x" for name in NAMES]
    fresh = Account(name="by hand", made_at=at)
    for name in ("stage", "currency", "domain", "version", "owner_id", "annual_revenue", "came_by"):
        assert getattr(rows[ids[0]], name) == getattr(fresh, name)
    assert (rows[ids[0]].employees, rows[ids[0]].made_at) == (7, at)


def test_changed_rows_change_in_the_named_fields_alone(at: dt.datetime) -> None:
    made = [Account.objects.create(name=f"A{n}", made_at=at, city="Oslo") for n in range(3)]

    change_rows(Account, ("name", "employees"), [(made[0].id, "B", 5), (made[2].id, "C\t", None)])

    rows = Account.objects.in_bulk([one.id for one in made])
    assert [(rows[one.id].name, rows[one.id].employees, rows[one.id].city) for one in made] == [
        ("B", 5, "Oslo"), ("A1", None, "Oslo"), ("C\t", None, "Oslo"),
    ]  # fmt: skip


def test_rows_are_changed_by_their_key_whatever_it_is_called(at: dt.datetime) -> None:
    account = Account.objects.create(name="A", made_at=at)
    AccountFigures.objects.create(account=account)

    change_rows(AccountFigures, ("arr",), [(account.id, 12)])

    assert AccountFigures.objects.get(account=account).arr == 12


def test_no_rows_cost_no_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        change_rows(Account, ("name",), [])
        assert rows_with(Account, ("id",), keys=[], among="id") == []


def test_the_databases_constraints_hold_for_copied_rows(at: dt.datetime) -> None:
    with pytest.raises(IntegrityError, match="account_has_a_name"), transaction.atomic():
        copy_rows(Account, ("name", "made_at"), [("", at)])


def test_rows_are_found_by_keys_and_what_else_must_be_equal(at: dt.datetime) -> None:
    for source in ("x", "y"):
        for number in range(3):
            Account.objects.create(
                name=f"{source}{number}", made_at=at, external_source=source, external_id=str(number)
            )

    found = rows_with(
        Account, ("external_id", "name"), keys=["0", "2", "9"], among="external_id", external_source="y"
    )

    assert sorted(found) == [("0", "y0"), ("2", "y2")]


@pytest.mark.django_db(transaction=True)
def test_rows_are_copied_only_within_the_transaction_of_their_verb(at: dt.datetime) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        copy_rows(Account, ("name", "made_at"), [("A", at)])
    with pytest.raises(RuntimeError, match="in the transaction"):
        change_rows(Account, ("name",), [(1, "A")])


def test_the_collector_is_quiet_within_and_awake_after_whatever_happens() -> None:
    def fail() -> None:
        with quiet_collector() as collect:
            assert not gc.isenabled()
            collect()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()
