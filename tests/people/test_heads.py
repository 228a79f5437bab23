"""Heads of sides and departments, with deputies."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.our_company.models import Department
from dugout.our_company.terms import Side
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.models import Person, SideHead
from dugout.people.queries.heads import department_heads_on, heads_page, side_heads_on
from dugout.people.queries.standing import heads_of_department, heads_of_sides
from dugout.values.refused import Refused
from tests.cast import FIRST_DAY
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def head_side(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date
) -> Callable[..., SideHead]:
    def named(side: Side, key: str, deputy: str | None = None, from_day: dt.date | None = None) -> SideHead:
        return name_side_head(
            side=side, person=person(key), deputy=person(deputy) if deputy else None,
            from_day=from_day or today, by=author("admin"), at=at,
        )  # fmt: skip

    return named


@pytest.fixture
def away(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date
) -> Callable[..., None]:
    def planned(key: str, stand_in: str | None = None) -> None:
        plan_absence(
            person=person(key), stand_in=person(stand_in) if stand_in else None, first_day=today,
            last_day=today, by=author("admin"), at=at,
        )  # fmt: skip

    return planned


def test_a_head_is_named_from_a_day_on_and_the_one_before_until_then(
    head_side: Callable[..., SideHead], person: Callable[[str], Person], today: dt.date
) -> None:
    head_side(Side.SALES, "other_seller", "seller", today + DAY)
    before, after = side_heads_on(day=today)["sales"], side_heads_on(day=today + DAY)["sales"]
    assert (before.person, before.during.lower) == (person("sales_head"), FIRST_DAY)
    assert (after.person, after.deputy) == (person("other_seller"), person("seller"))
    entry = Entry.objects.get(kind="side_head_named")
    assert entry.before == {"head": "Colin Marsh"}
    assert entry.after == {"side": "sales", "head": "Hanna Weiss", "deputy": "Tom Okafor"}
    assert [head.person.name for head in heads_page(day=today).planned_sides] == ["Hanna Weiss"]


def test_a_later_plan_is_replaced_and_the_past_stays(
    head_side: Callable[..., SideHead], person: Callable[[str], Person], today: dt.date
) -> None:
    head_side(Side.SALES, "seller", None, today + 9 * DAY)
    head_side(Side.SALES, "other_seller", None, today)
    assert list(
        SideHead.objects.filter(side="sales").order_by("during").values_list("person__name", flat=True)
    ) == ["Colin Marsh", "Hanna Weiss"]
    before = digest_of_database()
    with pytest.raises(Refused, match="Hanna Weiss has been head since 04 Mar 2026"):
        head_side(Side.SALES, "seller", None, today - DAY)
    assert digest_of_database() == before


def test_one_person_may_head_both_sides_and_the_page_is_told(
    head_side: Callable[..., SideHead], person: Callable[[str], Person], today: dt.date
) -> None:
    assert heads_page(day=today).of_both == ""
    head_side(Side.SALES, "executive")
    head_side(Side.ACCOUNT_MANAGEMENT, "executive")
    renata = person("executive").id
    assert heads_of_sides(day=today) == {"sales": renata, "account_management": renata}
    assert heads_page(day=today).of_both == "Renata Vogel"


def test_an_absent_head_is_stood_for_by_the_deputy_then_by_their_own_stand_in(
    away: Callable[..., None], person: Callable[[str], Person], today: dt.date
) -> None:
    acting = lambda: heads_of_sides(day=today)["sales"]  # noqa: E731
    assert acting() == person("sales_head").id
    away("sales_head", stand_in="engineer")
    assert acting() == person("other_seller").id
    away("other_seller")
    assert acting() == person("engineer").id
    away("engineer")
    assert acting() == person("executive").id
    away("executive")
    assert acting() == person("sales_head").id


@pytest.mark.parametrize(
    ("side", "key", "deputy", "field"),
    [
        (Side.OTHER, "executive", None, "side"),
        (Side.SALES, "seller", "seller", "deputy"),
        (Side.SALES, "left", None, "person"),
        (Side.SALES, "seller", "left", "deputy"),
    ],
)
def test_a_head_that_cannot_be_named_is_refused(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date, side: Side,
    key: str, deputy: str | None, field: str,
) -> None:  # fmt: skip
    Person.objects.filter(id=person("engineer").id).update(left_on=today)
    who = {
        "left": person("engineer"),
        "seller": person("seller"),
        "executive": person("executive"),
        None: None,
    }
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        name_side_head(
            side=side, person=who[key], deputy=who[deputy], from_day=today, by=author("admin"), at=at
        )
    assert refused.value.problems[0].field == field
    assert digest_of_database() == before


def test_a_department_has_one_head_from_a_day_on(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, today: dt.date
) -> None:
    support = Department.objects.get(name="Support")
    assert heads_of_department(support.id, day=today) == frozenset()
    for key, from_day in (("support_engineer", today), ("engineer", today + DAY)):
        name_department_head(
            department=support, person=person(key), from_day=from_day, by=author("admin"), at=at
        )
    assert heads_of_department(support.id, day=today) == {person("support_engineer").id}
    assert heads_of_department(support.id, day=today + DAY) == {person("engineer").id}
    entry = Entry.objects.filter(kind="department_head_named").latest("id")
    assert (entry.before, entry.after) == (
        {"head": "Aoife Kelleher"}, {"department": "Support", "head": "Daniel Brandt"},
    )  # fmt: skip
    assert [head.department.name for head in department_heads_on(day=today)] == [
        "Account Management", "Outside Sales", "Support",
    ]  # fmt: skip
