"""Days on which somebody is away, and who stands in."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.queries.company import company_day
from dugout.people.commands.employing import load_for_change
from dugout.people.models import Absence, Person
from dugout.people.rules.persons import check_absence
from dugout.values.refused import Missing, Refused

ONE_DAY = timedelta(days=1)


def plan_absence(
    *, person: Person, stand_in: Person | None, first_day: date, last_day: date, by: Allowed, at: datetime
) -> Absence:
    """Somebody is away from the first to the last day, both included. Refused when it overlaps another."""
    problems = check_absence(first_day, last_day)
    if problems:
        raise Refused(problems)
    if person.left_on is not None:
        raise Refused.because(f"{person.name} works here no more.", "Look at the people who do.", "person")
    if stand_in is not None and stand_in == person:
        raise Refused.because("Nobody stands in for themselves.", "Choose somebody else.", "stand_in")
    if stand_in is not None and stand_in.left_on is not None:
        raise Refused.because(f"{stand_in.name} works here no more.", "Choose somebody else.", "stand_in")
    try:
        with transaction.atomic():
            # One at a time: two who plan at once would each wait for the other.
            load_for_change(person.id)
            absence = Absence.objects.create(
                person=person,
                stand_in=stand_in,
                during=DateRange(first_day, last_day + ONE_DAY),
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


def cancel_absence(*, absence_id: int, by: Allowed, at: datetime) -> Absence:
    """Takes an absence back; of one that has begun, the days from today on: what is past was so.

    Its row stays. Missing for one that is over or was cancelled before.
    """
    today = company_day(at)
    with transaction.atomic():
        rows = Absence.objects.select_for_update(of=("self",)).select_related("person")
        absence = rows.filter(id=absence_id, cancelled_at=None, during__endswith__gt=today).first()
        if absence is None:
            raise Missing.because(
                "This absence is over, was cancelled before, or never was.", "Look at the list again."
            )
        first_day, last_day = absence.during.lower, absence.during.upper - ONE_DAY
        if first_day < today:
            absence.during = DateRange(first_day, today)
        else:
            absence.cancelled_at = at
        absence.save(update_fields=["during", "cancelled_at"])
        record(
            kind="absence_cancelled",
            by=by,
            at=at,
            subject=Subject(kind="person", id=absence.person_id),
            before={
                "person": absence.person.name,
                "first_day": first_day.isoformat(),
                "last_day": last_day.isoformat(),
            },
            after={"last_day": (today - ONE_DAY).isoformat()} if first_day < today else None,
        )
    return absence
