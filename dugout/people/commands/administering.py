"""Who administers: made an administrator, and one no more. There is always one who can sign in."""

from datetime import datetime

from django.db import transaction

from dugout.history.parts import change_row
from dugout.history.queries import the
from dugout.history.terms import Allowed
from dugout.people.models import Person
from dugout.values.refused import Refused


def set_administrator(*, person_id: int, administers: bool, by: Allowed, at: datetime) -> Person:
    """Makes a person an administrator, or one no more. Nothing is written when it is so already.

    Refused for who cannot sign in, and for the last who can.
    """
    with transaction.atomic():
        # All of them in order, so that the last two who give it up at once wait for each other.
        list(Person.objects.select_for_update().filter(is_admin=True).order_by("id"))
        person = the(Person.objects.select_for_update(no_key=True), person_id)
        if person.is_admin == administers:
            return person
        if administers and (person.email is None or person.left_on is not None):
            raise Refused.because(f"{person.name} does not sign in.", "Give them an email first.", "email")
        if not administers and not other_administrators(person):
            raise Refused.because(
                f"{person.name} is the only administrator.", "Make somebody else one first.", "administers"
            )
        change_row(
            person,
            {"is_admin": administers},
            seen=None,
            told=lambda row: {"is_admin": row.is_admin},
            kind="person_changed",
            subject="person",
            by=by,
            at=at,
        )
    return person


def other_administrators(person: Person) -> bool:
    """Whether somebody else administers and can sign in."""
    others = Person.objects.here().filter(is_admin=True).exclude(email=None).exclude(password="")
    return any(other.has_usable_password() for other in others.exclude(id=person.id))
