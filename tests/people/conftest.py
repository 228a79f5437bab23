"""Short ways to employ and to place, on the suite's usual day."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.our_company.models import Department, Location
from dugout.people.commands.employing import add_person, change_post
from dugout.people.models import Person
from dugout.people.terms import PersonValues, PostValues


@pytest.fixture
def today(at: dt.datetime) -> dt.date:
    return at.date()


@pytest.fixture
def post(person: Callable[[str], Person], today: dt.date) -> Callable[..., PostValues]:
    """A post in Support from today on, reporting to one of the cast by key."""

    def values(*, manager: str | None = "executive", department: str = "Support", **more: Any) -> PostValues:
        return PostValues(**{
            "department_id": Department.objects.get(name=department).id,
            "from_day": today,
            "reports_to_id": person(manager).id if manager else None,
            "location_id": Location.objects.get(main=True).id,
            **more,
        })  # fmt: skip

    return values


@pytest.fixture
def employ(
    post: Callable[..., PostValues], author: Callable[[str], Any], at: dt.datetime
) -> Callable[..., Person]:
    """Employs by the administrator's hand: `employ("Lena Fuchs", email="lena@halden.example")`."""

    def employed(name: str = "Lena Fuchs", *, place: PostValues | None = None, **values: Any) -> Person:
        return add_person(
            values=PersonValues(name=name, **values), post=place or post(), by=author("admin"), at=at
        )

    return employed


@pytest.fixture
def move(
    person: Callable[[str], Person],
    post: Callable[..., PostValues],
    author: Callable[[str], Any],
    at: dt.datetime,
) -> Callable[..., Person]:
    """Gives one of the cast another post: `move("seller", manager="account_manager")`."""

    def moved(key: str, *, seen: int | None = None, **values: Any) -> Person:
        return change_post(
            person_id=person(key).id, post=post(**values), seen=seen, by=author("admin"), at=at
        )

    return moved
