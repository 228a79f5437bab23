"""What every request needs to know of who asks, in one statement: the company's zone, the post, who is absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dugout.our_company.models import Department, Position
from dugout.people.models import Person
from dugout.people.terms import PostFacts
from dugout.statements.asking import ask

# The day is the company's, and its zone comes with the same answer: so spans near the day in UTC are read.
SQL = """
select
  (select time_zone from dugout_company),
  (select json_agg(json_build_object(
      'from', lower(p.during), 'until', upper(p.during), 'department_id', d.id, 'department', d.name,
      'side', d.side, 'code', o.code, 'reports_to_id', p.reports_to_id, 'location_id', p.location_id,
      'own_hours_id', p.own_hours_id, 'carries_quota', p.carries_quota))
    from dugout_post p
    join dugout_department d on d.id = p.department_id
    left join dugout_position o on o.id = d.position_id
    where p.person_id = %(person)s and p.during && daterange(%(first)s, %(last)s, '[]')),
  (select json_agg(json_build_object(
      'from', lower(a.during), 'until', upper(a.during), 'person_id', a.person_id, 'stand_in_id', a.stand_in_id))
    from dugout_absence a
    where a.cancelled_at is null and a.during && daterange(%(first)s, %(last)s, '[]'))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAsks:
    """A person at a moment: `day` in the company's `zone`, their post on it, and the absent with their stand-ins."""

    zone: str
    day: date
    post: PostFacts
    absent: Mapping[int, int | None]


def who_asks(person: Person, *, at: datetime) -> WhoAsks:
    """One query."""
    near = at.astimezone(UTC).date()
    wanted: dict[str, Any] = {
        "person": person.id,
        "first": near - timedelta(days=1),
        "last": near + timedelta(days=1),
    }
    ((zone, posts, absences),) = ask(SQL, wanted)
    zone, posts, absences = zone or "UTC", posts or (), absences or ()
    day = at.astimezone(ZoneInfo(zone)).date()
    return WhoAsks(
        zone=zone,
        day=day,
        post=_post(person, next((one for one in posts if _holds(one, day)), None)),
        absent={one["person_id"]: one["stand_in_id"] for one in absences if _holds(one, day)},
    )


def _holds(span: Mapping[str, Any], day: date) -> bool:
    begins, ends = span["from"], span["until"]
    return (begins is None or begins <= day.isoformat()) and (ends is None or day.isoformat() < ends)


def _post(person: Person, row: Mapping[str, Any] | None) -> PostFacts:
    if row is None:
        return PostFacts(
            person_id=person.id, person_name=person.name, department_id=None, department_name="", side="",
            mark="c", reports_to_id=None, location_id=None, own_hours_id=None, carries_quota=False,
        )  # fmt: skip
    position = Position(code=row["code"]) if row["code"] else None
    return PostFacts(
        person_id=person.id,
        person_name=person.name,
        department_id=row["department_id"],
        department_name=row["department"],
        side=row["side"],
        mark=Department(side=row["side"], position=position).mark,
        reports_to_id=row["reports_to_id"],
        location_id=row["location_id"],
        own_hours_id=row["own_hours_id"],
        carries_quota=row["carries_quota"],
    )
