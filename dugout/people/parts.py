"""Placing a person in a post: part of employing and of changing a post."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from dugout.our_company.models import Calendar, Department, Location
from dugout.people.models import Person, Post
from dugout.people.rules.lines import first_circle_day
from dugout.people.rules.persons import check_post
from dugout.people.terms import LineSpan, PostValues
from dugout.values.records import columns_of, values_of
from dugout.values.refused import Problem, Refused

# One change of the reporting lines at a time: of two that would close a circle together, the second sees the first.
REPORTING_LINES_LOCK = 4201


def place_newcomer(person: Person, post: PostValues) -> None:
    """The first post of a person, which was checked. Nobody reports to them yet, so no circle can close."""
    _begin(person, post)


def place(person: Person, post: PostValues, *, today: date) -> None:
    """Ends the post that runs on that day, and those planned after it; begins the new one."""
    if problems := check_post_here(post):
        raise Refused(problems)
    if post.reports_to_id == person.id:
        raise _own_manager(person, post.from_day)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [REPORTING_LINES_LOCK])
    posts = Post.objects.filter(person=person)
    since = posts.filter(during__startswith__lte=today).order_by("-during").first()
    if since is not None and post.from_day < since.during.lower:
        raise Refused.because(
            f"The present post began on {since.during.lower:%d %b %Y}, and what was before it stays.",
            "Give that day or a later one.",
            "from_day",
        )
    posts.filter(during__startswith__gte=post.from_day).delete()
    running = posts.filter(during__contains=post.from_day).first()
    if running is not None:
        running.during = DateRange(running.during.lower, post.from_day)
        running.save(update_fields=["during"])
    _begin(person, post)
    _refuse_circle(person, post)


def told_post(post: Post | None) -> dict[str, Any]:
    """A post in the words of history: names, as they are now. Empty without one."""
    if post is None:
        return {}
    return told_values(values_of(PostValues, post, from_day=post.during.lower))


def told_values(post: PostValues) -> dict[str, Any]:
    """What is to be a post, in the words of history."""
    return {
        "department": _name_in(Department.objects.all(), post.department_id),
        "reports_to": _name_in(Person.objects.all(), post.reports_to_id),
        "location": _name_in(Location.objects.all(), post.location_id),
        "own_hours": _name_in(Calendar.objects.all(), post.own_hours_id),
        "carries_quota": post.carries_quota,
        "from_day": post.from_day.isoformat(),
    }


def _name_in(rows: QuerySet[Any], id_: int | None) -> str | None:
    return None if id_ is None else rows.filter(id=id_).values_list("name", flat=True).first()


def _begin(person: Person, post: PostValues) -> None:
    columns = columns_of(post)
    from_day = columns.pop("from_day")
    Post.objects.create(person=person, during=DateRange(from_day, None), **columns)


def check_post_here(post: PostValues) -> tuple[Problem, ...]:
    """Everything that is wrong with a post: also a department, manager, location or calendar that is not there."""
    problems = list(check_post(post))
    if post.department_id and not Department.objects.filter(id=post.department_id).exists():
        problems.append(Problem("department", "There is no such department.", "Choose one of the list."))
    if post.reports_to_id and not Person.objects.here().filter(id=post.reports_to_id).exists():
        problems.append(Problem("reports_to", "This manager does not work here.", "Choose one of the list."))
    if post.location_id and not Location.objects.filter(id=post.location_id).exists():
        problems.append(Problem("location", "There is no such location.", "Choose one of the list."))
    if post.own_hours_id and not Calendar.objects.filter(id=post.own_hours_id).exists():
        problems.append(Problem("own_hours", "There is no such calendar.", "Choose one of the list."))
    return tuple(problems)


def _refuse_circle(person: Person, post: PostValues) -> None:
    rows = Post.objects.filter(Q(during__endswith__gt=post.from_day) | Q(during__upper_inf=True))
    spans = [
        LineSpan(person_id=row[0], manager_id=row[1], from_day=row[2].lower, until_day=row[2].upper)
        for row in rows.values_list("person_id", "reports_to_id", "during")
    ]
    circle = first_circle_day(spans, from_day=post.from_day)
    if circle is not None:
        raise _own_manager(person, circle)


def _own_manager(person: Person, day: date) -> Refused:
    return Refused.because(
        f"From {day:%d %b %Y} on, {person.name} would be their own manager.",
        "Choose a manager who does not report to them.",
        field="reports_to",
    )
