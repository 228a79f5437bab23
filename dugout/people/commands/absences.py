"""Days on which somebody is away, and who stands in."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.people.models import Absence, Person
from dugout.values.refused import Missing, Refused


def plan_absence(
    *, person: Person, stand_in: Person | None, first_day: date, last_day: date, by: Author, at: datetime
) -> Absence:
    """Somebody is away from the first to the last day, both included. Refused when it overlaps another."""
    if last_day < first_day:
        raise Refused.because("The last day is before the first.", "Turn them round.", "last_day")
    if stand_in is not None and stand_in == person:
        raise Refused.because("Nobody stands in for themselves.", "Choose somebody else.", "stand_in")
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                person=person,
                stand_in=stand_in,
                during=DateRange(first_day, last_day + timedelta(days=1)),
                recorded_at=at,
            )
            record(
                kind="absence_planned",
                by=by,
                at=at,
                subject=Subject(kind="person", id=person.id),
                after={
                    "person": person.name,
                    "first_day": first_day.isoformat(),
                    "last_day": last_day.isoformat(),
                    "stand_in": stand_in.name if stand_in else None,
                },
            )
    except IntegrityError as error:
        raise Refused.because(
            f"{person.name} is already away on some of these days.",
            "Cancel the other absence first.",
            "first_day",
        ) from error
    return absence


def cancel_absence(*, absence_id: int, person: Person, by: Author, at: datetime) -> None:
    """Takes an absence back. Its row stays, with the moment."""
    with transaction.atomic():
        if not Absence.objects.filter(id=absence_id, person=person, cancelled_at=None).update(
            cancelled_at=at
        ):
            raise Missing.because(
                "This absence is not there or was cancelled before.", "Look at the list again."
            )
        record(
            kind="absence_cancelled",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            before={"person": person.name},
        )
