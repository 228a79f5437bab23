"""What stands around entries: who took part, who took one back, and the names that changes point to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast

from dugout.accounts.models import Account, Contact
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.search.models import SearchName
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal
from dugout.timeline.rules.wording import record_of_field
from dugout.timeline.terms import Named

_EMPTY = Value("", output_field=CharField())
_NO = Value(False, output_field=BooleanField())
_NO_ENTRY = Value(0)
_NO_MOMENT = Cast(Value(None), DateTimeField())


NAME_OF = "name of "
# Records whose name the headline of an automatic entry says; the account is the page's own.
SUBJECTS = frozenset({"contact", "opportunity", "person"})


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
    """Who took part in which entry, who was mentioned, who withdrew it when; names by (record kind, id).

    One query; none for no entries.
    """

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


def _rows(entries: Sequence[Entry]) -> Iterable[_Row]:
    """Contacts, persons, withdrawals and names, as rows of one shape, in the order in which they were written."""
    ids = [entry.id for entry in entries]
    contacts = EntryContact.objects.filter(entry_id__in=ids).values_list(
        Value("contact"), "id", "entry_id", "contact_id", "contact__given_name", "contact__family_name", _NO,
        _NO_MOMENT,
    )  # fmt: skip
    persons = EntryPerson.objects.filter(entry_id__in=ids).values_list(
        Value("person"), "id", "entry_id", "person_id", _EMPTY, "person__name", "mentioned", _NO_MOMENT
    )
    withdrawals = EntryWithdrawal.objects.filter(entry_id__in=ids).values_list(
        Value("withdrawal"), "id", "entry_id", "by_id", _EMPTY, "by__name", _NO, "at"
    )
    rows = contacts.union(persons, withdrawals, *_names(_pointed_to(entries)), *_subjects(entries), all=True)
    return sorted((_Row(*row) for row in rows), key=lambda row: row.order)


def _names(wanted: Mapping[str, set[int]]) -> list[QuerySet[Any, Any]]:
    """Names of the records of each kind; nothing for a kind of which none is wanted."""
    given = {"person": _EMPTY, "account": _EMPTY, "contact": "given_name"}
    family = {"person": "name", "account": "name", "contact": "family_name"}
    models: dict[str, Any] = {"person": Person, "account": Account, "contact": Contact}
    return [
        models[kind].objects.filter(id__in=ids).order_by().values_list(
            Value(f"{NAME_OF}{kind}"), "id", _NO_ENTRY, "id", given[kind], family[kind], _NO, _NO_MOMENT
        )
        for kind, ids in wanted.items()
        if ids
    ]  # fmt: skip


def _subjects(entries: Sequence[Entry]) -> list[QuerySet[Any, Any]]:
    """Names of the records that automatic entries are about, as search keeps them."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.subject_kind in SUBJECTS and entry.subject_id:
            wanted.setdefault(entry.subject_kind, set()).add(entry.subject_id)
    return [
        SearchName.objects.filter(kind=kind, record_id__in=ids).order_by().values_list(
            Value(f"{NAME_OF}{kind}"), "id", _NO_ENTRY, "record_id", _EMPTY, "name", _NO, _NO_MOMENT
        )
        for kind, ids in sorted(wanted.items())
    ]  # fmt: skip


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
