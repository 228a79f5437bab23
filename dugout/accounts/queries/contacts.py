"""Contacts of an account, and one by its id."""

from django.db.models import F, QuerySet

from dugout.accounts.models import Contact
from dugout.values.refused import Missing


def contacts(*, account_id: int | None = None) -> QuerySet[Contact]:
    """Contacts with account, roles and manager, of one account or of all. Two queries when read."""
    rows = Contact.objects.select_related("account", "reports_to").prefetch_related("roles")
    return rows if account_id is None else rows.filter(account_id=account_id)


def contacts_of(account_id: int, *, most: int = 40) -> list[Contact]:
    """The contacts of an account: who has most influence first, those who left last. Two queries."""
    rows = contacts(account_id=account_id)
    return list(
        rows.order_by(
            F("left_on").asc(nulls_first=True), F("influence").desc(nulls_last=True), "family_name", "id"
        )[:most]
    )


def contact(contact_id: int) -> Contact:
    """One contact. Two queries; Missing without."""
    found = contacts().filter(id=contact_id).first()
    if found is None:
        raise Missing.because("There is no such contact.", "Look them up on the account.")
    return found
