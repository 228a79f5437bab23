"""Whom a sentence about an account may name."""

from datetime import date

from dugout.accounts.models import Contact
from dugout.people.models import Person
from dugout.timeline.rules.quick_log import propose
from dugout.timeline.terms import Named, Proposal

MOST_CONTACTS = 500


def contacts_of(account_id: int) -> list[Named]:
    """The account's contacts who have not left, by name. One query."""
    rows = Contact.objects.filter(account_id=account_id, left_on=None).order_by("family_name", "id")
    return [
        Named(id=contact_id, name=f"{given} {family}".strip())
        for contact_id, given, family in rows.values_list("id", "given_name", "family_name")[:MOST_CONTACTS]
    ]


def our_people() -> list[Named]:
    """Everybody who works here now, by name. One query."""
    return [
        Named(id=person_id, name=name)
        for person_id, name in Person.objects.here().order_by("name", "id").values_list("id", "name")
    ]


def proposal_for(text: str, *, account_contacts: list[Named], today: date) -> Proposal:
    """What a sentence seems to say. One query where it mentions somebody, else none."""
    people = our_people() if "@" in text else []
    return propose(text, contacts=account_contacts, people=people, today=today)
