"""Logging what happened with a client, and taking it back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from dugout.accounts.models import Contact
from dugout.accounts.parts import hold, refresh
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import RECORD_KINDS, Allowed, Subject
from dugout.people.models import Person
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal
from dugout.timeline.parts.notices import notify
from dugout.timeline.queries.figures import CONVERSATIONS, LOGGED_STEP
from dugout.timeline.rules.entries import check_entry
from dugout.timeline.terms import LOGGED_KIND, LoggedEntry
from dugout.values.refused import Problem, Refused


def log_entry(*, entry: LoggedEntry, by: Allowed, at: datetime) -> Entry:
    """Writes one entry on an account, with who took part, and tells who is mentioned.

    Refused with every problem, Missing for an unknown account.
    """
    entry, problems = check_entry(entry, at=at)
    with transaction.atomic():
        hold(entry.account_id)
        problems += _unknown_names(entry, by)
        if problems:
            raise Refused(problems)
        written = _write(entry, by=by, at=at)
        if entry.contacts:
            refresh((entry.account_id,), CONVERSATIONS, at=at)
        if entry.next_step_on:
            refresh((entry.account_id,), LOGGED_STEP, at=at)
        if entry.mentions:
            notify(persons=entry.mentions, entry_id=written.id, because=f"{by.name} mentioned you.", at=at)
    return written


def _unknown_names(entry: LoggedEntry, by: Allowed) -> tuple[Problem, ...]:
    """Contacts of another account, and persons who do not exist."""
    found: list[Problem] = []
    contacts = set(entry.contacts)
    if contacts and Contact.objects.filter(account_id=entry.account_id, id__in=contacts).count() != len(
        contacts
    ):
        found.append(
            Problem(
                "contacts",
                "Somebody named here is not a contact of this account.",
                "Choose from its contacts.",
            )
        )
    named = {*entry.people, *entry.mentions} - {by.person_id}
    known = set(Person.objects.filter(id__in=named).values_list("id", flat=True)) if named else set()
    for field, ids in (("people", entry.people), ("mentions", entry.mentions)):
        if not set(ids) <= known | {by.person_id}:
            found.append(Problem(field, "Somebody named here does not work here.", "Choose from our people."))
    if entry.subject_kind and entry.subject_kind not in RECORD_KINDS:
        found.append(Problem("subject", "There is no such kind of record.", "Leave the link out."))
    return tuple(found)


def _write(entry: LoggedEntry, *, by: Allowed, at: datetime) -> Entry:
    next_step = {
        "next_step": entry.next_step,
        "next_step_on": entry.next_step_on.isoformat() if entry.next_step_on else None,
    }
    written = record(
        kind=entry.kind,
        by=by,
        at=at,
        account_id=entry.account_id,
        subject=Subject(kind=entry.subject_kind, id=entry.subject_id)
        if entry.subject_kind and entry.subject_id
        else None,
        happened_at=entry.happened_at,
        text=entry.text,
        after=next_step if entry.next_step else None,
        direction=entry.direction,
        purpose=entry.purpose,
        minutes=entry.minutes,
    )
    EntryContact.objects.bulk_create(
        EntryContact(entry=written, contact_id=one) for one in dict.fromkeys(entry.contacts)
    )
    took_part = dict.fromkeys(entry.people, False)
    mentioned = dict.fromkeys(entry.mentions, True) | took_part
    EntryPerson.objects.bulk_create(
        EntryPerson(entry=written, person_id=one, mentioned=only) for one, only in mentioned.items()
    )
    return written


def withdraw_entry(*, entry: Entry, by: Allowed, at: datetime) -> EntryWithdrawal:
    """Takes a logged entry back: it stays, drawn struck, and counts for nothing. Refused the second time.

    Who may is the door's question (`Action.WITHDRAW_ENTRY`).
    """
    if entry.kind not in LOGGED_KIND or entry.account_id is None:
        raise Refused.because(
            "Dugout wrote this entry itself, of a change that was made.",
            "Change the record back instead; that is written down too.",
            code="not-withdrawable",
        )
    if by.person_id is None:
        raise Refused.because("Only a person takes an entry back.", "Let its author do it.")
    with transaction.atomic():
        hold(entry.account_id)
        try:
            with transaction.atomic():
                withdrawal = EntryWithdrawal.objects.create(entry=entry, by_id=by.person_id, at=at)
        except IntegrityError:
            raise Refused.because(
                "This entry was withdrawn already.", "There is nothing more to do.", code="already-withdrawn"
            ) from None
        record(
            kind="entry_withdrawn",
            by=by,
            at=at,
            account_id=entry.account_id,
            subject=Subject(kind="entry", id=entry.id),
        )
        refresh((entry.account_id,), CONVERSATIONS, LOGGED_STEP, at=at)
    return withdrawal
