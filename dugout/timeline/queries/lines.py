"""Entries as lines that people read: headline, who took part, what changed in words, what was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dugout.history.models import Entry
from dugout.history.terms import KINDS, RECORD_KINDS, Audience, Direction
from dugout.timeline.queries.around import Around
from dugout.timeline.rules.wording import Names, changes_in_words, headline
from dugout.timeline.terms import LOGGED_KIND, Change, Named

_OPEN_AUDIENCES = frozenset({Audience.EVERYONE.value, Audience.NOT_PARTNERS.value})


def is_closed(entry: Entry) -> bool:
    """Whether an entry's words are kept from most readers: its line stands in the feed, drawn closed."""
    return entry.audience not in _OPEN_AUDIENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One entry, ready to be shown. Moments are in the zone that was asked for; `mark` is the position's code.

    `told` says that the headline tells the change, so that `changes` are the working-out.
    """

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
    told: bool
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


def lines_of(entries: Sequence[Entry], *, zone: ZoneInfo, currency: str) -> tuple[FeedLine, ...]:
    """Entries, read with author, department and position, as lines in the same order."""
    around = Around(entries)
    return tuple(_line(entry, around, zone, currency) for entry in entries)


def _line(entry: Entry, around: Around, zone: ZoneInfo, currency: str) -> FeedLine:
    names = around.names
    kind = KINDS.get(entry.kind)
    logged = entry.kind in LOGGED_KIND
    closed = is_closed(entry)
    contacts = tuple(around.contacts.get(entry.id, ()))
    after = entry.after or {}
    title = headline(kind.label, Direction(entry.direction), [one.name for one in contacts])
    if kind.sentence is not None and not closed:
        title = kind.sentence(after)
    elif about := names.get((entry.subject_kind, entry.subject_id or 0), "") if not logged else "":
        title = f"{title}: {about}"
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
        told=kind.sentence is not None,
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
