"""What every request needs to know of who asks: the company's zone, the post, who is absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, QuerySet, Subquery, Value

from dugout.our_company.models import Company
from dugout.our_company.rules.marks import mark_of
from dugout.our_company.rules.periods import day_of
from dugout.people.models import Absence, Person, Post
from dugout.people.terms import PostFacts
from dugout.statements import Given, Kept, rows_of


def _near(rows: QuerySet[Any], **columns: Any) -> ArraySubquery:
    """The absent of the days around the UTC day: the company's zone, read along with them, says which day it is."""
    days = Func(
        Given("first"), Given("last"), Value("[]"), function="daterange", output_field=DateRangeField()
    )
    span = {"from_day": F("during__startswith"), "until": F("during__endswith")}
    return rows_of(rows.filter(during__overlap=days), **span, **columns)


def _who_asks() -> "QuerySet[Person, tuple[Any, ...]]":
    kept = ("department_id", "reports_to_id", "location_id", "own_hours_id", "carries_quota")
    posts = _near(
        Post.objects.filter(person_id=Given("person")), **{column: column for column in kept},
        department=F("department__name"), side=F("department__side"), code=F("department__position__code"),
    )  # fmt: skip
    absences = _near(
        Absence.objects.filter(cancelled_at=None), person_id="person_id", stand_in_id="stand_in_id"
    )
    zone = Subquery(Company.objects.values("time_zone")[:1])
    return Person.objects.filter(id=Given("person")).values_list(zone, posts, absences)


_WHO_ASKS = Kept(_who_asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAsks:
    """A person at a moment: `day` in the company's `zone`, their post on it, and the absent with their stand-ins."""

    zone: str
    day: date
    post: PostFacts
    absent: Mapping[int, int | None]


def who_asks(person: Person, *, at: datetime) -> WhoAsks:
    """Who a person is at a moment."""
    near = at.astimezone(UTC).date()
    wanted: dict[str, Any] = {
        "person": person.id,
        "first": near - timedelta(days=1),
        "last": near + timedelta(days=1),
    }
    zone, posts, absences = _WHO_ASKS.first(**wanted) or (None, (), ())
    zone = zone or "UTC"
    day = day_of(at, zone)
    return WhoAsks(
        zone=zone,
        day=day,
        post=_post(person, next((one for one in posts if _holds(one, day)), None)),
        absent={one["person_id"]: one["stand_in_id"] for one in absences if _holds(one, day)},
    )


def _holds(span: Mapping[str, Any], day: date) -> bool:
    begins, ends = span["from_day"], span["until"]
    return (begins is None or begins <= day.isoformat()) and (ends is None or day.isoformat() < ends)


def _post(person: Person, row: Mapping[str, Any] | None) -> PostFacts:
    if row is None:
        return PostFacts(
            person_id=person.id, person_name=person.name, department_id=None, department_name="", side="",
            mark="c", reports_to_id=None, location_id=None, own_hours_id=None, carries_quota=False,
        )  # fmt: skip
    return PostFacts(
        person_id=person.id,
        person_name=person.name,
        department_id=row["department_id"],
        department_name=row["department"],
        side=row["side"],
        mark=mark_of(row["side"], row["code"]),
        reports_to_id=row["reports_to_id"],
        location_id=row["location_id"],
        own_hours_id=row["own_hours_id"],
        carries_quota=row["carries_quota"],
    )
