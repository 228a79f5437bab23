"""Where somebody stands on a day: post, line, absences, heads."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q

from dugout.history.terms import Author, Source
from dugout.people.models import Absence, DepartmentHead, Person, Post, SideHead
from dugout.people.rules.lines import acts_as_head, acts_for, line_above
from dugout.people.terms import PostFacts


def post_of(person: Person, *, day: date) -> PostFacts:
    """The person's post on a day; without one, a post of nothing."""
    post = (
        Post.objects.filter(person=person, during__contains=day)
        .select_related("department__position")
        .first()
    )
    if post is None:
        return PostFacts(
            person_id=person.id, person_name=person.name, department_id=None, department_name="", side="",
            mark="c", reports_to_id=None, location_id=None, own_hours_id=None, carries_quota=False,
        )  # fmt: skip
    return PostFacts(
        person_id=person.id,
        person_name=person.name,
        department_id=post.department_id,
        department_name=post.department.name,
        side=post.department.side,
        mark=post.department.mark,
        reports_to_id=post.reports_to_id,
        location_id=post.location_id,
        own_hours_id=post.own_hours_id,
        carries_quota=post.carries_quota,
    )


def author_for(person: Person, *, day: date, source: Source = Source.SCREEN) -> Author:
    """The author that commands record: the person with department and side on that day."""
    post = post_of(person, day=day)
    return Author(
        person_id=person.id,
        name=person.name,
        department_id=post.department_id,
        side=post.side,
        source=source,
    )


# Each row once: a circle, which the commands refuse, would end the walk too.
_LINES = """
    recursive line(person_id, manager_id) as (
        select person_id, reports_to_id from dugout_post
         where person_id = any(%(of)s) and during @> %(day)s::date
        union
        select post.person_id, post.reports_to_id
        from line join dugout_post post on post.person_id = line.manager_id and post.during @> %(day)s::date
    )
"""
_LINES_ABOVE = f"with {_LINES} select person_id, manager_id from line"


def reporting_lines(*, day: date, of: Collection[int] | None = None) -> dict[int, int | None]:
    """Who reports to whom on a day: of these persons and everybody above them, else the whole company."""
    if of is None:
        return dict(Post.objects.filter(during__contains=day).values_list("person_id", "reports_to_id"))
    return dict(_asked(_LINES_ABOVE, of, day))


def absent_on(*, day: date) -> dict[int, int | None]:
    """The absent of a day, each with the stand-in."""
    return dict(
        Absence.objects.filter(during__contains=day, cancelled_at=None).values_list(
            "person_id", "stand_in_id"
        )
    )


def stands_for(
    person_id: int, *, day: date, absent: Mapping[int, int | None] | None = None
) -> frozenset[int]:
    """Everybody in whose place a person acts on a day, themselves included."""
    absent = absent_on(day=day) if absent is None else absent
    unresolved = [one for one in absent if acts_for(one, absent, {}) is None]
    lines = reporting_lines(day=day, of=unresolved) if unresolved else {}
    return frozenset({person_id} | {one for one in absent if acts_for(one, absent, lines) == person_id})


def who_acts_for(person_id: int, *, day: date) -> int:
    """Who acts for a person on a day; the person themselves where nobody up the line is there."""
    absent = absent_on(day=day)
    if person_id not in absent:
        return person_id
    return acts_for(person_id, absent, reporting_lines(day=day, of=(person_id,))) or person_id


def managers_of(person_id: int, *, day: date) -> tuple[int, ...]:
    """The managers up a person's line, nearest first."""
    return line_above(person_id, reporting_lines(day=day, of=(person_id,)))


def leaders_of(person_id: int, *, day: date) -> frozenset[int]:
    """The managers up a person's line, and the head of the department in which they work on that day."""
    return frozenset(key for (key,) in _asked(_LEADERS, [person_id], day))


_LEADERS = f"""
    with {_LINES}
    select manager_id from line where manager_id is not null
    union
    select h.person_id from dugout_departmenthead h
      join dugout_post p on p.department_id = h.department_id
     where p.person_id = any(%(of)s) and p.during @> %(day)s::date and h.during @> %(day)s::date
"""


def _asked(sql: str, of: Collection[int], day: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"of": list(of), "day": day})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def heads_of_sides(*, day: date, absent: Mapping[int, int | None] | None = None) -> dict[str, int]:
    """Who acts as head of each side on a day: the head, the deputy, or who acts for an absent head."""
    away = absent_on(day=day) if absent is None else absent
    heads = list(SideHead.objects.filter(during__contains=day))
    absent_heads = [head.person_id for head in heads if head.person_id in away]
    lines = reporting_lines(day=day, of=absent_heads) if absent_heads else {}
    return {head.side: acts_as_head(head.person_id, head.deputy_id, away, lines) for head in heads}


def heads_of_department(department_id: int, *, day: date) -> frozenset[int]:
    """The head of a department on a day, as a set of at most one."""
    return frozenset(
        DepartmentHead.objects.filter(department_id=department_id, during__contains=day).values_list(
            "person_id", flat=True
        )
    )


def members_of(department_id: int, *, day: date) -> frozenset[int]:
    """Who works in a department on a day and has not left."""
    return frozenset(
        Post.objects.filter(
            Q(department_id=department_id), Q(during__contains=day), Q(person__left_on=None)
        ).values_list(F("person_id"), flat=True)
    )


def marks_on(person_ids: Collection[int], *, day: date) -> frozenset[str]:
    """The marks of the departments in which these persons work on a day."""
    posts = Post.objects.filter(person_id__in=person_ids, during__contains=day)
    return frozenset(post.department.mark for post in posts.select_related("department__position"))
