"""Telling persons of an entry: once for a person and entry, the absent's stand-in instead of the absent."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from dugout.history.models import Entry
from dugout.our_company.queries import company_day
from dugout.people.models import Person
from dugout.people.queries.standing import absent_on, reporting_lines
from dugout.people.rules import acts_for
from dugout.timeline.models import Notification

LONGEST_REASON = 200


def notify(
    *, persons: Collection[int], entry_id: int, because: str, at: datetime, absent_too: bool = False
) -> int:
    """Tells persons of an entry, in the caller's transaction; returns how many were told now.

    If a person is absent on that day, the one who acts for them is told instead, and why; with `absent_too` the absent
    person gets the notice as well. The entry's author, and who was told before, are left out.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("people are told in the transaction of what they are told of")
    wanted = sorted({person for person in persons if person})
    if not wanted:
        return 0
    reasons = _with_stand_ins(wanted, because, at=at, absent_too=absent_too)
    author_id = Entry.objects.values_list("author_id", flat=True).get(id=entry_id)
    reasons.pop(author_id or 0, None)
    told = set(
        Notification.objects.filter(entry_id=entry_id, person_id__in=reasons).values_list(
            "person_id", flat=True
        )
    )
    rows = [
        Notification(person_id=person, entry_id=entry_id, because=reason[:LONGEST_REASON], made_at=at)
        for person, reason in sorted(reasons.items())
        if person not in told
    ]
    # Two consumers may tell one person of one entry at the same moment: the second finds it told.
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _with_stand_ins(wanted: list[int], because: str, *, at: datetime, absent_too: bool) -> dict[int, str]:
    day = company_day(at)
    absent = absent_on(day=day)
    reasons = {person: because for person in wanted if absent_too or person not in absent}
    away = [person for person in wanted if person in absent]
    if not away:
        return reasons
    lines = reporting_lines(day=day)
    names = dict(Person.objects.filter(id__in=away).values_list("id", "name"))
    for person in away:
        deputy = acts_for(person, absent, lines)
        # Nobody up the line is there: the notice waits for the absent themselves.
        reasons.setdefault(deputy or person, f"You act for {names[person]}. {because}" if deputy else because)
    return reasons
