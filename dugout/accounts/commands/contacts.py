"""Contacts: added, corrected, with their decision roles; that they left, and that they are back."""

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
from dugout.accounts.rules.checks import check_contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.queries import company_day
from dugout.values.days import check_kept_day
from dugout.values.records import cleaned, columns_of, first_of_each, told_of, values_of
from dugout.values.refused import Refused, Stale

CHANGED = "contact_changed"


def add_contact(*, account_id: int, values: ContactValues, by: Allowed, at: datetime) -> Contact:
    """A new contact of an account, with roles. Refused for values that cannot be taken."""
    values = as_kept(values)
    with transaction.atomic():
        account = hold(account_id)
        refuse_stranger(account_id, values.reports_to_id)
        contact = Contact.objects.create(account=account, made_at=at, **columns_of(values))
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
    *, contact_id: int, values: ContactValues, seen: int, by: Allowed, at: datetime
) -> Contact:
    """Changes fields and roles of a contact. Refused when somebody changed it since `seen`."""
    values = as_kept(values)
    with transaction.atomic():
        contact = take_contact(contact_id)
        wanted = {**columns_of(values), "roles": sorted(values.roles)}
        before = {name: value for name, value in state_of(contact).items() if name in wanted}
        refuse_stale_contact(contact, seen, theirs=before, yours=wanted)
        was, becomes = changed_values(before, wanted)
        if becomes:
            write_contact(contact, becomes)
            _tell(contact, was, becomes, by, at)
    return contact


def contact_left(
    *, contact_id: int, on_day: date, by: Allowed, at: datetime, seen: int | None = None
) -> Contact:
    """That a contact left the account, on a day that has come. They stay findable; said again it changes nothing."""
    if on_day > company_day(at):
        raise Refused.because("This day has not come yet.", "Write it down once they have left.", "on_day")
    if problems := check_kept_day(on_day, "on_day"):
        raise Refused(problems)
    return _leave(contact_id, on_day, seen, by, at)


def contact_is_back(*, contact_id: int, by: Allowed, at: datetime, seen: int | None = None) -> Contact:
    """That a contact who had left is there again. Of one who is there it changes nothing."""
    return _leave(contact_id, None, seen, by, at)


def _leave(contact_id: int, on_day: date | None, seen: int | None, by: Allowed, at: datetime) -> Contact:
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


def _tell(contact: Contact, was: dict[str, Any], becomes: dict[str, Any], by: Allowed, at: datetime) -> None:
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


def state_of(contact: Contact) -> dict[str, Any]:
    """Fields, roles and the day of leaving, as they stand."""
    roles = frozenset(map(DecisionRole, contact.roles.values_list("role", flat=True)))
    return told_of(values_of(ContactValues, contact, roles=roles)) | {"left_on": contact.left_on}


def as_kept(values: ContactValues) -> ContactValues:
    """The values as they are kept. Refused with every problem at once, one of a field."""
    values, problems = cleaned(values)
    if found := first_of_each(*problems, *check_contact(values)):
        raise Refused(found)
    return values
