"""The end of somebody's work here, and its beginning anew. What they hold is passed on above, in `upkeep`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.queries.company import company_day
from dugout.people.commands.administering import other_administrators
from dugout.people.commands.employing import load_for_change
from dugout.people.models import Absence, ApiToken, OneTimeLink, Person, Post
from dugout.people.parts import place, told_values
from dugout.people.terms import PostValues
from dugout.values.refused import Refused, Stale

ONE_DAY = timedelta(days=1)


def end_employment(
    *, person_id: int, seen: int, told: Mapping[str, Any], by: Allowed, at: datetime
) -> Person:
    """Works here no more: sessions and tokens are dead at once, posts end today, nobody is stood in for by them.

    `told` is what history keeps of what was passed on. Refused for the last administrator, and a second time.
    """
    today = company_day(at)
    with transaction.atomic():
        # All of them in order, so that the last two who leave at once wait for each other.
        list(Person.objects.select_for_update().filter(is_admin=True).order_by("id"))
        person = load_for_change(person_id)
        if person.left_on is not None:
            raise Refused.because(
                f"{person.name} left on {person.left_on:%d %b %Y}.", "Nothing is left to do."
            )
        if person.version != seen:
            raise Stale.because(
                f"{person.name} was changed since you opened this.", "Look again, then go on."
            )
        if person.is_admin and not other_administrators(person):
            raise Refused.because(
                f"{person.name} is the only administrator.", "Make somebody else one first.", "person"
            )
        _end_posts_and_absences(person, today, at)
        ApiToken.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        was_admin = person.is_admin
        person.left_on, person.is_active, person.is_admin = today, False, False
        person.version += 1
        person.save(update_fields=["left_on", "is_active", "is_admin", "version"])
        record(
            kind="person_left",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before={"left_on": None, "is_admin": was_admin},
            after={"left_on": today.isoformat(), **told},
        )
    return person


def employ_again(*, person_id: int, post: PostValues, by: Allowed, at: datetime) -> Person:
    """Works here again, in a post; to sign in they need a new link. Refused for who never left."""
    with transaction.atomic():
        person = load_for_change(person_id)
        if person.left_on is None:
            raise Refused.because(f"{person.name} works here.", "Change their post instead.")
        place(person, post, today=company_day(at))
        before = {"left_on": person.left_on.isoformat()}
        person.left_on, person.is_active = None, True
        person.set_unusable_password()
        person.version += 1
        person.save(update_fields=["left_on", "is_active", "password", "version"])
        record(
            kind="person_came_back",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before=before,
            after={"left_on": None, **told_values(post)},
        )
    return person


def _end_posts_and_absences(person: Person, today: date, at: datetime) -> None:
    Post.objects.filter(person=person, during__startswith__gt=today).delete()
    for post in Post.objects.filter(person=person, during__contains=today):
        post.during = DateRange(post.during.lower, today + ONE_DAY)
        post.save(update_fields=["during"])
    coming = Absence.objects.filter(cancelled_at=None, during__endswith__gt=today)
    # Nobody waits for somebody who is gone: their manager acts instead.
    coming.filter(stand_in=person).update(stand_in=None)
    for absence in coming.filter(person=person, during__startswith__lte=today):
        absence.during = DateRange(absence.during.lower, today + ONE_DAY)
        absence.save(update_fields=["during"])
    coming.filter(person=person, during__startswith__gt=today).update(cancelled_at=at)
