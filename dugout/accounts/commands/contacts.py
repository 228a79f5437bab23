"""Contacts: added, corrected, with their decision roles; that they left, and that they are back."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dugout.accounts.models import Contact
from dugout.accounts.parts.contacts import (
    keep_contact_name,
    refuse_stranger,
    take_contact,
    write_contact,
    write_roles,
)
from dugout.accounts.parts.holding import hold
from dugout.accounts.rules.checks import LIMITS, check_contact
from dugout.accounts.terms import ContactValues
from dugout.history.parts import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.our_company.queries import company_zone
from dugout.our_company.rules.periods import day_of
from dugout.values.days import check_kept_day
from dugout.values.refused import Problem, Refused, Stale
from dugout.values.texts import clean_line

CHANGED = "contact_changed"


def add_contact(*, account_id: int, values: ContactValues, by: Author, at: datetime) -> Contact:
    """A new contact of an account, with roles. Refused for values that cannot be taken."""
    values = cleaned(values)
    with transaction.atomic():
        account = hold(account_id)
        refuse_stranger(account_id, values.reports_to_id)
        contact = Contact.objects.create(account=account, made_at=at, **plain(values))
        write_roles(contact, values.roles)
        keep_contact_name(contact)
        record(
            kind="contact_added",
            by=by,
            at=at,
            account_id=account_id,
            subject=Subject(kind="contact", id=contact.id),
            after={"name": contact.name, "title": contact.title, "roles": sorted(values.roles)},
        )
    return contact


def correct_contact(
    *, contact_id: int, values: ContactValues, seen: int, by: Author, at: datetime
) -> Contact:
    """Changes fields and roles of a contact. Refused when somebody changed it since `seen`."""
    values = cleaned(values)
    with transaction.atomic():
        contact = take_contact(contact_id)
        wanted = {**plain(values), "roles": sorted(values.roles)}
        before = {name: value for name, value in state_of(contact).items() if name in wanted}
        refuse_stale_contact(contact, seen, theirs=before, yours=wanted)
        was, becomes = changed_values(before, wanted)
        if becomes:
            write_contact(contact, becomes)
            _tell(contact, was, becomes, by, at)
    return contact


def contact_left(
    *, contact_id: int, on_day: date, by: Author, at: datetime, seen: int | None = None
) -> Contact:
    """That a contact left the account, on a day that has come. They stay findable; said again it changes nothing."""
    if on_day > day_of(at, company_zone()):
        raise Refused.because("This day has not come yet.", "Write it down once they have left.", "on_day")
    if problems := check_kept_day(on_day, "on_day"):
        raise Refused(problems)
    return _leave(contact_id, on_day, seen, by, at)


def contact_is_back(*, contact_id: int, by: Author, at: datetime, seen: int | None = None) -> Contact:
    """That a contact who had left is there again. Of one who is there it changes nothing."""
    return _leave(contact_id, None, seen, by, at)


def _leave(contact_id: int, on_day: date | None, seen: int | None, by: Author, at: datetime) -> Contact:
    with transaction.atomic():
        contact = take_contact(contact_id)
        if seen is not None:
            theirs, yours = {"left_on": contact.left_on}, {"left_on": on_day}
            refuse_stale_contact(contact, seen, theirs=theirs, yours=yours)
        if contact.left_on == on_day:
            return contact
        before = contact.left_on.isoformat() if contact.left_on else None
        write_contact(contact, {"left_on": on_day})
        _tell(contact, {"left_on": before}, {"left_on": on_day.isoformat() if on_day else None}, by, at)
    return contact


def _tell(contact: Contact, was: dict[str, Any], becomes: dict[str, Any], by: Author, at: datetime) -> None:
    record(
        kind=CHANGED,
        by=by,
        at=at,
        account_id=contact.account_id,
        subject=Subject(kind="contact", id=contact.id),
        before=was,
        after=becomes,
    )


def refuse_stale_contact(
    contact: Contact, seen: int, *, theirs: dict[str, Any], yours: dict[str, Any]
) -> None:
    """Stale, with both states, when the contact is of another version than was seen."""
    if contact.version != seen:
        raise Stale.because(
            f"{contact.name} was changed since you opened this.",
            "Nothing was overwritten. Compare both and save again.",
            theirs=theirs,
            yours=yours,
        )


def plain(values: ContactValues) -> dict[str, Any]:
    """The fields of the row itself, without roles."""
    fields = asdict(values)
    del fields["roles"]
    return fields


def state_of(contact: Contact) -> dict[str, Any]:
    """Fields, roles and the day of leaving, as they stand. One query."""
    names = plain(ContactValues(family_name=contact.family_name))
    return {
        **{name: getattr(contact, name) for name in names},
        "roles": sorted(contact.roles.values_list("role", flat=True)),
        "left_on": contact.left_on,
    }


def cleaned(values: ContactValues) -> ContactValues:
    """The values with their texts cleaned. Refused with every problem at once, one of a field."""
    problems: list[Problem] = []
    texts: dict[str, Any] = {}
    for name in ("given_name", "family_name", "title", "email", "phone", "language"):
        text = clean_line(getattr(values, name), LIMITS[name], field=name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[name] = text
    result = ContactValues(**{**{f: getattr(values, f) for f in ContactValues.__slots__}, **texts})
    wrong = {problem.field for problem in problems}
    problems += [problem for problem in check_contact(result) if problem.field not in wrong]
    if problems:
        raise Refused(problems)
    return result
