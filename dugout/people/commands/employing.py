"""Persons and their posts: added, corrected, moved to another department or manager from a day on."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.history.parts import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.people.models import Person, Post
from dugout.people.rules import check_person, first_circle_day
from dugout.people.terms import LineSpan, PersonValues, PostValues
from dugout.search.parts import keep_name
from dugout.values.refused import Missing, Problem, Refused, Stale

# One change of the reporting lines at a time: of two that would close a circle together, the second sees the first.
REPORTING_LINES_LOCK = 4201


def add_person(
    *, values: PersonValues, post: PostValues, by: Author, at: datetime, admin: bool = False
) -> Person:
    """A new person with a first post. Refused for values that cannot be taken, or an email in use."""
    problems = check_person(values)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        person = Person(**asdict(values), joined_at=at, is_admin=admin)
        person.set_unusable_password()
        _save(person)
        _place(person, post)
        keep_name(kind="person", record_id=person.id, name=person.name, detail=person.title)
        record(
            kind="person_added",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            after={"name": person.name, "email": person.email, "title": person.title},
        )
    return person


def correct_person(*, person_id: int, values: PersonValues, seen: int, by: Author, at: datetime) -> Person:
    """Changes the plain fields of a person. Refused when somebody else changed them since `seen`."""
    problems = check_person(values)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        person = load_for_change(person_id)
        before = {name: getattr(person, name) for name in asdict(values)}
        if person.version != seen:
            raise Stale.because(
                f"{person.name} was changed since you opened this.",
                "Compare both and save again.",
                theirs=before,
                yours=asdict(values),
            )
        was, becomes = changed_values(before, asdict(values))
        if not becomes:
            return person
        for name, value in becomes.items():
            setattr(person, name, value)
        person.version += 1
        _save(person)
        keep_name(kind="person", record_id=person.id, name=person.name, detail=person.title)
        record(
            kind="person_changed",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before=was,
            after=becomes,
        )
    return person


def change_post(*, person_id: int, post: PostValues, by: Author, at: datetime) -> Person:
    """Another department, manager, location or quota from a day on. Refused when it would close a circle."""
    with transaction.atomic():
        person = load_for_change(person_id)
        before = _described(person, post)
        _place(person, post)
        record(
            kind="post_changed",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before=before,
            after={**asdict(post), "from_day": post.from_day.isoformat()},
        )
    return person


def load_for_change(person_id: int) -> Person:
    """The person's row, locked. Missing when there is none."""
    person = Person.objects.select_for_update(no_key=True).filter(id=person_id).first()
    if person is None:
        raise Missing.because("There is no such person.", "Look them up in People.")
    return person


def _described(person: Person, post: PostValues) -> dict[str, object]:
    running = Post.objects.filter(person=person, during__contains=post.from_day).first()
    if running is None:
        return {}
    return {name: getattr(running, name) for name in asdict(post) if name != "from_day"}


def _place(person: Person, post: PostValues) -> None:
    """Ends the post that runs on that day, and those planned after it; begins the new one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [REPORTING_LINES_LOCK])
    Post.objects.filter(person=person, during__startswith__gte=post.from_day).delete()
    running = Post.objects.filter(person=person, during__contains=post.from_day).first()
    if running is not None:
        running.during = DateRange(running.during.lower, post.from_day)
        running.save(update_fields=["during"])
    Post.objects.create(
        person=person,
        department_id=post.department_id,
        reports_to_id=post.reports_to_id,
        location_id=post.location_id,
        own_hours_id=post.own_hours_id,
        carries_quota=post.carries_quota,
        during=DateRange(post.from_day, None),
    )
    spans = [
        LineSpan(person_id=row[0], manager_id=row[1], from_day=row[2].lower, until_day=row[2].upper)
        for row in Post.objects.values_list("person_id", "reports_to_id", "during")
    ]
    circle = first_circle_day(spans, from_day=post.from_day)
    if circle is not None:
        raise Refused.because(
            f"From {circle:%d %b %Y} on, {person.name} would be their own manager.",
            "Choose a manager who does not report to them.",
            field="reports_to",
        )


def _save(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        if "email" not in str(error):
            raise
        raise Refused(
            [Problem("email", "Somebody here has this email already.", "Use another, or open that person.")]
        ) from error
