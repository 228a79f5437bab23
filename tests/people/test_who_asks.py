"""Who asks: zone, post and the absent, in one statement and by the company's day."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.access.viewer import viewer_for
from dugout.our_company.models import Department
from dugout.people.models import Absence, Post
from dugout.people.queries.standing import absent_on, post_of
from dugout.people.queries.who_asks import who_asks

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 4)


def away(who: Any, stand_in: Any, first: dt.date, until: dt.date, at: dt.datetime, **more: Any) -> None:
    Absence.objects.create(
        person=who, stand_in=stand_in, during=DateRange(first, until), recorded_at=at, **more
    )


def test_it_says_what_the_single_questions_say(person: Callable[[str], Any], at: dt.datetime) -> None:
    away(person("account_manager"), person("engineer"), DAY, DAY + dt.timedelta(days=1), at)
    away(person("seller"), None, DAY - dt.timedelta(days=1), DAY, at)
    away(person("executive"), None, DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=9), at)
    away(person("admin"), None, DAY, DAY + dt.timedelta(days=9), at, cancelled_at=at)
    for key in ("seller", "account_manager", "finance_clerk", "executive"):
        asking = who_asks(person(key), at=at)
        assert (asking.zone, asking.day) == ("Europe/Berlin", DAY)
        assert asking.post == post_of(person(key), day=DAY)
        assert asking.absent == absent_on(day=DAY) == {person("account_manager").id: person("engineer").id}


def test_the_day_is_the_companys_and_the_post_is_that_of_the_day(person: Callable[[str], Any]) -> None:
    tom = person("seller")
    post = Post.objects.get(person=tom)
    post.during = DateRange(post.during.lower, dt.date(2026, 3, 10))
    post.save()
    inside = Department.objects.get(name="Inside Sales")
    Post.objects.create(person=tom, department=inside, during=DateRange(dt.date(2026, 3, 10), None))
    late = dt.datetime(2026, 3, 9, 22, 59, tzinfo=dt.UTC)
    before, after = who_asks(tom, at=late), who_asks(tom, at=late + dt.timedelta(minutes=1))
    assert (before.day.day, before.post.department_name) == (9, "Outside Sales")
    assert (after.day.day, after.post.department_name) == (10, "Inside Sales")


def test_who_has_no_post_asks_too(person: Callable[[str], Any], at: dt.datetime) -> None:
    Post.objects.filter(person=person("outsider")).delete()
    asking = who_asks(person("outsider"), at=at)
    assert asking.post == post_of(person("outsider"), day=DAY)
    assert asking.post.department_id is None


def test_it_takes_one_query_and_two_while_a_manager_must_act(
    person: Callable[[str], Any], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    head, tom, ines = person("sales_head"), person("seller"), person("account_manager")
    with django_assert_num_queries(1):
        assert viewer_for(head, at=at).acts_for == {head.id}
    away(ines, head, DAY, DAY + dt.timedelta(days=1), at)
    with django_assert_num_queries(1):
        assert viewer_for(head, at=at).acts_for == {head.id, ines.id}
    away(tom, None, DAY, DAY + dt.timedelta(days=1), at)
    with django_assert_num_queries(2):
        assert viewer_for(head, at=at).acts_for == {head.id, ines.id, tom.id}
