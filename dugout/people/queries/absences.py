"""Absences as rows, for lists and for one of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from dugout.people.models import Absence
from dugout.values.refused import Missing


def absences(*, person_ids: Collection[int] | None = None, on: date | None = None) -> QuerySet[Absence]:
    """Absences that were not cancelled: of everybody or these persons, all or those of a day. For one query."""
    rows = Absence.objects.filter(cancelled_at=None).select_related("person", "stand_in")
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    return rows if on is None else rows.filter(during__contains=on)


def the_absence(absence_id: int) -> Absence:
    """One absence, cancelled or not, with person and stand-in. Missing when there is none. One query."""
    found = Absence.objects.select_related("person", "stand_in").filter(id=absence_id).first()
    if found is None:
        raise Missing.because("There is no such absence.", "Look at the list again.")
    return found
