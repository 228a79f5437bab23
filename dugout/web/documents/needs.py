"""Needs and aspirations: one with its past, adding, changing."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.commands import needs as commands
from dugout.client_document.models import Need
from dugout.client_document.queries import items
from dugout.client_document.queries.document import account_for
from dugout.client_document.rules.items import NEED_MOVES
from dugout.client_document.terms import Horizon, ItemKind, ItemState, NeedValues
from dugout.people.queries.directory import choices_of_people
from dugout.values.refused import Refused
from dugout.web.documents.choosing import choices_of_entries, read_choice
from dugout.web.documents.record import show_record
from dugout.web.documents.showing import show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say

HORIZONS = [(Horizon.SHORT.value, "Short-term"), (Horizon.LONG.value, "Long-term")]
SECTION_OF = {ItemKind.NEED: "needs", ItemKind.ASPIRATION: "aspirations"}


@guarded(Action.READ)
def need(request: SignedInRequest, need_id: int) -> HttpResponse:
    return show_record(request, "need", items.need(need_id))


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def add_need(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = account_for(account_id)
    must(request.viewer, Action.WRITE_DOCUMENT, account)
    kind = read_choice(ItemKind, request.GET.get("kind")) or ItemKind.NEED
    if request.method != "POST":
        return _form(request, account, kind)
    try:
        made = commands.add_need(
            account_id=account_id, values=read_need(request), by=request.viewer.author, at=request.at
        )
    except Refused as refusal:
        return _form(request, account, kind, refusal=refusal)
    say(request, f"{made.kind.capitalize()} added.")
    return _back(made)


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def change_need(request: SignedInRequest, need_id: int) -> HttpResponse:
    row = items.need(need_id)
    must(request.viewer, Action.WRITE_DOCUMENT, row.account)
    if request.method != "POST":
        return _form(request, row.account, ItemKind(row.kind), row)
    try:
        changed = commands.change_need(
            need_id=need_id,
            values=read_need(request),
            seen=read_id(request.POST.get("over") or request.POST.get("seen")) or 0,
            by=request.viewer.author,
            at=request.at,
        )
    except Refused as refusal:
        return _form(request, row.account, ItemKind(row.kind), items.need(need_id), refusal)
    say(request, f"{changed.kind.capitalize()} changed.")
    return _back(changed)


def read_need(request: SignedInRequest) -> NeedValues:
    typed = request.POST
    return NeedValues(
        text=typed.get("text", ""),
        kind=read_choice(ItemKind, typed.get("kind")) or ItemKind.NEED,
        horizon=read_choice(Horizon, typed.get("horizon")) or Horizon.SHORT,
        state=read_choice(ItemState, typed.get("state")) or ItemState.OPEN,
        owner_id=read_id(typed.get("owner")),
        day=read_day(typed.get("day"), "day"),
        source_entry_id=read_id(typed.get("source_entry")),
    )


def _form(
    request: SignedInRequest,
    account: Account,
    kind: ItemKind,
    row: Need | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    return show_form(
        request,
        "need",
        account,
        refusal,
        row=row,
        kind=kind.value,
        path=f"/needs/{row.id}/change" if row else f"/accounts/{account.id}/needs/new?kind={kind}",
        back=f"/accounts/{account.id}/document#{SECTION_OF[kind]}",
        horizons=HORIZONS,
        states=_states(row),
        persons=choices_of_people(),
        entries=choices_of_entries(account, row.source_entry_id if row else None),
    )


def _states(row: Need | None) -> list[tuple[str, str]]:
    """The states that the need can take next, its own first; a new one begins open or agreed."""
    if row is None:
        ways = [ItemState.OPEN, ItemState.AGREED]
    else:
        old = ItemState(row.state)
        ways = [old, *(state for state in ItemState if state in NEED_MOVES[old])]
    return [(state.value, state.value.capitalize()) for state in ways]


def _back(row: Need) -> HttpResponse:
    return HttpResponseRedirect(f"/accounts/{row.account_id}/document#need-{row.id}")
