"""Holding a contact with its account, and writing its fields and decision roles."""

from collections.abc import Mapping
from typing import Any

from dugout.accounts.models import Contact, ContactRole
from dugout.accounts.parts.holding import hold
from dugout.accounts.rules.family import makes_a_circle
from dugout.history.queries import the
from dugout.search.parts import keep_name
from dugout.values.refused import Refused


def take_contact(contact_id: int) -> Contact:
    """The contact and its account, both locked. Missing when there is none."""
    found = Contact.objects.filter(id=contact_id).values_list("account_id", flat=True).first()
    if found is not None:
        hold(found)
    return the(
        Contact.objects.select_for_update(no_key=True, of=("self",)).select_related("account"), contact_id
    )


def write_contact(contact: Contact, becomes: Mapping[str, Any]) -> None:
    """Writes fields and `roles` of a contact that is held, with its next version and its name in the search.

    Refused for a manager who is not a contact of the account, or who reports to the contact.
    """
    if "reports_to_id" in becomes:
        refuse_stranger(contact.account_id, becomes["reports_to_id"], contact.id)
    fields = {name: value for name, value in becomes.items() if name != "roles"}
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.version += 1
    contact.save(update_fields=[*fields, "version"])
    if "roles" in becomes:
        ContactRole.objects.filter(contact=contact).delete()
        write_roles(contact, becomes["roles"])
    keep_contact_name(contact)


def write_roles(contact: Contact, roles: Any) -> None:
    ContactRole.objects.bulk_create(ContactRole(contact=contact, role=str(role)) for role in sorted(roles))


def keep_contact_name(contact: Contact) -> None:
    """Writes the contact's name where it is searched, with the account's beside it."""
    keep_name(kind="contact", record_id=contact.id, name=contact.name, detail=contact.account.name)


def refuse_stranger(account_id: int, reports_to_id: int | None, contact_id: int | None = None) -> None:
    """Refused for a manager of another account, and where the two would report to each other."""
    if reports_to_id is None:
        return
    managers = dict(Contact.objects.filter(account_id=account_id).values_list("id", "reports_to_id"))
    if reports_to_id not in managers:
        raise Refused.because(
            "A contact reports to another contact of the same account.",
            "Choose one of the list.",
            "reports_to",
        )
    line: list[int] = []
    above: int | None = reports_to_id
    while above is not None and above not in line:
        line.append(above)
        above = managers.get(above)
    if contact_id is not None and makes_a_circle(contact_id, reports_to_id, line):
        raise Refused.because(
            "Nobody reports to themselves, whoever stands between.", "Choose another contact.", "reports_to"
        )
