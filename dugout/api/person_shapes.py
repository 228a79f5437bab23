"""A person as JSON, and what the operations on people take."""

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import ConfigDict

from dugout.api.shapes import Paged, id_text, number, number_or_none
from dugout.people.models import Absence, Person, Post
from dugout.people.terms import PersonValues, PostValues
from dugout.values.records import told_of, values_of


class AskedPeople(Paged):
    """`name` finds beginnings of words; `left` lists who works here no more instead of who does."""

    name: str = ""
    department: str | None = None
    left: bool = False


class PersonPatch(Schema):
    """What is left out stays as it is. Without an email somebody holds things and does not sign in."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    email: str | None = None
    title: str = ""
    phone: str = ""
    time_zone: str = ""


class PostIn(Schema):
    """Where somebody works from a day on, today unless told. `own_hours` is a calendar."""

    model_config = ConfigDict(extra="forbid")

    department: str
    from_day: dt.date | None = None
    reports_to: str | None = None
    location: str | None = None
    own_hours: str | None = None
    carries_quota: bool = False


class LeavingIn(Schema):
    """`successor` takes over accounts, open sales, hand-offs, needs, promises, and what the person heads."""

    model_config = ConfigDict(extra="forbid")

    successor: str | None = None


class NewPersonIn(PersonPatch):
    name: str
    post: PostIn


class PostOut(Schema):
    department: str
    from_day: dt.date
    last_day: dt.date | None
    reports_to: str | None
    location: str | None
    own_hours: str | None
    carries_quota: bool


class PersonOut(Schema):
    """`post` is today's. `stand_in` acts until `away_until`; nobody there means the manager."""

    id: str
    name: str
    email: str | None
    title: str
    phone: str
    time_zone: str
    administers: bool
    left_on: dt.date | None
    post: PostOut | None
    away_until: dt.date | None
    stand_in: str | None
    external_id: str
    external_source: str
    version: int


class PersonList(Schema):
    items: list[PersonOut]
    next: str | None


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


def post_out(row: Post) -> dict[str, Any]:
    return {
        "department": id_text(row.department_id),
        "from_day": row.during.lower,
        "last_day": row.last_day,
        "reports_to": id_text(row.reports_to_id),
        "location": id_text(row.location_id),
        "own_hours": id_text(row.own_hours_id),
        "carries_quota": row.carries_quota,
    }


def person_out(row: Person) -> dict[str, Any]:
    """A person of `with_present`. No query."""
    post: Post | None = next(iter(getattr(row, "posts_now", ())), None)
    absence: Absence | None = next(iter(getattr(row, "absences_now", ())), None)
    return {
        "id": id_text(row.id),
        **told_of(values_of(PersonValues, row)),
        "administers": row.is_admin,
        "left_on": row.left_on,
        "external_id": row.external_id,
        "external_source": row.external_source,
        "version": row.version,
        "post": post_out(post) if post else None,
        "away_until": absence.during.upper if absence else None,
        "stand_in": id_text(absence.stand_in_id) if absence else None,
    }
