"""Contacts of an account, of all, and one by its id."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet

from dugout.accounts.models import Contact, ContactRole
from dugout.accounts.queries.beginnings import begins
from dugout.accounts.terms import ContactFilter, ContactValues, DecisionRole
from dugout.paging.kept import KeptPages
from dugout.paging.keyset import Page
from dugout.values.records import values_of

EVERY_CONTACT = ContactFilter()
# By family name; the index of one account's contacts has them in this order.
ORDER = ("name_key", "id")
MOST_CHOICES = 500


def contacts(*, account_id: int | None = None, wanted: ContactFilter = EVERY_CONTACT) -> QuerySet[Contact]:
    """Contacts with account, its owner, roles and manager, of one account or of all."""
    rows = Contact.objects.select_related("account__owner", "reports_to").prefetch_related("roles")
    return _of(rows, wanted, account_id if account_id is not None else wanted.account_id)


def _of(rows: QuerySet[Contact], wanted: ContactFilter, account_id: Any) -> QuerySet[Contact]:
    found = rows.filter(_where(wanted))
    return found if account_id is None else found.filter(account_id=account_id)


def contacts_page(wanted: ContactFilter, *, after: str | None, limit: int) -> Page[Contact]:
    """One page of the contacts that match, by name, with account; `role_names` are their roles."""
    if any("\0" in getattr(wanted, name) for name in TEXTS):
        # No text that is kept has a NUL in it, and the database would not even compare it.
        return Page(rows=[], after=None)
    return _PAGES.page(wanted, order=ORDER, after=after, limit=limit)


TEXTS = ("email", "external_source", "external_id")


def _listed(wanted: ContactFilter) -> QuerySet[Contact]:
    roles = ContactRole.objects.filter(contact=OuterRef("id")).order_by("role").values("role")
    rows = Contact.objects.select_related("account").annotate(role_names=ArraySubquery(roles))
    return _of(rows, wanted, wanted.account_id)


_PAGES = KeptPages(Contact, _listed, typed=("account_id", *TEXTS))


def _where(wanted: ContactFilter) -> Q:
    found = Q()
    if wanted.name:
        found &= begins("name_key", wanted.name)
    for name in TEXTS:
        if value := getattr(wanted, name):
            found &= Q(**{f"{name}__iexact" if name == "email" else name: value})
    if wanted.role is not None:
        found &= Q(id__in=ContactRole.objects.filter(role=wanted.role.value).values("contact_id"))
    if wanted.left is not None:
        found &= Q(left_on__isnull=not wanted.left)
    return found


def contacts_of(account_id: int, *, most: int = 40) -> list[Contact]:
    """The contacts of an account: who has most influence first, those who left last."""
    rows = contacts(account_id=account_id)
    return list(
        rows.order_by(
            F("left_on").asc(nulls_first=True), F("influence").desc(nulls_last=True), "family_name", "id"
        )[:most]
    )


def choices_of_contacts(account_id: int, *, but: int | None = None) -> Sequence[tuple[int, str]]:
    """The account's contacts as (id, name), by name, for choosers."""
    rows = Contact.objects.filter(account_id=account_id).exclude(id=but or 0).order_by(*ORDER)
    return [(one.id, one.name) for one in rows.only("given_name", "family_name")[:MOST_CHOICES]]


def reports_of(contact_id: int) -> Sequence[Contact]:
    """Who reports to a contact, by name."""
    return list(Contact.objects.filter(reports_to_id=contact_id).order_by(*ORDER)[:MOST_CHOICES])


def values_of_contact(row: Contact) -> ContactValues:
    """What a person writes on a contact, as it stands."""
    roles = frozenset(DecisionRole(one.role) for one in row.roles.all())
    return values_of(ContactValues, row, roles=roles)
