"""Absences and who acts meanwhile."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.people.commands.absences import cancel_absence, plan_absence
from dugout.people.models import Absence, Person
from dugout.people.queries.standing import absent_on, stands_for, who_acts_for
from dugout.values.refused import Missing, Refused
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date
) -> Callable[..., Absence]:
    """`plan("seller", "engineer", 0, 4)`: from today, five days."""

    def planned(key: str, stand_in: str | None = None, first: int = 0, last: int = 0) -> Absence:
        return plan_absence(
            person=person(key), stand_in=person(stand_in) if stand_in else None, first_day=today + first * DAY,
            last_day=today + last * DAY, by=author(key), at=at,
        )  # fmt: skip

    return planned


def test_an_absence_has_both_its_days_and_the_stand_in_acts_on_them(
    plan: Callable[..., Absence], person: Callable[[str], Person], today: dt.date
) -> None:
    absence = plan("seller", "engineer", 1, 3)
    tom, daniel = person("seller").id, person("engineer").id
    assert (absence.during.lower, absence.last_day) == (today + DAY, today + 3 * DAY)
    assert [who_acts_for(tom, day=today + n * DAY) == daniel for n in range(5)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert stands_for(daniel, day=today) == {daniel}
    assert stands_for(daniel, day=today + DAY) == {daniel, tom}
    entry = Entry.objects.get(kind="absence_planned")
    assert entry.after == {
        "person": "Tom Okafor", "first_day": "2026-03-05", "last_day": "2026-03-07", "stand_in": "Daniel Brandt",
    }  # fmt: skip


def test_the_chain_goes_on_and_ends_with_the_manager(
    plan: Callable[..., Absence], person: Callable[[str], Person], today: dt.date
) -> None:
    tom = person("seller").id
    plan("seller", "other_seller")
    assert who_acts_for(tom, day=today) == person("other_seller").id
    plan("other_seller", "engineer")
    assert who_acts_for(tom, day=today) == person("engineer").id
    plan("engineer", "seller")
    assert who_acts_for(tom, day=today) == person("sales_head").id
    plan("sales_head")
    assert who_acts_for(tom, day=today) == person("executive").id
    plan("executive")
    assert who_acts_for(tom, day=today) == tom
    assert stands_for(person("executive").id, day=today) == {person("executive").id}


def test_who_nobody_named_is_stood_for_by_the_manager(
    plan: Callable[..., Absence], person: Callable[[str], Person], today: dt.date,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    head = person("sales_head").id
    with django_assert_num_queries(1):
        stands_for(head, day=today)
    plan("seller")
    plan("other_seller")
    both = {person("seller").id, person("other_seller").id}
    with django_assert_num_queries(2):
        assert stands_for(head, day=today) == {head, *both}


@pytest.mark.parametrize(
    ("first", "last", "stand_in", "field"),
    [
        (dt.date(2026, 3, 9), dt.date(2026, 3, 8), None, "last_day"),
        (dt.date(1, 1, 1), dt.date(2026, 3, 8), None, "first_day"),
        (dt.date(2026, 3, 9), dt.date(9999, 12, 31), None, "last_day"),
        (dt.date(2026, 3, 9), dt.date(2026, 3, 9), "seller", "stand_in"),
        (dt.date(2026, 3, 9), dt.date(2026, 3, 9), "engineer", "stand_in"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date,
    first: dt.date, last: dt.date, stand_in: str | None, field: str,
) -> None:  # fmt: skip
    Person.objects.filter(id=person("engineer").id).update(left_on=today)
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        plan_absence(
            person=person("seller"), stand_in=person(stand_in) if stand_in else None, first_day=first,
            last_day=last, by=author("seller"), at=at,
        )  # fmt: skip
    assert refused.value.problems[0].field == field
    assert digest_of_database() == before


def test_nobody_is_away_twice_on_one_day(plan: Callable[..., Absence]) -> None:
    plan("seller", None, 2, 4)
    before = digest_of_database()
    with pytest.raises(Refused, match="Tom Okafor is already away on some of these days"):
        plan("seller", None, 4, 6)
    assert digest_of_database() == before
    plan("seller", None, 5, 6)
    plan("engineer", None, 2, 4)


def test_a_cancelled_absence_keeps_its_row_and_frees_its_days(
    plan: Callable[..., Absence], author: Callable[[str], Any], at: dt.datetime, today: dt.date
) -> None:
    absence = plan("seller", "engineer", 0, 4)
    cancel_absence(absence_id=absence.id, by=author("seller"), at=at)
    assert Absence.objects.get(id=absence.id).cancelled_at == at
    assert absent_on(day=today) == {}
    plan("seller", None, 1, 2)
    with pytest.raises(Missing):
        cancel_absence(absence_id=absence.id, by=author("seller"), at=at)


def test_who_comes_back_early_was_away_until_the_day_before(
    plan: Callable[..., Absence], author: Callable[[str], Any], person: Callable[[str], Person],
    at: dt.datetime, today: dt.date,
) -> None:  # fmt: skip
    absence = plan("seller", "engineer", 0, 4)
    cancel_absence(absence_id=absence.id, by=author("seller"), at=at + 2 * DAY)
    tom, daniel = person("seller").id, person("engineer").id
    assert [absent_on(day=today + n * DAY) for n in range(4)] == [{tom: daniel}, {tom: daniel}, {}, {}]
    entry = Entry.objects.get(kind="absence_cancelled")
    assert (entry.before["last_day"], entry.after) == ("2026-03-08", {"last_day": "2026-03-05"})


def test_an_absence_that_is_over_cannot_be_cancelled(
    plan: Callable[..., Absence], author: Callable[[str], Any], at: dt.datetime
) -> None:
    absence = plan("seller", None, 0, 1)
    before = digest_of_database()
    with pytest.raises(Missing, match="is over"):
        cancel_absence(absence_id=absence.id, by=author("seller"), at=at + 2 * DAY)
    assert digest_of_database() == before
