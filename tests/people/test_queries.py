"""What pages ask about people, with their numbers of queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.our_company.models import Department
from dugout.people.commands.absences import plan_absence
from dugout.people.models import Person
from dugout.people.queries.directory import Heads, choices_of_people, demo_people, people_on, person_page
from dugout.people.queries.founding import is_founded
from dugout.people.queries.heads import heads_page
from dugout.people.queries.lists import directory_page
from dugout.people.queries.standing import heads_of_sides, members_of, post_of
from dugout.values.refused import Missing
from tests.cast import PARTS

pytestmark = pytest.mark.django_db


def test_the_directory_has_everybody_here_with_what_they_are(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date
) -> None:
    plan_absence(
        person=person("seller"), stand_in=person("engineer"), first_day=today, last_day=today,
        by=author("seller"), at=at,
    )  # fmt: skip
    Person.objects.filter(id=person("support_engineer").id).update(left_on=today)
    lines = {line.name: line for line in people_on(day=today)}
    assert set(lines) == {part.name for part in PARTS} - {"Aoife Kelleher"}
    tom = lines["Tom Okafor"]
    assert (tom.department, tom.mark, tom.manager, tom.location, tom.carries_quota, tom.stand_in) == (
        "Outside Sales", "cf", "Colin Marsh", "Head office", True, "Daniel Brandt",
    )  # fmt: skip
    assert tom.away_until == today + dt.timedelta(days=1)
    assert lines["Colin Marsh"].heads == Heads(sides=("sales",), departments=("Outside Sales",))
    assert [line.department for line in people_on(day=today)] == sorted(
        line.department for line in people_on(day=today)
    )
    assert "Aoife Kelleher" not in dict(choices_of_people()).values()
    assert members_of(post_of(person("support_engineer"), day=today).department_id, day=today) == frozenset()


def test_a_persons_page_has_posts_reports_and_absences_to_come(
    person: Callable[[str], Person], move: Callable[..., Person], today: dt.date
) -> None:
    move("seller", manager="sales_head", department="Marketing", from_day=today)
    page = person_page(person("sales_head").id, day=today)
    assert [post.person.name for post in page.reports] == ["Hanna Weiss", "Tom Okafor"]
    assert [post.department.name for post in person_page(person("seller").id, day=today).posts] == [
        "Marketing", "Outside Sales",
    ]  # fmt: skip
    with pytest.raises(Missing):
        person_page(999_999, day=today)


@pytest.mark.parametrize("many", [1, 3])
def test_pages_of_people_take_as_many_queries_however_many_there_are(
    employ: Callable[..., Person], person: Callable[[str], Person], post: Callable[..., Any], today: dt.date,
    django_assert_num_queries: Any, many: int,
) -> None:  # fmt: skip
    boss = person("executive").id
    for number in range(many):
        employ(f"Person {number}", place=post(reports_to_id=boss))
    with django_assert_num_queries(5):
        people_on(day=today)
    with django_assert_num_queries(8):
        person_page(boss, day=today)
    with django_assert_num_queries(4):
        heads_page(day=today)
    with django_assert_num_queries(2):
        heads_of_sides(day=today)
    with django_assert_num_queries(1):
        choices_of_people()


def test_the_directory_is_found_by_name_and_department_a_page_at_a_time(
    employ: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, today: dt.date,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for name in ("Zoë Ångström", "Zoran Petrović", "Ana Zoe"):
        employ(name)
    support = Department.objects.get(name="Support").id

    def names(**asked: Any) -> list[str]:
        return [line.name for line in directory_page(day=today, **asked).lines]

    assert names(name="zoe") == ["Ana Zoe", "Zoë Ångström"]
    assert names(name="ANGST zo") == ["Zoë Ångström"]
    assert names(name="oe") == []
    assert names(department_id=support) == ["Ana Zoe", "Aoife Kelleher", "Zoran Petrović", "Zoë Ångström"]
    assert names(department_id=support, name="kel") == ["Aoife Kelleher"]
    everybody = directory_page(day=today)
    assert (everybody.people, everybody.departments, everybody.whole, everybody.after) == (15, 9, True, None)

    monkeypatch.setattr("dugout.people.queries.lists.DIRECTORY_PAGE", 10)
    with django_assert_num_queries(6):
        first = directory_page(day=today)
    rest = directory_page(day=today, after=first.after)
    assert [len(first.lines), len(rest.lines), first.whole, rest.after] == [10, 5, False, None]
    assert [*first.lines, *rest.lines] == everybody.lines


def test_nobody_is_offered_by_one_click_outside_a_demo(today: dt.date) -> None:
    assert demo_people(day=today) == []
    assert is_founded()
    Person.objects.update(is_admin=False)
    assert not is_founded()
