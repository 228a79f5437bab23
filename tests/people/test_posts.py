"""Posts: effective-dated, without circles."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.people.models import Person, Post
from dugout.people.queries.standing import managers_of, post_of
from dugout.values.refused import Refused, Stale
from tests.cast import FIRST_DAY
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
Move = Callable[..., Person]
DAY = dt.timedelta(days=1)


def spans(person: Person) -> list[tuple[str, dt.date, dt.date | None]]:
    rows = Post.objects.filter(person=person).order_by("during").select_related("department")
    return [(row.department.name, row.during.lower, row.during.upper) for row in rows]


def test_a_post_holds_from_its_day_on_and_the_one_before_until_then(
    move: Move, person: Callable[[str], Person], today: dt.date
) -> None:
    move("seller", department="Marketing", manager="executive", from_day=today + 7 * DAY, carries_quota=True)

    tom = person("seller")
    change = today + 7 * DAY
    assert spans(tom) == [("Outside Sales", FIRST_DAY, change), ("Marketing", change, None)]
    assert post_of(tom, day=change - DAY).department_name == "Outside Sales"
    assert post_of(tom, day=change).department_name == "Marketing"
    assert managers_of(tom.id, day=change - DAY) == (person("sales_head").id, person("executive").id)
    assert managers_of(tom.id, day=change) == (person("executive").id,)
    entry = Entry.objects.get(kind="post_changed")
    assert (entry.before["department"], entry.before["reports_to"]) == ("Outside Sales", "Colin Marsh")
    assert (entry.after["department"], entry.after["from_day"]) == ("Marketing", change.isoformat())
    assert tom.version == 2


def test_the_quota_is_carried_from_a_day_on(
    move: Move, person: Callable[[str], Person], today: dt.date
) -> None:
    move("account_manager", department="Account Management", carries_quota=True, from_day=today + DAY)
    ines = person("account_manager")
    assert [post_of(ines, day=day).carries_quota for day in (today, today + DAY)] == [False, True]


def test_a_plan_for_later_is_replaced_by_a_change_before_it(
    move: Move, person: Callable[[str], Person], today: dt.date
) -> None:
    move("seller", department="Legal", from_day=today + 30 * DAY)
    move("seller", department="Finance", from_day=today + 7 * DAY)
    assert spans(person("seller")) == [
        ("Outside Sales", FIRST_DAY, today + 7 * DAY), ("Finance", today + 7 * DAY, None),
    ]  # fmt: skip


def test_the_present_post_is_written_anew_from_its_own_first_day(
    move: Move, person: Callable[[str], Person]
) -> None:
    move("seller", department="Inside Sales", from_day=FIRST_DAY)
    assert spans(person("seller")) == [("Inside Sales", FIRST_DAY, None)]


def test_what_was_before_the_present_post_stays(
    move: Move, person: Callable[[str], Person], today: dt.date
) -> None:
    move("seller", department="Finance", from_day=today)
    before = digest_of_database()
    with pytest.raises(Refused, match="The present post began on 04 Mar 2026") as refused:
        move("seller", department="Legal", from_day=today - DAY)
    assert refused.value.problems[0].field == "from_day"
    assert digest_of_database() == before


@pytest.mark.parametrize(
    ("key", "manager"), [("executive", "seller"), ("sales_head", "seller"), ("seller", "seller")]
)
def test_nobody_becomes_their_own_manager_at_any_distance(
    move: Move, person: Callable[[str], Person], key: str, manager: str
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused, match="would be their own manager") as refused:
        move(key, manager=manager)
    assert refused.value.problems[0].field == "reports_to"
    assert digest_of_database() == before


def test_a_circle_that_would_close_later_is_refused_with_its_day(
    move: Move, person: Callable[[str], Person], today: dt.date
) -> None:
    move("sales_head", manager="account_manager", from_day=today + 10 * DAY)
    with pytest.raises(Refused, match="From 14 Mar 2026 on"):
        move("accounts_head", manager="seller", from_day=today + DAY)
    # Until that day nothing is wrong with it, and what ends before is no circle either.
    move("sales_head", manager="executive", from_day=today + 10 * DAY)
    move("accounts_head", manager="seller", from_day=today + DAY)
    assert managers_of(person("account_manager").id, day=today + 20 * DAY)[:2] == (
        person("accounts_head").id, person("seller").id,
    )  # fmt: skip


def test_a_stale_change_of_a_post_is_refused_with_both_states(
    move: Move, person: Callable[[str], Person]
) -> None:
    move("seller", department="Marketing", seen=1)
    before = digest_of_database()
    with pytest.raises(Stale) as stale:
        move("seller", department="Finance", seen=1)
    assert (stale.value.theirs["department"], stale.value.yours["department"]) == ("Marketing", "Finance")
    assert digest_of_database() == before


def test_who_left_manages_nobody_and_gets_no_post(
    move: Move, person: Callable[[str], Person], today: dt.date
) -> None:
    Person.objects.filter(id=person("other_seller").id).update(left_on=today, is_active=False)
    with pytest.raises(Refused, match="This manager does not work here"):
        move("seller", manager="other_seller")
    with pytest.raises(Refused, match="works here no more"):
        move("other_seller", manager="sales_head")


def test_the_database_itself_keeps_a_person_in_one_post_at_a_time(
    person: Callable[[str], Person], today: dt.date
) -> None:
    from django.db import IntegrityError, connection, transaction
    from django.db.backends.postgresql.psycopg_any import DateRange

    old = Post.objects.get(person=person("seller"))
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="post_one_at_a_time"), transaction.atomic():
        Post.objects.create(person=old.person, department=old.department, during=DateRange(today, None))


def test_a_line_of_any_length_is_read_in_one_query(
    person: Callable[[str], Person], employ: Callable[..., Any], post: Callable[..., Any], today: dt.date,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    last = person("seller")
    for number in range(5):
        last = employ(f"Person {number}", place=post(reports_to_id=last.id))
    with django_assert_num_queries(1):
        assert len(managers_of(last.id, day=today)) == 7
