"""An entry that nobody could read again is refused by the database itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from dugout.history.models import Entry
from dugout.values.days import EARLIEST_MOMENT

pytestmark = pytest.mark.django_db
A_SECOND = dt.timedelta(seconds=1)


def at_moment(happened_at: dt.datetime, at: dt.datetime) -> Entry:
    return Entry.objects.create(kind="note", happened_at=happened_at, recorded_at=at, source="screen")


def test_the_earliest_moment_is_kept_and_read_again(at: dt.datetime) -> None:
    made = at_moment(EARLIEST_MOMENT, at)
    assert Entry.objects.get(id=made.id).happened_at == EARLIEST_MOMENT


def test_a_moment_before_it_is_refused(at: dt.datetime) -> None:
    with pytest.raises(IntegrityError, match="entry_moment_can_be_read"), transaction.atomic():
        at_moment(EARLIEST_MOMENT - A_SECOND, at)
