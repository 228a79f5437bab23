"""Contacts: added, corrected, with their decision roles."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dugout.accounts.models import Contact, ContactRole
from dugout.accounts.parts import hold
from dugout.accounts.rules import check_contact
from dugout.accounts.terms import ContactValues
from dugout.history.parts import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.search.parts import keep_name
from dugout.values.refused import Missing, Problem, Refused, Stale
from dugout.values.texts import clean_line


def add_contact(*, account_id: int, values: ContactValues, by: Author, at: datetime) -> Contact:
    """A new contact of an account, with roles. Refused for values that cannot be taken."""
    values = cleaned(values)
    with transaction.atomic():
        account = hold(account_id)
        _refuse_stranger(account_id, values.reports_to_id)
        fields = plain(values)
        contact = Contact.objects.create(account=account, made_at=at, **fields)
        ContactRole.objects.bulk_create(
            ContactRole(contact=contact, role=role.value) for role in sorted(values.roles)
        )
        keep_name(kind="contact", record_id=contact.id, name=contact.name, detail=account.name)
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
        contact = load_for_change(contact_id)
        before = state_of(contact)
        wanted = {**plain(values), "roles": sorted(values.roles)}
        if contact.version != seen:
            raise Stale.because(
                f"{contact.name} was changed since you opened this.",
                "Nothing was overwritten. Compare both and save again.",
                theirs=before,
                yours=wanted,
            )
        _refuse_stranger(contact.account_id, values.reports_to_id, contact_id)
        was, becomes = changed_values(before, wanted)
        if not becomes:
            return contact
        roles = becomes.pop("roles", None)
        for name, value in becomes.items():
            setattr(contact, name, value)
        contact.version += 1
        contact.save(update_fields=[*becomes, "version"])
        if roles is not None:
            contact.roles.all().delete()
            ContactRole.objects.bulk_create(ContactRole(contact=contact, role=role) for role in roles)
            becomes["roles"] = roles
        keep_name(kind="contact", record_id=contact.id, name=contact.name, detail=contact.account.name)
        record(
            kind="contact_changed",
            by=by,
            at=at,
            account_id=contact.account_id,
            subject=Subject(kind="contact", id=contact.id),
            before=was,
            after=becomes,
        )
    return contact


def contact_left(*, contact_id: int, on_day: date, by: Author, at: datetime) -> Contact:
    """That a contact left the account on a day. They stay findable; a second time changes nothing."""
    with transaction.atomic():
        contact = load_for_change(contact_id)
        if contact.left_on == on_day:
            return contact
        before = contact.left_on.isoformat() if contact.left_on else None
        contact.left_on = on_day
        contact.version += 1
        contact.save(update_fields=["left_on", "version"])
        record(
            kind="contact_changed",
            by=by,
            at=at,
            account_id=contact.account_id,
            subject=Subject(kind="contact", id=contact.id),
            before={"left_on": before},
            after={"left_on": on_day.isoformat()},
        )
    return contact


def load_for_change(contact_id: int) -> Contact:
    """The contact with its account, locked. Missing when there is none."""
    found = (
        Contact.objects.select_for_update(no_key=True, of=("self",))
        .select_related("account")
        .filter(id=contact_id)
        .first()
    )
    if found is None:
        raise Missing.because("There is no such contact.", "Look them up on the account.")
    return found


def plain(values: ContactValues) -> dict[str, Any]:
    """The fields of the row itself, without roles."""
    fields = asdict(values)
    del fields["roles"]
    return fields


def state_of(contact: Contact) -> dict[str, Any]:
    """Fields and roles as `changed_values` compares them."""
    names = plain(ContactValues(family_name=contact.family_name))
    return {
        **{name: getattr(contact, name) for name in names},
        "roles": sorted(contact.roles.values_list("role", flat=True)),
    }


def cleaned(values: ContactValues) -> ContactValues:
    """The values with their texts cleaned. Refused with every problem at once."""
    problems: list[Problem] = []
    texts: dict[str, Any] = {}
    for name in ("given_name", "family_name", "title", "email", "phone", "language"):
        text = clean_line(getattr(values, name), 1000, field=name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[name] = text
    result = ContactValues(**{**{f: getattr(values, f) for f in ContactValues.__slots__}, **texts})
    problems += check_contact(result)
    if problems:
        raise Refused(problems)
    return result


def _refuse_stranger(account_id: int, reports_to_id: int | None, contact_id: int | None = None) -> None:
    if reports_to_id is None:
        return
    if reports_to_id == contact_id:
        raise Refused.because("Nobody reports to themselves.", "Choose another contact.", "reports_to")
    if not Contact.objects.filter(id=reports_to_id, account_id=account_id).exists():
        raise Refused.because(
            "A contact reports to another contact of the same account.",
            "Choose one of the list.",
            "reports_to",
        )
