"""Entries in JSON."""

from collections.abc import Iterable
from typing import Any

from ninja import Schema

from dugout.api.shapes import id_text, moment
from dugout.history.models import Entry
from dugout.timeline.queries.around import Around
from dugout.timeline.queries.lines import is_closed


class SubjectOut(Schema):
    kind: str
    id: str


class WithdrawalOut(Schema):
    by: str
    at: str


class EntryOut(Schema):
    """One entry. `before` and `after` hold the changed fields of the record that `subject` names."""

    id: str
    account: str | None
    kind: str
    happened_at: str
    recorded_at: str
    author: str | None
    department: str | None
    direction: str
    purpose: str
    minutes: int | None
    text: str
    contacts: list[str]
    people: list[str]
    mentions: list[str]
    subject: SubjectOut | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    source: str
    withdrawn: WithdrawalOut | None


class EntryList(Schema):
    items: list[EntryOut]
    next: str | None


def entry_out(row: Entry, around: Around) -> dict[str, Any]:
    """An entry with what stands around it, which was asked for a whole page at once. No query."""
    struck = around.withdrawn.get(row.id)
    return entry_shown(
        row,
        contacts=(one.id for one in around.contacts.get(row.id, ())),
        people=(one.id for one in around.people.get(row.id, ())),
        mentions=(one.id for one in around.mentions.get(row.id, ())),
        withdrawn={"by": id_text(struck[0].id), "at": moment(struck[1])} if struck else None,
    )


def entry_shown(
    row: Entry,
    *,
    contacts: Iterable[int],
    people: Iterable[int],
    mentions: Iterable[int],
    withdrawn: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """An entry with who took part. No query."""
    closed = is_closed(row)
    took_part = dict.fromkeys(people)
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "kind": row.kind,
        "happened_at": moment(row.happened_at),
        "recorded_at": moment(row.recorded_at),
        "author": id_text(row.author_id),
        "department": id_text(row.department_id),
        "direction": row.direction,
        "purpose": row.purpose,
        "minutes": row.minutes,
        "text": "" if closed else row.text,
        "contacts": [id_text(one) for one in dict.fromkeys(contacts)],
        "people": [id_text(one) for one in took_part],
        "mentions": [id_text(one) for one in dict.fromkeys(mentions) if one not in took_part],
        "subject": {"kind": row.subject_kind, "id": id_text(row.subject_id)} if row.subject_id else None,
        "before": None if closed else row.before,
        "after": None if closed else row.after,
        "source": row.source,
        "withdrawn": withdrawn,
    }
