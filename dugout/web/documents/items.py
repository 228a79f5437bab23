"""Needs, goals and promises: one with its past, adding, changing; and what became of a promise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed, loaded
from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.commands import goals, needs, promises
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.rules.items import GOAL_MOVES, NEED_MOVES, check_goal, check_need, check_promise
from dugout.client_document.terms import (
    GoalState,
    GoalValues,
    Horizon,
    ItemKind,
    ItemState,
    NeedValues,
    PromiseValues,
)
from dugout.history.queries import who_changed
from dugout.people.queries.directory import choices_of_people
from dugout.timeline.queries.feed import entries_of
from dugout.timeline.queries.lines import lines_of
from dugout.values.records import values_of
from dugout.values.refused import Problem, Refused
from dugout.web.documents.choosing import choices_of_contacts, choices_of_entries
from dugout.web.documents.showing import WORDS
from dugout.web.forms import answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.jinja import reader_zone
from dugout.web.saying import say
from dugout.web.showing import show

MOST_LINES = 100
HORIZONS = [(Horizon.SHORT.value, "Short-term"), (Horizon.LONG.value, "Long-term")]
type_of_item = Need | Goal | Promise


@dataclass(frozen=True, kw_only=True)
class Item:
    """One kind of record of the document: its verbs, what a new one begins with, and what its form offers."""

    model: type[Any]
    values: type[Any]
    add: Callable[..., Any]
    change: Callable[..., Any]
    check: Callable[[Any, SignedInRequest], Iterable[Problem]]
    usual: Callable[[SignedInRequest], dict[str, Any]]
    choices: Callable[[Account, Any], dict[str, Any]]


def _usual_need(request: SignedInRequest) -> dict[str, Any]:
    aspiration = request.GET.get("kind") == ItemKind.ASPIRATION.value
    return {
        "text": "",
        "kind": ItemKind.ASPIRATION if aspiration else ItemKind.NEED,
        "horizon": Horizon.LONG if aspiration else Horizon.SHORT,
        "owner_id": request.viewer.person.id,
        "day": request.viewer.day,
    }


def _usual_promise(request: SignedInRequest) -> dict[str, Any]:
    """Made by the reader and today, where nothing else is chosen."""
    return {"text": "", "by_id": request.viewer.person.id, "made_on": request.viewer.day}


def _choices_of_need(account: Account, row: Need | None) -> dict[str, Any]:
    """The states that it can take next, its own first; a new one begins open or agreed."""
    ways = [ItemState.OPEN, ItemState.AGREED]
    if row:
        old = ItemState(row.state)
        ways = [old, *(state for state in ItemState if state in NEED_MOVES[old])]
    return {
        "horizon": HORIZONS,
        "state": [(state.value, state.value.capitalize()) for state in ways],
        "owner": choices_of_people(),
        "source_entry": choices_of_entries(account, row.source_entry_id if row else None),
    }


def _choices_of_goal(account: Account, row: Goal | None) -> dict[str, Any]:  # noqa: ARG001  each kind has this shape
    ways = [GoalState.OPEN, GoalState.ON_TRACK, GoalState.BEHIND]
    if row:
        old = GoalState(row.state)
        ways = [old, *(state for state in GoalState if state in GOAL_MOVES[old])]
    return {"state": [(state.value, state.label.capitalize()) for state in ways]}


def _choices_of_promise(account: Account, row: Promise | None) -> dict[str, Any]:
    return {
        "by": choices_of_people(),
        "to_contact": choices_of_contacts(account.id, row.to_contact_id if row else None),
        "said_in": choices_of_entries(account, row.said_in_id if row else None),
    }


ITEMS = {
    "need": Item(
        model=Need,
        values=NeedValues,
        add=needs.add_need,
        change=needs.change_need,
        check=lambda values, _: check_need(values)[1],
        usual=_usual_need,
        choices=_choices_of_need,
    ),
    "goal": Item(
        model=Goal,
        values=GoalValues,
        add=goals.add_goal,
        change=goals.change_goal,
        check=lambda values, _: check_goal(values)[1],
        usual=lambda _: {"text": ""},
        choices=_choices_of_goal,
    ),
    "promise": Item(
        model=Promise,
        values=PromiseValues,
        add=promises.add_promise,
        change=promises.change_promise,
        check=lambda values, request: check_promise(values, today=request.viewer.day)[1],
        usual=_usual_promise,
        choices=_choices_of_promise,
    ),
}


@guarded(Action.READ)
def item(request: SignedInRequest, item_id: int, word: str) -> HttpResponse:
    """What it says, and everything that was done to it: each value that it had, from when, told by whom."""
    row: type_of_item = loaded(ITEMS[word].model, item_id)
    entries = entries_of(row.account_id).filter(subject_kind=word, subject_id=row.id).order_by("-id")
    context = {
        **WORDS,
        "account": row.account,
        "row": row,
        "word": word,
        "lines": lines_of(list(entries[:MOST_LINES]), zone=reader_zone(), currency=row.account.currency),
        "may_write": may(request.viewer, Action.WRITE_DOCUMENT, row).allowed,
        "may_settle": isinstance(row, Promise) and may(request.viewer, Action.SETTLE_PROMISE, row).allowed,
    }
    return show(request, "documents/record.html", context)


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def add_item(request: SignedInRequest, account_id: int, word: str) -> HttpResponse:
    account = allowed(request, Action.WRITE_DOCUMENT, Account, account_id)
    of = ITEMS[word]
    usual = texts_of(of.values(**of.usual(request)))
    return answered(
        request,
        form=partial(_form, request, word, account, usual),
        verb=lambda: of.add(account_id=account.id, values=_typed(request, of), by=request.by, at=request.at),
        said=lambda made: f"{_word_of(made)} added.",
        back=_place,
    )


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def change_item(request: SignedInRequest, item_id: int, word: str) -> HttpResponse:
    of = ITEMS[word]
    allowed(request, Action.WRITE_DOCUMENT, of.model, item_id)
    named = {f"{word}_id": item_id}
    return answered(
        request,
        form=partial(_form_of, request, word, item_id),
        verb=lambda: of.change(
            **named, values=_typed(request, of), seen=seen(request), by=request.by, at=request.at
        ),
        said=lambda changed: f"{_word_of(changed)} changed.",
        back=_place,
    )


def _typed(request: SignedInRequest, of: Item) -> Any:
    return typed_as(
        of.values, request.POST, check=lambda values: of.check(values, request), **of.usual(request)
    )


@guarded(Action.SETTLE_PROMISE, "POST")
def keep_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    return _settle(request, promise_id, promises.keep_promise, "The promise is kept.")


@guarded(Action.SETTLE_PROMISE, "POST")
def break_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    return _settle(request, promise_id, promises.break_promise, "The promise is marked broken.")


@guarded(Action.SETTLE_PROMISE, "POST")
def reopen_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    """Undo of keeping and breaking: from what it is now, whoever settled it."""
    row = allowed(request, Action.SETTLE_PROMISE, Promise, promise_id)
    changed = promises.reopen_promise(promise_id=promise_id, seen=row.version, by=request.by, at=request.at)
    say(request, "The promise is open again.")
    return HttpResponseRedirect(_place(changed))


def _settle(
    request: SignedInRequest, promise_id: int, verb: Callable[..., Promise], words: str
) -> HttpResponse:
    """Somebody else was first: 409, and the page names them."""
    allowed(request, Action.SETTLE_PROMISE, Promise, promise_id)
    settled = verb(promise_id=promise_id, by=request.by, at=request.at)
    say(request, words, undo=f"/promises/{promise_id}/reopen")
    return HttpResponseRedirect(_place(settled))


def _form_of(request: SignedInRequest, word: str, item_id: int, refusal: Refused | None) -> HttpResponse:
    """The form of a record as it stands now: somebody may have changed it since the request began."""
    row = loaded(ITEMS[word].model, item_id)
    return _form(request, word, row.account, texts_of(values_of(ITEMS[word].values, row)), refusal, row=row)


def _form(
    request: SignedInRequest,
    word: str,
    account: Account,
    now: dict[str, str],
    refusal: Refused | None,
    *,
    row: type_of_item | None = None,
) -> HttpResponse:
    new = f"/accounts/{account.id}/{word}s/new"
    return show_form(
        request,
        "documents/form.html",
        refusal,
        inside=f"documents/_{word}.html",
        fields=fields_of(request, now, row.version if row else 0, refusal),
        who=who_changed(word, row.id, account.id) if row and refusal else "",
        account=account,
        row=row,
        path=f"/{word}s/{row.id}/change" if row else f"{new}?kind={now['kind']}" if word == "need" else new,
        back=f"/accounts/{account.id}/document#{_section(word, now)}",
        choices=ITEMS[word].choices(account, row),
    )


def _section(word: str, now: dict[str, str]) -> str:
    return f"{now['kind']}s" if word == "need" else f"{word}s"


def _word_of(row: type_of_item) -> str:
    """An aspiration is kept as a need."""
    return (row.kind if isinstance(row, Need) else str(row._meta.verbose_name)).capitalize()


def _place(row: type_of_item) -> str:
    return f"/accounts/{row.account_id}/document#{row._meta.verbose_name}-{row.id}"
