"""Entries as lines that people read: headline, who took part, what changed in words, what was withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, CharField, DateTimeField, Value
from django.db.models.functions import Cast

from dugout.accounts.models import Account, Contact
from dugout.history.models import Entry
from dugout.history.terms import KINDS, RECORD_KINDS, Audience, Direction
from dugout.people.models import Person
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal
from dugout.timeline.rules.wording import Names, changes_in_words, headline, record_of_field
from dugout.timeline.terms import LOGGED_KIND, Change, Named

_OPEN_AUDIENCES = frozenset({Audience.EVERYONE.value, Audience.NOT_PARTNERS.value})


def is_closed(entry: Entry) -> bool:
    """Whether an entry's words are kept from most readers: its line stands in the feed, drawn closed."""
    return entry.audience not in _OPEN_AUDIENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One entry, ready to be shown. Moments are in the zone that was asked for; `mark` is the position's code."""

    entry: Entry
    label: str
    icon: str
    headline: str
    text: str
    happened_at: datetime
    recorded_at: datetime
    author: str
    department: str
    mark: str
    stand_in_for: str
    contacts: tuple[Named, ...]
    people: tuple[Named, ...]
    mentions: tuple[Named, ...]
    changes: tuple[Change, ...]
    next_step: str
    next_step_on: date | None
    record_label: str
    record_path: str
    logged: bool
    closed: bool
    withdrawn_by: str
    withdrawn_at: datetime | None

    @property
    def id(self) -> int:
        return self.entry.id

    @property
    def late(self) -> bool:
        """Whether it was recorded on another day than that on which it happened."""
        return self.happened_at.date() != self.recorded_at.date()


class TookPart:
    """Who took part in which entry, who was mentioned, and who withdrew it when. One query; none for no ids."""

    def __init__(self, entry_ids: Sequence[int]) -> None:
        self.contacts: dict[int, list[Named]] = {}
        self.people: dict[int, list[Named]] = {}
        self.mentions: dict[int, list[Named]] = {}
        self.withdrawn: dict[int, tuple[Named, datetime]] = {}
        if not entry_ids:
            return
        for what, _, entry_id, who_id, given, name, mentioned, moment in _around(entry_ids):
            if what == "withdrawal":
                self.withdrawn[entry_id] = (Named(id=who_id, name=name), moment)
                continue
            part = self.contacts if what == "contact" else self.mentions if mentioned else self.people
            part.setdefault(entry_id, []).append(Named(id=who_id, name=f"{given} {name}".strip()))


def _around(entry_ids: Sequence[int]) -> Any:
    """Contacts, persons and withdrawals of entries, as rows of one shape. One query."""
    no_moment = Cast(Value(None), DateTimeField())
    empty = Value("", output_field=CharField())
    no = Value(False, output_field=BooleanField())
    contacts = EntryContact.objects.filter(entry_id__in=entry_ids).values_list(
        Value("contact"),
        "id",
        "entry_id",
        "contact_id",
        "contact__given_name",
        "contact__family_name",
        no,
        no_moment,
    )
    persons = EntryPerson.objects.filter(entry_id__in=entry_ids).values_list(
        Value("person"), "id", "entry_id", "person_id", empty, "person__name", "mentioned", no_moment
    )
    withdrawals = EntryWithdrawal.objects.filter(entry_id__in=entry_ids).values_list(
        Value("withdrawal"), "id", "entry_id", "by_id", empty, "by__name", no, "at"
    )
    return contacts.union(persons, withdrawals, all=True)


def lines_of(entries: Sequence[Entry], *, zone: ZoneInfo, currency: str) -> tuple[FeedLine, ...]:
    """Entries, read with author, department and position, as lines in the same order.

    One query, and one for each kind of record (person, account, contact) that a change points to; none for
    no entries.
    """
    around = TookPart([entry.id for entry in entries])
    names = _names_for(entries)
    return tuple(_line(entry, around, names, zone, currency) for entry in entries)


def _line(entry: Entry, around: TookPart, names: Names, zone: ZoneInfo, currency: str) -> FeedLine:
    kind = KINDS.get(entry.kind)
    logged = entry.kind in LOGGED_KIND
    closed = is_closed(entry)
    contacts = tuple(around.contacts.get(entry.id, ()))
    after = entry.after or {}
    title = headline(kind.label, Direction(entry.direction), [one.name for one in contacts])
    if kind.sentence is not None and not closed:
        title = kind.sentence(after)
    withdrawn_by, withdrawn_at = around.withdrawn.get(entry.id, (None, None))
    record = RECORD_KINDS.get(entry.subject_kind) if entry.subject_kind in RECORD_KINDS else None
    step_on = after.get("next_step_on") if logged else None
    return FeedLine(
        entry=entry,
        label=kind.label,
        icon=kind.icon,
        headline=title,
        text="" if closed else entry.text,
        happened_at=entry.happened_at.astimezone(zone),
        recorded_at=entry.recorded_at.astimezone(zone),
        author=entry.author.name if entry.author else "Dugout",
        department=entry.department.name if entry.department else "",
        mark=entry.department.mark if entry.department else "",
        stand_in_for=names.get(("person", entry.stand_in_for_id or 0), ""),
        contacts=contacts,
        people=tuple(around.people.get(entry.id, ())),
        mentions=tuple(around.mentions.get(entry.id, ())),
        changes=() if logged or closed else _changes(entry, names, zone, currency),
        next_step=str(after.get("next_step", "")) if logged else "",
        next_step_on=date.fromisoformat(step_on) if step_on else None,
        record_label=record.label if record else "",
        record_path=record.path(entry.subject_id or 0) if record else "",
        logged=logged,
        closed=closed,
        withdrawn_by=withdrawn_by.name if withdrawn_by else "",
        withdrawn_at=withdrawn_at.astimezone(zone) if withdrawn_at else None,
    )


def _changes(entry: Entry, names: Names, zone: ZoneInfo, currency: str) -> tuple[Change, ...]:
    return changes_in_words(
        entry.before,
        entry.after,
        subject_kind=entry.subject_kind,
        currency=currency,
        names=names,
        zone=zone,
    )


def _names_for(entries: Sequence[Entry]) -> Names:
    """Names of the records that changes point to, and of those whom authors stood in for."""
    wanted: dict[str, set[int]] = {"person": set(), "account": set(), "contact": set()}
    for entry in entries:
        if entry.stand_in_for_id:
            wanted["person"].add(entry.stand_in_for_id)
        if entry.before and entry.after is not None:
            for half in (entry.before, entry.after):
                _gather_ids(half, entry.subject_kind, wanted)
    names: dict[tuple[str, int], str] = {}
    if wanted["person"]:
        names |= {
            ("person", one.id): one.name
            for one in Person.objects.filter(id__in=wanted["person"]).only("name")
        }
    if wanted["account"]:
        names |= {
            ("account", one.id): one.name
            for one in Account.objects.filter(id__in=wanted["account"]).only("name")
        }
    if wanted["contact"]:
        found = Contact.objects.filter(id__in=wanted["contact"]).only("given_name", "family_name")
        names |= {("contact", one.id): one.name for one in found}
    return names


def _gather_ids(half: Mapping[str, Any], subject_kind: str, wanted: dict[str, set[int]]) -> None:
    for name, value in half.items():
        kind = record_of_field(name, subject_kind)
        if kind and isinstance(value, int):
            wanted[kind].add(value)
