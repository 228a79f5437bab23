"""A person as JSON, and what the operations on people take."""

import datetime as dt
from typing import Annotated

from ninja import Schema

from dugout.api.sent import sent_of
from dugout.api.shapes import Paged, Sent, number, number_or_none
from dugout.api.shown import From, Id
from dugout.people.models import Absence, Person, Post
from dugout.people.terms import PersonValues, PostValues


class AskedPeople(Paged):
    """`name` finds beginnings of words; `left` lists who works here no more instead of who does."""

    name: str = ""
    department: str | None = None
    left: bool = False


class PersonPatch(sent_of(PersonValues)):  # type: ignore[misc]
    """What is left out stays as it is. Without an email somebody holds things and does not sign in."""


class PostIn(Sent):
    """Where somebody works from a day on, today unless told. `own_hours` is a calendar."""

    department: str
    from_day: dt.date | None = None
    reports_to: str | None = None
    location: str | None = None
    own_hours: str | None = None
    carries_quota: bool = False


class LeavingIn(Sent):
    """`successor` takes over accounts, open sales, hand-offs, needs, promises, and what the person heads."""

    successor: str | None = None


class NewPersonIn(PersonPatch):
    name: str
    post: PostIn


class PostOut(Schema):
    department: Id
    from_day: Annotated[dt.date, From("during.lower")]
    last_day: dt.date | None
    reports_to: Id | None
    location: Id | None
    own_hours: Id | None
    carries_quota: bool


def _post_now(row: Person) -> Post | None:
    return next(iter(getattr(row, "posts_now", ())), None)


def _absence_now(row: Person) -> Absence | None:
    return next(iter(getattr(row, "absences_now", ())), None)


class PersonOut(Schema):
    """`post` is today's. `stand_in` acts until `away_until`; nobody there means the manager."""

    id: Id
    name: str
    email: str | None
    title: str
    phone: str
    time_zone: str
    administers: Annotated[bool, From("is_admin")]
    left_on: dt.date | None
    post: Annotated[PostOut | None, From(_post_now)]
    away_until: Annotated[dt.date | None, From(lambda row: (away := _absence_now(row)) and away.during.upper)]
    stand_in: Annotated[Id | None, From(lambda row: (away := _absence_now(row)) and away.stand_in_id)]
    external_id: str
    external_source: str
    version: int


class PersonWithPosts(PersonOut):
    """With every post, the newest first: what held on any day can be asked."""

    posts: list[PostOut]


class InvitationOut(Schema):
    """A link that sets a password, once, within seven days. It is never shown again."""

    link: str


def post_values(sent: PostIn, today: dt.date) -> PostValues:
    return PostValues(
        department_id=number(sent.department),
        from_day=sent.from_day or today,
        reports_to_id=number_or_none(sent.reports_to),
        location_id=number_or_none(sent.location),
        own_hours_id=number_or_none(sent.own_hours),
        carries_quota=sent.carries_quota,
    )
