"""What stands around entries: who took part, who took one back, and the names that changes point to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from dugout.accounts.models import Account, Contact
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.search.models import SearchName
from dugout.statements import Kept, among
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal
from dugout.timeline.rules.wording import record_of_field
from dugout.timeline.terms import Named

NAME_OF = "name of "
# Records whose name the headline of an automatic entry says; the account is the page's own.
SUBJECTS = ("contact", "opportunity", "person")


class _Row(NamedTuple):
    """The one shape: who (a contact or person) is what to which entry; `moment` of a withdrawal only."""

    what: str
    order: int
    entry_id: int
    who_id: int
    given: str
    name: str
    mentioned: bool
    moment: datetime | None


class Around:
    """Who took part in which entry, who was mentioned, who withdrew it when; names by (record kind, id)."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.contacts: dict[int, list[Named]] = {}
        self.people: dict[int, list[Named]] = {}
        self.mentions: dict[int, list[Named]] = {}
        self.withdrawn: dict[int, tuple[Named, datetime]] = {}
        self.names: dict[tuple[str, int], str] = {}
        if entries:
            for row in _rows(entries):
                self._take(row)

    def _take(self, row: _Row) -> None:
        named = Named(id=row.who_id, name=f"{row.given} {row.name}".strip())
        if row.what.startswith(NAME_OF):
            self.names[row.what.removeprefix(NAME_OF), row.who_id] = named.name
        elif row.moment is not None:
            self.withdrawn[row.entry_id] = (named, row.moment)
        elif row.what == "contact":
            self.contacts.setdefault(row.entry_id, []).append(named)
        else:
            (self.mentions if row.mentioned else self.people).setdefault(row.entry_id, []).append(named)


def _around() -> "QuerySet[Any, tuple[Any, ...]]":
    """Rows of one shape: contacts, persons, withdrawals, and names of records."""
    no, never = Value(False), Cast(Value(None), DateTimeField())
    contacts = EntryContact.objects.filter(among("entry_id", "entries")).values_list(
        Value("contact"),
        "id",
        "entry_id",
        "contact_id",
        "contact__given_name",
        "contact__family_name",
        no,
        never,
    )
    people = EntryPerson.objects.filter(among("entry_id", "entries")).values_list(
        Value("person"), "id", "entry_id", "person_id", Value(""), "person__name", "mentioned", never
    )
    withdrawals = EntryWithdrawal.objects.filter(among("entry_id", "entries")).values_list(
        Value("withdrawal"), "id", "entry_id", "by_id", Value(""), "by__name", no, "at"
    )

    def names(kind: str, rows: QuerySet[Any], given: Any, name: str) -> "QuerySet[Any, tuple[Any, ...]]":
        return rows.filter(among("id", kind)).values_list(
            Value(NAME_OF + kind), "id", Value(0), "id", given, name, no, never
        )

    about = Q(pk__in=[])
    for kind in SUBJECTS:
        about |= Q(among("record_id", f"about_{kind}"), kind=kind)
    subjects = SearchName.objects.filter(about).values_list(
        Concat(Value(NAME_OF), "kind"), "record_id", Value(0), "record_id", Value(""), "name", no, never
    )
    return contacts.union(
        people,
        withdrawals,
        names("person", Person.objects.all(), Value(""), "name"),
        names("account", Account.objects.all(), Value(""), "name"),
        names("contact", Contact.objects.all(), "given_name", "family_name"),
        subjects,
        all=True,
    )


_AROUND = Kept(_around)


def _rows(entries: Sequence[Entry]) -> Iterable[_Row]:
    """What stands around the entries, in the order in which it was written."""
    given = {"entries": [entry.id for entry in entries], **_subjects(entries)}
    for kind, ids in _pointed_to(entries).items():
        given[kind] = sorted(ids)
    return sorted(map(_Row._make, _AROUND.rows(**given)), key=lambda row: row.order)


def _subjects(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The records that automatic entries are about, by kind: search keeps their names."""
    return {
        f"about_{kind}": sorted({entry.subject_id or 0 for entry in entries if entry.subject_kind == kind})
        for kind in SUBJECTS
    }


def _pointed_to(entries: Sequence[Entry]) -> Mapping[str, set[int]]:
    """Ids, by kind, of the records that changes point to, and of those whom authors stood in for."""
    wanted: dict[str, set[int]] = {"person": set(), "account": set(), "contact": set()}
    for entry in entries:
        if entry.stand_in_for_id:
            wanted["person"].add(entry.stand_in_for_id)
        if entry.before and entry.after is not None:
            for half in (entry.before, entry.after):
                _gather(half, entry.subject_kind, wanted)
    return wanted


def _gather(half: Mapping[str, Any], subject_kind: str, wanted: Mapping[str, set[int]]) -> None:
    for name, value in half.items():
        kind = record_of_field(name, subject_kind)
        if kind and isinstance(value, int):
            wanted[kind].add(value)
