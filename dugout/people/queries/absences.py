"""Absences as rows, for lists and for one of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from dugout.people.models import Absence


def absences(*, person_ids: Collection[int] | None = None, on: date | None = None) -> QuerySet[Absence]:
    """Absences that were not cancelled: of everybody or these persons, all or those of a day."""
    rows = Absence.objects.filter(cancelled_at=None).select_related("person", "stand_in")
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    return rows if on is None else rows.filter(during__contains=on)
