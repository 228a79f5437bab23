"""Whom a sentence about an account may name."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from dugout.accounts.models import Account, Contact
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.search.queries import find_names
from dugout.statements import Given, Kept
from dugout.timeline.rules.quick_log import propose
from dugout.timeline.terms import Named, Proposal
from dugout.values.texts import fold

MOST_CONTACTS = 500
# So many of the newest entries are looked through for where somebody logged last.
LOOKED_BACK = 500


def contacts_of(account_id: int, *, left_too: bool = False) -> list[Named]:
    """The account's contacts by name: who has not left, or all."""
    rows = (_ALL_CONTACTS if left_too else _CONTACTS).rows(account=account_id)
    return [Named(id=contact_id, name=f"{given} {family}".strip()) for contact_id, given, family in rows]


def _named(left: Q) -> "QuerySet[Contact, tuple[int, str, str]]":
    rows = Contact.objects.filter(left, account_id=Given("account")).order_by("family_name", "id")
    return rows.values_list("id", "given_name", "family_name")[:MOST_CONTACTS]


_ALL_CONTACTS = Kept(lambda: _named(Q()))
_CONTACTS = Kept(lambda: _named(Q(left_on=None)))


def our_people() -> list[Named]:
    """Everybody who works here now, by name."""
    return [
        Named(id=person_id, name=name)
        for person_id, name in Person.objects.here().order_by("name", "id").values_list("id", "name")
    ]


def proposal_for(text: str, *, account_contacts: list[Named], today: date) -> Proposal:
    """What a sentence seems to say."""
    people = our_people() if "@" in text else []
    return propose(text, contacts=account_contacts, people=people, today=today)


def accounts_to_log_on(wanted: str, *, acts_for: Collection[int], most: int = 8) -> list[Account]:
    """Accounts by their names, as search finds them; for nothing wanted, where one logged last.

    Filled up with one's own accounts where one logged on few. Each lookup goes by an index.
    """
    if fold(wanted):
        named = find_names(wanted, kinds=("account",), most=most).get("account", [])
        rows = Account.objects.select_related("owner").in_bulk([one.record_id for one in named])
        return [rows[one.record_id] for one in named if one.record_id in rows]
    # The newest entries of the system by these authors are few pages of the primary key, not a scan of all.
    newest = Entry.objects.order_by("-id").values("id", "account_id", "author_id")[:LOOKED_BACK]
    logged_on = [row["account_id"] for row in newest if row["author_id"] in acts_for and row["account_id"]]
    recent = list(dict.fromkeys(logged_on))[:most]
    found = {one.id: one for one in Account.objects.select_related("owner").filter(id__in=recent)}
    last = [found[one] for one in recent]
    own = Account.objects.select_related("owner").filter(owner_id__in=acts_for).exclude(id__in=recent)
    return last + list(own.order_by("name", "id")[: most - len(last)])


def named_people(ids: Collection[int]) -> list[Named]:
    """Persons by id."""
    rows = Person.objects.filter(id__in=ids).order_by("name", "id").values_list("id", "name")
    return [Named(id=person_id, name=name) for person_id, name in rows]
