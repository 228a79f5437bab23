"""The timeline of an account: every department's entries, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from dugout.history.models import Entry
from dugout.history.terms import KINDS, Direction
from dugout.our_company.rules.marks import mark_of
from dugout.paging.kept import KeptPages
from dugout.paging.keyset import Page
from dugout.statements import Given, Kept
from dugout.timeline.models import EntryContact, EntryPerson
from dugout.timeline.queries.lines import FeedLine, lines_of
from dugout.timeline.terms import FeedFilter

PAGE = 30
EVER = datetime.min.replace(tzinfo=UTC)
EVERYTHING = FeedFilter()
# The struck entry itself says who took it back and when.
_SAID_ELSEWHERE = "entry_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Lines of one page, and the cursor after the last one, or None at the end."""

    lines: tuple[FeedLine, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentCount:
    """How many entries of an account a department wrote, in all and lately. The id is None for what none did."""

    department_id: int | None
    name: str
    mark: str
    count: int
    lately: int


def entries_of(account_id: int | Given | None, wanted: FeedFilter = EVERYTHING) -> QuerySet[Entry]:
    """The entries of an account (of all with None) that a filter wants, with author and department joined."""
    entries = Entry.objects.select_related("author", "department__position")
    if account_id is not None:
        entries = entries.filter(account_id=account_id)
    if wanted.department_id is not None:
        entries = entries.filter(department_id=wanted.department_id)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.with_client:
        entries = entries.exclude(direction=Direction.INTERNAL.value)
    if wanted.contact_id is not None:
        entries = entries.filter(
            Exists(EntryContact.objects.filter(entry=OuterRef("id"), contact_id=wanted.contact_id))
        )
    if wanted.person_id is not None:
        took_part = EntryPerson.objects.filter(entry=OuterRef("id"), person_id=wanted.person_id)
        entries = entries.filter(Q(author_id=wanted.person_id) | Exists(took_part))
    if wanted.text:
        named = EntryContact.objects.annotate(
            name=Concat("contact__given_name", Value(" "), "contact__family_name")
        ).filter(entry=OuterRef("id"), name__icontains=wanted.text)
        entries = entries.filter(Q(text__icontains=wanted.text) | Exists(named))
    return entries


def feed_of(
    account_id: int,
    *,
    zone: ZoneInfo,
    currency: str,
    wanted: FeedFilter = EVERYTHING,
    after: str | None = None,
    limit: int = PAGE,
) -> Feed:
    """One page of an account's timeline. `currency` is that of amounts without one.

    The entries are read by one range of (account, id desc).
    """
    page = _page(_LINES, account_id, wanted, after=after, limit=limit)
    return Feed(lines=lines_of(page.rows, zone=zone, currency=currency), after=page.after)


def entries_page(
    account_id: int | None, wanted: FeedFilter = EVERYTHING, *, after: str | None, limit: int
) -> Page[Entry]:
    """One page of the entries of an account, or of all with None, as they are kept, nothing joined."""
    return _page(_OF_ALL if account_id is None else _OF_ACCOUNT, account_id, wanted, after=after, limit=limit)


FILTERS = tuple(field.name for field in fields(FeedFilter))
type_of_pages = KeptPages[FeedFilter, Entry]


def _page(
    pages: type_of_pages, account_id: int | None, wanted: FeedFilter, *, after: str | None, limit: int
) -> Page[Entry]:
    if wanted.kind and wanted.kind not in KINDS:
        return Page(rows=[], after=None)
    return pages.page(wanted, order=("-id",), after=after, limit=limit, account=account_id)


def _alone(account: Given | None, wanted: FeedFilter) -> QuerySet[Entry]:
    return entries_of(account, wanted).select_related(None)


def _shown(wanted: FeedFilter) -> QuerySet[Entry]:
    return entries_of(Given("account"), wanted).exclude(kind=_SAID_ELSEWHERE)


_OF_ACCOUNT: type_of_pages = KeptPages(
    Entry, partial(_alone, Given("account")), typed=FILTERS, planned_once=True
)
_OF_ALL: type_of_pages = KeptPages(Entry, partial(_alone, None), typed=FILTERS)
_LINES: type_of_pages = KeptPages(Entry, _shown, typed=FILTERS, planned_once=True)


def line_of(entry_id: int, *, zone: ZoneInfo, currency: str) -> FeedLine | None:
    """One entry as its line, or None."""
    rows = list(entries_of(None).select_related("account").filter(id=entry_id))
    return lines_of(rows, zone=zone, currency=currency)[0] if rows else None


def department_counts(account_id: int, *, since: datetime | None = None) -> Sequence[DepartmentCount]:
    """How many entries each department wrote on an account, most first; `lately` is since a moment, else all."""
    return [
        DepartmentCount(
            department_id=department_id,
            name=name or "Automatic",
            mark=mark_of(side or "", code),
            count=count,
            lately=recent,
        )
        for department_id, name, side, code, count, recent in _COUNTS.rows(
            account=account_id, since=since or EVER
        )
    ]


_COUNTS = Kept(
    lambda: (
        Entry.objects.filter(account_id=Given("account"))
        .exclude(kind=_SAID_ELSEWHERE)
        .values_list("department_id", "department__name", "department__side", "department__position__code")
        .annotate(count=Count("id"), lately=Count("id", filter=Q(recorded_at__gte=Given("since"))))
        .order_by("-count", "department__name")
    )
)
