"""What somebody was told, newest first."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dugout.history.models import Entry
from dugout.history.terms import RECORD_KINDS
from dugout.paging.keyset import page_of
from dugout.timeline.models import Notification
from dugout.timeline.queries.lines import FeedLine, lines_of
from dugout.timeline.terms import LOGGED_KIND

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notification with its entry. `path` is where what it tells of stands."""

    notification: Notification
    line: FeedLine
    account: str
    path: str
    made_at: datetime

    @property
    def id(self) -> int:
        return self.notification.id

    @property
    def unread(self) -> bool:
        return self.notification.read_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    notices: tuple[Notice, ...]
    after: str | None


def notices_of(person_id: int, *, unread: bool = False) -> QuerySet[Notification]:
    """A person's notifications with entry, account, author and department joined."""
    found = Notification.objects.filter(person_id=person_id).select_related(
        "entry__account", "entry__author", "entry__department__position"
    )
    return found.filter(read_at=None) if unread else found


def inbox(
    person_id: int,
    *,
    zone: ZoneInfo,
    currency: str,
    unread: bool = False,
    after: str | None = None,
    limit: int = PAGE,
) -> Inbox:
    """One page of a person's inbox."""
    page = page_of(notices_of(person_id, unread=unread), order=("-id",), after=after, limit=limit)
    return Inbox(notices=read_notices(page.rows, zone=zone, currency=currency), after=page.after)


def read_notices(rows: list[Notification], *, zone: ZoneInfo, currency: str) -> tuple[Notice, ...]:
    """Notifications as people read them, in the same order."""
    lines = lines_of([row.entry for row in rows], zone=zone, currency=currency)
    return tuple(
        Notice(
            notification=row,
            line=line,
            account=row.entry.account.name if row.entry.account else "",
            path=path_of(row.entry),
            made_at=row.made_at.astimezone(zone),
        )
        for row, line in zip(rows, lines, strict=True)
    )


def path_of(entry: Entry) -> str:
    """Where what an entry tells of stands: its record's page, or the entry's own."""
    if entry.subject_id and entry.subject_kind in RECORD_KINDS and entry.kind not in LOGGED_KIND:
        return RECORD_KINDS.get(entry.subject_kind).path(entry.subject_id)
    return f"/entries/{entry.id}"


def unread_count(person_id: int, *, most: int = 100) -> int:
    """How many notices somebody has not read, counted up to `most`."""
    return notices_of(person_id, unread=True).order_by()[:most].count()
