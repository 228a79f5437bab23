"""Recording an entry: in the transaction of the change, and never changed after."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Author


@pytest.mark.django_db
def test_an_entry_holds_who_when_and_what(author: Callable[[str], Author], at: dt.datetime) -> None:
    seller = author("seller")

    with transaction.atomic():
        entry = record(kind="company_changed", by=seller, at=at, before={"name": "a"}, after={"name": "b"})

    kept = Entry.objects.get(id=entry.id)
    assert (kept.author_id, kept.side, kept.recorded_at) == (seller.person_id, "sales", at)
    assert (kept.before, kept.after) == ({"name": "a"}, {"name": "b"})


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(author: Callable[[str], Author], at: dt.datetime) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        record(kind="company_changed", by=author("seller"), at=at)


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_an_entry(
    author: Callable[[str], Author], at: dt.datetime
) -> None:
    with transaction.atomic():
        entry = record(kind="company_changed", by=author("seller"), at=at, text="as it was")

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Entry.objects.filter(id=entry.id).update(text="otherwise")
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Entry.objects.filter(id=entry.id).delete()

    assert Entry.objects.get(id=entry.id).text == "as it was"


@pytest.mark.django_db
def test_an_unknown_kind_is_refused(author: Callable[[str], Author], at: dt.datetime) -> None:
    with pytest.raises(LookupError, match="no_such_kind"), transaction.atomic():
        record(kind="no_such_kind", by=author("seller"), at=at)
