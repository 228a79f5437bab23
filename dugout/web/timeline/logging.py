"""The quick log: a sentence, what it proposes, and the entry that the person agrees to."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.history.terms import Direction
from dugout.timeline.commands import logging as commands
from dugout.timeline.queries.naming import (
    accounts_to_log_on,
    contacts_of,
    named_people,
    proposal_for,
)
from dugout.timeline.terms import LOGGED_KIND, LOGGED_KINDS, PURPOSES, LoggedEntry, Named, Proposal
from dugout.values.numbers import read_whole
from dugout.values.refused import Refused
from dugout.web.forms import answered, show_form
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.jinja import reader_zone
from dugout.web.reading import read_day, read_id
from dugout.web.showing import show

# Sent with a sentence before its writer saw what it proposes; the proposal's fields take its place.
UNREAD = "unread"
DIRECTIONS = (
    (Direction.TWO_WAY, "Both ways"),
    (Direction.FROM_US, "From us to them"),
    (Direction.TO_US, "From them to us"),
    (Direction.INTERNAL, "Among ourselves"),
)


@guarded(Action.LOG_ENTRY)
def choose_account(request: SignedInRequest) -> HttpResponse:
    """Which account: one's own and where one logged last, or what a name finds."""
    wanted = request.GET.get("q", "").strip()[:200]
    found = accounts_to_log_on(wanted, acts_for=request.viewer.acts_for)
    template = "timeline/_choose_account.html" if wants_a_part(request) else "timeline/choose_account.html"
    return show(request, template, {"wanted": wanted, "found": found})


@guarded(Action.LOG_ENTRY, "GET", "POST")
def log_entry(request: SignedInRequest, account_id: int) -> HttpResponse:
    """The form and its answer. A sentence whose fields nobody has seen yet (`unread`) is read, and not logged."""
    account = loaded(Account, account_id)

    def form(refusal: Refused | None) -> HttpResponse:
        return show_form(
            request,
            "timeline/log.html",
            refusal,
            inside="timeline/_log.html",
            account=account,
            **_fields(request, account_id),
        )

    if UNREAD in request.POST:
        return form(None)
    return answered(
        request,
        form=form,
        verb=lambda: commands.log_entry(entry=_read_entry(request, account_id), by=request.by, at=request.at),
        said=f"Logged on {account.name}. Everybody can read it.",
        back=f"/accounts/{account_id}",
        undo=lambda entry: f"/entries/{entry.id}/withdraw",
    )


@guarded(Action.LOG_ENTRY)
def proposal(request: SignedInRequest, account_id: int) -> HttpResponse:
    """The fields as the sentence proposes them: what the quick log shows while one types."""
    account = loaded(Account, account_id)
    context = {"account": account, "problems": (), "viewer": request.viewer, **_fields(request, account_id)}
    return render(request, "timeline/_proposal.html", context)


def _fields(request: SignedInRequest, account_id: int) -> dict[str, Any]:
    """What the form shows: as typed when it was sent to be logged, else as the sentence proposes."""
    sent = request.method == "POST" and UNREAD not in request.POST
    text = (request.POST if request.method == "POST" else request.GET).get("text", "")
    contacts = contacts_of(account_id)
    found = proposal_for(text, account_contacts=contacts, today=request.viewer.day)
    return {
        "text": text,
        "found": found,
        "contacts": contacts,
        "values": _typed(request.POST) if sent else _proposed(found),
        "mentions": _mentions(found, request.POST),
        "kinds": [(kind.key, kind.label.capitalize()) for kind in LOGGED_KINDS],
        "directions": [(one.value, words) for one, words in DIRECTIONS],
        "purposes": [(one, one.capitalize()) for one in PURPOSES],
    }


def _mentions(found: Proposal, typed: QueryDict) -> list[Named]:
    """Those the sentence names, those it may mean, and those who were ticked before."""
    named = [*found.mentions, *(one for unclear in found.unclear_mentions for one in unclear.choices)]
    known = {one.id for one in named}
    ticked = {
        number for text in typed.getlist("mentions") if (number := read_id(text)) and number not in known
    }
    return [*named, *named_people(ticked)] if ticked else named


def _proposed(found: Proposal) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "direction": found.direction.value,
        "minutes": found.minutes or "",
        "contacts": {str(one.id) for one in found.contacts},
        "mentions": {str(one.id) for one in found.mentions},
        "took_part": found.direction is not Direction.INTERNAL,
        "next_step": found.next_step,
        "next_step_on": found.next_step_on or "",
        "purpose": "",
        "happened_at": "",
    }


def _typed(post: QueryDict) -> dict[str, Any]:
    plain = ("kind", "direction", "minutes", "next_step", "next_step_on", "purpose", "happened_at")
    return {
        **{name: post.get(name, "") for name in plain},
        "contacts": set(post.getlist("contacts")),
        "mentions": set(post.getlist("mentions")),
        "took_part": "took_part" in post,
    }


def _read_entry(request: SignedInRequest, account_id: int) -> LoggedEntry:
    """The form as values."""
    post = request.POST
    kind = post.get("kind", "note")
    usual = LOGGED_KIND[kind].direction if kind in LOGGED_KIND else Direction.INTERNAL
    direction = post.get("direction", "")
    return LoggedEntry(
        account_id=account_id,
        kind=kind,
        text=post.get("text", ""),
        happened_at=_read_moment(post.get("happened_at", "")) or request.at,
        direction=Direction(direction) if direction in tuple(Direction) else usual,
        purpose=post.get("purpose", ""),
        minutes=read_whole(post.get("minutes", ""), "minutes"),
        contacts=_ids(post.getlist("contacts")),
        people=(request.viewer.person.id,) if "took_part" in post else (),
        mentions=_ids(post.getlist("mentions")),
        next_step=post.get("next_step", ""),
        next_step_on=read_day(post.get("next_step_on"), "next_step_on"),
    )


def _ids(typed: list[str]) -> tuple[int, ...]:
    return tuple(number for text in typed if (number := read_id(text)) is not None)


def _read_moment(typed: str) -> datetime | None:
    """A moment as browsers send it, by the reader's clock."""
    if not typed.strip():
        return None
    try:
        moment = datetime.fromisoformat(typed.strip())
    except ValueError as error:
        raise Refused.because(
            f"“{typed.strip()[:40]}” is not a moment.", "Write it such as 2026-11-30T14:20, or leave it empty.",
            "happened_at",
        ) from error  # fmt: skip
    return moment if moment.tzinfo else moment.replace(tzinfo=reader_zone())
