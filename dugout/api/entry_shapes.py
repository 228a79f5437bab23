"""Entries in JSON."""

from collections.abc import Iterable
from typing import Annotated, Any

from ninja import Schema

from dugout.api.shapes import id_text, moment
from dugout.api.shown import From, Id, Moment, shown
from dugout.history.models import Entry
from dugout.timeline.queries.around import Around
from dugout.timeline.queries.lines import is_closed


def _unless_closed(name: str, instead: str | None = None) -> From:
    return From(lambda row: instead if is_closed(row) else getattr(row, name))


class SubjectOut(Schema):
    kind: Annotated[str, From("subject_kind")]
    id: Annotated[Id, From("subject_id")]


class WithdrawalOut(Schema):
    by: str
    at: str


class EntryOut(Schema):
    """One entry. `before` and `after` hold the changed fields of the record that `subject` names."""

    id: Id
    account: Id | None
    kind: str
    happened_at: Moment
    recorded_at: Moment
    author: Id | None
    department: Id | None
    direction: str
    purpose: str
    minutes: int | None
    text: Annotated[str, _unless_closed("text", "")]
    contacts: list[str]
    people: list[str]
    mentions: list[str]
    subject: Annotated[SubjectOut | None, From(lambda row: row if row.subject_id else None)]
    before: Annotated[dict[str, Any] | None, _unless_closed("before")]
    after: Annotated[dict[str, Any] | None, _unless_closed("after")]
    source: str
    withdrawn: WithdrawalOut | None


def entry_out(row: Entry, around: Around) -> dict[str, Any]:
    """An entry with what stands around it, which was asked for a whole page at once."""
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
    """An entry with who took part."""
    took_part = dict.fromkeys(people)
    return shown(
        EntryOut,
        row,
        contacts=[id_text(one) for one in dict.fromkeys(contacts)],
        people=[id_text(one) for one in took_part],
        mentions=[id_text(one) for one in dict.fromkeys(mentions) if one not in took_part],
        withdrawn=withdrawn,
    )
