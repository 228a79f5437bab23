"""Promises: one with its past, adding, changing, and telling what became of it."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.commands import promises as commands
from dugout.client_document.models import Promise
from dugout.client_document.queries import items
from dugout.client_document.queries.document import account_for
from dugout.client_document.terms import PromiseValues
from dugout.people.queries.directory import choices_of_people
from dugout.values.refused import Refused
from dugout.web.documents.choosing import choices_of_contacts, choices_of_entries
from dugout.web.documents.record import show_record
from dugout.web.documents.showing import show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say


@guarded(Action.READ)
def promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    return show_record(request, "promise", items.promise(promise_id))


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def add_promise(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = account_for(account_id)
    must(request.viewer, Action.WRITE_DOCUMENT, account)
    if request.method != "POST":
        return _form(request, account)
    try:
        made = commands.add_promise(
            account_id=account_id, values=read_promise(request), by=request.viewer.author, at=request.at
        )
    except Refused as refusal:
        return _form(request, account, refusal=refusal)
    say(request, "Promise added.")
    return _back(made)


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def change_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    row = items.promise(promise_id)
    must(request.viewer, Action.WRITE_DOCUMENT, row.account)
    if request.method != "POST":
        return _form(request, row.account, row)
    try:
        changed = commands.change_promise(
            promise_id=promise_id,
            values=read_promise(request),
            seen=read_id(request.POST.get("over") or request.POST.get("seen")) or 0,
            by=request.viewer.author,
            at=request.at,
        )
    except Refused as refusal:
        return _form(request, row.account, items.promise(promise_id), refusal)
    say(request, "Promise changed.")
    return _back(changed)


@guarded(Action.SETTLE_PROMISE, "POST")
def keep_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    return _settle(request, promise_id, commands.keep_promise, "The promise is kept.")


@guarded(Action.SETTLE_PROMISE, "POST")
def break_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    return _settle(request, promise_id, commands.break_promise, "The promise is marked broken.")


@guarded(Action.SETTLE_PROMISE, "POST")
def reopen_promise(request: SignedInRequest, promise_id: int) -> HttpResponse:
    """Undo of keeping and breaking: from what it is now, whoever settled it."""
    row = items.promise(promise_id)
    must(request.viewer, Action.SETTLE_PROMISE, row)
    changed = commands.reopen_promise(
        promise_id=promise_id, seen=row.version, by=request.viewer.author, at=request.at
    )
    say(request, "The promise is open again.")
    return _back(changed)


def read_promise(request: SignedInRequest) -> PromiseValues:
    """Made by the reader and today, where nothing else is chosen."""
    typed = request.POST
    return PromiseValues(
        text=typed.get("text", ""),
        by_id=read_id(typed.get("by")) or request.viewer.person.id,
        made_on=read_day(typed.get("made_on"), "made_on") or request.viewer.day,
        to_contact_id=read_id(typed.get("to_contact")),
        due_on=read_day(typed.get("due_on"), "due_on"),
        said_in_id=read_id(typed.get("said_in")),
    )


def _settle(
    request: SignedInRequest, promise_id: int, verb: Callable[..., Promise], words: str
) -> HttpResponse:
    """Somebody else was first: 409, and the page names them."""
    must(request.viewer, Action.SETTLE_PROMISE, items.promise(promise_id))
    settled = verb(promise_id=promise_id, by=request.viewer.author, at=request.at)
    say(request, words, undo=f"/promises/{promise_id}/reopen")
    return _back(settled)


def _form(
    request: SignedInRequest, account: Account, row: Promise | None = None, refusal: Refused | None = None
) -> HttpResponse:
    return show_form(
        request,
        "promise",
        account,
        refusal,
        row=row,
        path=f"/promises/{row.id}/change" if row else f"/accounts/{account.id}/promises/new",
        back=f"/accounts/{account.id}/document#promises",
        persons=choices_of_people(),
        contacts=choices_of_contacts(account.id, row.to_contact_id if row else None),
        entries=choices_of_entries(account, row.said_in_id if row else None),
    )


def _back(row: Promise) -> HttpResponse:
    return HttpResponseRedirect(f"/accounts/{row.account_id}/document#promise-{row.id}")
