"""What stands around entries: who took part, who took one back, and the names that changes point to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dugout.history.models import Entry
from dugout.statements.asking import ask
from dugout.timeline.rules.wording import record_of_field
from dugout.timeline.terms import Named

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


# Rows of one shape: contacts, persons, withdrawals, and names of records, each in the order in which it was written.
SQL = """
select 'contact', c.id, c.entry_id, c.contact_id, k.given_name, k.family_name, false, null::timestamptz
  from dugout_entrycontact c join dugout_contact k on k.id = c.contact_id where c.entry_id = any(%(entries)s)
union all
select 'person', e.id, e.entry_id, e.person_id, '', p.name, e.mentioned, null
  from dugout_entryperson e join dugout_person p on p.id = e.person_id where e.entry_id = any(%(entries)s)
union all
select 'withdrawal', w.id, w.entry_id, w.by_id, '', p.name, false, w.at
  from dugout_entrywithdrawal w join dugout_person p on p.id = w.by_id where w.entry_id = any(%(entries)s)
union all
select 'name of person', id, 0, id, '', name, false, null from dugout_person where id = any(%(person)s)
union all
select 'name of account', id, 0, id, '', name, false, null from dugout_account where id = any(%(account)s)
union all
select 'name of contact', id, 0, id, given_name, family_name, false, null
  from dugout_contact where id = any(%(contact)s)
union all
select 'name of ' || s.kind, s.id, 0, s.record_id, '', s.name, false, null
  from unnest(%(kinds)s::text[], %(records)s::bigint[]) as about (kind, id)
  join dugout_searchname s on s.kind = about.kind and s.record_id = about.id
"""


def _rows(entries: Sequence[Entry]) -> Iterable[_Row]:
    """What stands around the entries, in the order in which it was written."""
    about = _subjects(entries)
    given = {
        "entries": [entry.id for entry in entries],
        **{kind: sorted(ids) for kind, ids in _pointed_to(entries).items()},
        "kinds": [kind for kind, _ in about],
        "records": [number for _, number in about],
    }
    return sorted(map(_Row._make, ask(SQL, given)), key=lambda row: row.order)


def _subjects(entries: Sequence[Entry]) -> Sequence[tuple[str, int]]:
    """The records that automatic entries are about, whose names search keeps."""
    return sorted({
        (entry.subject_kind, entry.subject_id)
        for entry in entries
        if entry.subject_kind in SUBJECTS and entry.subject_id
    })  # fmt: skip


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
