"""Who administers: made an administrator, and one no more. There is always one who can sign in."""

from datetime import datetime

from django.db import transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.people.models import Person
from dugout.values.refused import Missing, Refused


def set_administrator(*, person_id: int, administers: bool, by: Allowed, at: datetime) -> Person:
    """Makes a person an administrator, or one no more. Nothing is written when it is so already.

    Refused for who cannot sign in, and for the last who can.
    """
    with transaction.atomic():
        # All of them in order, so that the last two who give it up at once wait for each other.
        list(Person.objects.select_for_update().filter(is_admin=True).order_by("id"))
        person = Person.objects.select_for_update(no_key=True).filter(id=person_id).first()
        if person is None:
            raise Missing.because("There is no such person.", "Look them up in People.")
        if person.is_admin == administers:
            return person
        if administers and (person.email is None or person.left_on is not None):
            raise Refused.because(f"{person.name} does not sign in.", "Give them an email first.", "email")
        if not administers and not other_administrators(person):
            raise Refused.because(
                f"{person.name} is the only administrator.", "Make somebody else one first.", "administers"
            )
        person.is_admin = administers
        person.version += 1
        person.save(update_fields=["is_admin", "version"])
        record(
            kind="person_changed",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before={"is_admin": not administers},
            after={"is_admin": administers},
        )
    return person


def other_administrators(person: Person) -> bool:
    """Whether somebody else administers and can sign in. One query."""
    others = Person.objects.here().filter(is_admin=True).exclude(email=None).exclude(password="")
    return any(other.has_usable_password() for other in others.exclude(id=person.id))
