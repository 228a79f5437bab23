"""Persons and their posts: added, corrected, moved to another department or manager from a day on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from dugout.history.parts import change_row, record
from dugout.history.queries import the
from dugout.history.terms import Allowed, Subject
from dugout.our_company.queries.company import company_day
from dugout.people.models import Person, Post
from dugout.people.parts import check_post_here, place, place_newcomer, told_post, told_values
from dugout.people.rules.persons import check_person
from dugout.people.terms import PersonValues, PostValues
from dugout.search.parts import keep_name
from dugout.values.records import columns_of, told_of, values_of
from dugout.values.refused import Problem, Refused, Stale


def add_person(
    *, values: PersonValues, post: PostValues, by: Allowed, at: datetime, admin: bool = False
) -> Person:
    """A new person with a first post. Refused for values that cannot be taken, or an email in use."""
    values, problems = check_person(values)
    if problems := (*problems, *check_post_here(post)):
        raise Refused(problems)
    with transaction.atomic():
        person = Person(**columns_of(values), joined_at=at, is_admin=admin)
        person.set_unusable_password()
        with _own_email():
            person.save()
        place_newcomer(person, post)
        keep_name(kind="person", record_id=person.id, name=person.name, detail=person.title)
        record(
            kind="person_added",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            after={"name": person.name, "email": person.email, "title": person.title, **told_values(post)},
        )
    return person


def correct_person(*, person_id: int, values: PersonValues, seen: int, by: Allowed, at: datetime) -> Person:
    """Changes the plain fields of a person.

    Refused when somebody else changed them since `seen`, and for an administrator without an email: there is
    always one who can sign in.
    """
    values, problems = check_person(values)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        person = load_for_change(person_id)
        locks_out = Problem(
            "email",
            f"{person.name} is an administrator, and signs in with this email.",
            "Write another email, or end their administration first.",
        )
        with _own_email():
            changed = change_row(
                person,
                columns_of(values),
                seen=seen,
                told=lambda row: told_of(values_of(PersonValues, row)),
                kind="person_changed",
                subject="person",
                by=by,
                at=at,
                checked=lambda: (locks_out,) if person.is_admin and values.email is None else (),
            )
        if changed:
            keep_name(kind="person", record_id=person.id, name=person.name, detail=person.title)
    return person


def change_post(
    *, person_id: int, post: PostValues, by: Allowed, at: datetime, seen: int | None = None
) -> Person:
    """Another department, manager, location, hours or quota from a day on; what was planned for later goes.

    Refused when it would close a circle, for a day before the present post began, and when somebody changed
    the person since `seen`.
    """
    with transaction.atomic():
        person = load_for_change(person_id)
        if person.left_on is not None:
            raise Refused.because(f"{person.name} works here no more.", "Look at the people who do.")
        before = told_post(Post.objects.filter(person=person, during__contains=post.from_day).first())
        if seen is not None and person.version != seen:
            raise Stale.because(
                f"{person.name} was changed since you opened this.",
                "Compare both and save again.",
                theirs=before,
                yours=told_values(post),
            )
        place(person, post, today=company_day(at))
        person.version += 1
        person.save(update_fields=["version"])
        record(
            kind="post_changed",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before=before,
            after=told_values(post),
        )
    return person


def load_for_change(person_id: int) -> Person:
    """The person's row, locked. Missing when there is none."""
    return the(Person.objects.select_for_update(no_key=True), person_id)


@contextmanager
def _own_email() -> Iterator[None]:
    """Refused where somebody else has the email that is written."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "email" not in str(error):
            raise
        raise Refused.because(
            "Somebody here has this email already.", "Use another, or open that person.", "email"
        ) from error
