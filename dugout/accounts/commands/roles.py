"""Giving a contact one more decision role."""

from datetime import datetime

from django.db import transaction

from dugout.accounts.models import Contact, ContactRole
from dugout.accounts.parts.contacts import take_contact
from dugout.accounts.terms import DecisionRole
from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject


def give_role(*, contact_id: int, role: DecisionRole, by: Allowed, at: datetime) -> Contact:
    """Adds a role to those of a contact. A second time changes nothing. Missing for an unknown contact."""
    with transaction.atomic():
        contact = take_contact(contact_id)
        before = sorted(contact.roles.values_list("role", flat=True))
        if role.value in before:
            return contact
        ContactRole.objects.create(contact=contact, role=role.value)
        contact.version += 1
        contact.save(update_fields=["version"])
        record(
            kind="contact_changed",
            by=by,
            at=at,
            account_id=contact.account_id,
            subject=Subject(kind="contact", id=contact.id),
            before={"roles": before},
            after={"roles": sorted([*before, role.value])},
        )
    return contact
