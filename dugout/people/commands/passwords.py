"""A person's own password: changed by who knows the present one."""

from datetime import datetime

from django.db import transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.people.commands.links import check_password
from dugout.people.models import Person
from dugout.values.refused import Refused


def change_password(*, person: Person, present: str, new: str, by: Allowed, at: datetime) -> Person:
    """Sets another password. Every other session of the person ends with it: theirs were made with the old one."""
    if not person.check_password(present):
        raise Refused.because("This is not your present password.", "Write it once more.", "present")
    problems = check_password(new, person)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        person.set_password(new)
        person.save(update_fields=["password"])
        record(kind="password_set", by=by, at=at, subject=Subject(kind="person", id=person.id))
    return person
