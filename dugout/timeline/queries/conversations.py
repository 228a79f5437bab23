"""Which entries of an account were conversations."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.statements import Given, Kept
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal
from dugout.timeline.rules.conversations import conversations
from dugout.timeline.terms import LOGGED_KIND, ClientEntry, Conversations

# So many of an account's newest entries with a contact are looked through; what lies before is not a "last".
LOOKED_THROUGH = 1_000

_COLUMNS = ("id", "kind", "direction", "happened_at", "department_id", "contact_ids", "person_ids")


def conversations_of(account_id: int, *, until: datetime | None = None) -> Conversations:
    """The last contact and the last proper conversation of an account, in all and by department.

    With `until`, as it was known then: only what had been recorded by that moment.
    """
    if until is None:
        return conversations(_told_in(_TOLD.rows(account=account_id)))
    entries = _told(account_id).filter(recorded_at__lte=until)
    return conversations(_told_in(_newest(entries)))


def conversations_of_many(account_ids: Collection[int]) -> Mapping[int, Conversations]:
    """The same of any number of accounts, for those that had any."""
    if len(account_ids) == 1:
        # Alone, an account is read no further back than it is looked through.
        return {account_id: conversations_of(account_id) for account_id in account_ids}
    rows = _logged().filter(account_id__in=account_ids).order_by("account_id", "-id")
    of_account = groupby(rows.values_list("account_id", *_COLUMNS).iterator(), key=itemgetter(0))
    return {
        account_id: conversations(_told_in(columns for _, *columns in islice(told, LOOKED_THROUGH)))
        for account_id, told in of_account
        if account_id is not None
    }


def who_spoke_with_clients() -> QuerySet[EntryPerson]:
    """One row for each of ours who took part in a conversation with a contact that stands."""
    return EntryPerson.objects.filter(
        Exists(EntryContact.objects.filter(entry=OuterRef("entry_id"))),
        ~Exists(EntryWithdrawal.objects.filter(entry=OuterRef("entry_id"))),
        mentioned=False,
        entry__direction=Direction.TWO_WAY.value,
    )


def _told(account_id: int | Given) -> QuerySet[Entry]:
    return _logged().filter(account_id=account_id)


def with_contact() -> QuerySet[Entry]:
    """Entries that people logged to, from or with a contact, and did not withdraw."""
    return Entry.objects.filter(
        Exists(EntryContact.objects.filter(entry=OuterRef("id"))),
        ~Exists(EntryWithdrawal.objects.filter(entry=OuterRef("id"))),
        ~Q(direction=Direction.INTERNAL.value),
        kind__in=list(LOGGED_KIND),
    )


def _logged() -> QuerySet[Entry]:
    """As with_contact, with the ids of who took part."""
    return with_contact().annotate(
        contact_ids=_ids(EntryContact.objects.filter(entry=OuterRef("id")), "contact_id"),
        person_ids=_ids(EntryPerson.objects.filter(entry=OuterRef("id"), mentioned=False), "person_id"),
    )


def _ids(rows: "QuerySet[EntryContact] | QuerySet[EntryPerson]", column: str) -> Subquery:
    gathered = rows.order_by().values("entry").annotate(ids=ArrayAgg(F(column)))
    return Subquery(gathered.values("ids"))


def _newest(entries: QuerySet[Entry]) -> "QuerySet[Entry, tuple[Any, ...]]":
    return entries.order_by("-id").values_list(*_COLUMNS)[:LOOKED_THROUGH]


_TOLD = Kept(lambda: _newest(_told(Given("account"))))


def _told_in(rows: Iterable[Sequence[Any]]) -> list[ClientEntry]:
    return [
        ClientEntry(
            entry_id=entry_id,
            kind=kind,
            direction=Direction(direction),
            happened_at=happened_at,
            department_id=department_id,
            contacts=frozenset(contacts or ()),
            people=frozenset(people or ()),
        )
        for entry_id, kind, direction, happened_at, department_id, contacts, people in rows
    ]
