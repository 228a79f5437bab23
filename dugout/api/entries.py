"""Entries: the timeline of an account, and logging on it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ninja import Router, Status

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.entry_shapes import EntryOut, entry_out, entry_shown
from dugout.api.lists import list_of, read_limit
from dugout.api.operations import acts, answers
from dugout.api.shapes import Sent, listed, number
from dugout.history.models import Entry
from dugout.history.terms import KINDS, Direction
from dugout.timeline.commands.logging import log_entry as log
from dugout.timeline.commands.logging import withdraw_entry as withdraw
from dugout.timeline.queries.around import Around
from dugout.timeline.queries.feed import entries_page
from dugout.timeline.terms import LOGGED_KIND, FeedFilter, LoggedEntry
from dugout.values.ids import from_public
from dugout.values.refused import Refused

router = Router()


class EntryIn(Sent):
    """What is logged. Left out: `happened_at` is now, `direction` the kind's usual one, `people` who calls."""

    account: str
    kind: str
    text: str
    happened_at: datetime | None = None
    direction: Direction | None = None
    purpose: str = ""
    minutes: int | None = None
    contacts: list[str] = []
    people: list[str] | None = None
    mentions: list[str] = []
    next_step: str = ""
    next_step_on: date | None = None


@router.get(
    "/entries", response={200: listed(EntryOut), **answers(404, 422)}, summary="Entries, newest first"
)
@acts(Action.READ)
def list_entries(
    request: ApiRequest,
    *,
    account: str | None = None,
    department: str | None = None,
    kind: str = "",
    person: str | None = None,
    contact: str | None = None,
    with_client: bool = False,
    limit: int | None = None,  # noqa: ARG001  read_limit reads it
    after: str | None = None,
) -> Any:
    """The timeline of an account, or of all. Everything that is given must hold."""
    if kind and kind not in KINDS:
        raise Refused.because("There is no such kind of entry.", "Take one that an entry has.", "kind")
    page = entries_page(
        number(account) if account else None,
        FeedFilter(
            department_id=number(department) if department else None,
            kind=kind,
            person_id=number(person) if person else None,
            contact_id=number(contact) if contact else None,
            with_client=with_client,
        ),
        after=after,
        limit=read_limit(request.GET.get("limit"), 50),
    )
    around = Around(page.rows)
    return list_of(request, [entry_out(row, around) for row in page.rows], page.after)


@router.get("/entries/{entry_id}", response={200: EntryOut, **answers(404)}, summary="One entry")
@acts(Action.READ)
def read_entry(request: ApiRequest, entry_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    row = loaded(Entry, number(entry_id))
    return entry_out(row, Around([row]))


@router.post("/entries", response={201: EntryOut, **answers(404, 409, 422)}, summary="Log an entry")
@acts(Action.LOG_ENTRY)
def log_entry(request: ApiRequest, sent: EntryIn) -> Any:
    """Logs what happened with a client. Who is mentioned is told."""
    entry = _logged(request, sent)
    row = log(entry=entry, by=request.by, at=request.at)
    shown = entry_shown(row, contacts=entry.contacts, people=entry.people, mentions=entry.mentions)
    return Status(201, shown)


@router.post(
    "/entries/{entry_id}/withdraw",
    response={200: EntryOut, **answers(404, 409, 422)},
    summary="Take a logged entry back",
)
@acts(Action.WITHDRAW_ENTRY)
def withdraw_entry(request: ApiRequest, entry_id: str) -> Any:
    """The entry stays, struck, with who withdrew it and when. By its author only."""
    row = allowed(request, Action.WITHDRAW_ENTRY, Entry, number(entry_id))
    withdraw(entry=row, by=request.by, at=request.at)
    return entry_out(row, Around([row]))


def _logged(request: ApiRequest, sent: EntryIn) -> LoggedEntry:
    kind = LOGGED_KIND.get(sent.kind)
    usual = kind.direction if kind else Direction.INTERNAL
    people = _ids(sent.people, "people") if sent.people is not None else (request.viewer.person.id,)
    return LoggedEntry(
        account_id=number(sent.account),
        kind=sent.kind,
        text=sent.text,
        happened_at=_with_zone(sent.happened_at) or request.at,
        direction=sent.direction or usual,
        purpose=sent.purpose,
        minutes=sent.minutes,
        contacts=_ids(sent.contacts, "contacts"),
        people=people,
        mentions=_ids(sent.mentions, "mentions"),
        next_step=sent.next_step,
        next_step_on=sent.next_step_on,
    )


def _with_zone(moment_sent: datetime | None) -> datetime | None:
    if moment_sent is not None and moment_sent.utcoffset() is None:
        raise Refused.because(
            "This moment has no zone.", "Send it as RFC 3339, such as 2026-03-04T09:00:00Z.", "happened_at"
        )
    return moment_sent


def _ids(sent: Iterable[str], field: str) -> tuple[int, ...]:
    found = tuple(from_public(one) for one in sent)
    if None in found:
        raise Refused.because("One of these is not an id.", "Take the ids from a list.", field)
    return tuple(one for one in found if one is not None)
