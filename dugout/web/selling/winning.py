"""The win, from whatever step: one form for what is missing on the way and for the client's commitment. Its undoing."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.handoffs.commands import winning
from dugout.handoffs.queries.addressees import is_of_own_account
from dugout.handoffs.queries.opened import handoff_of_sale
from dugout.selling.models import Opportunity
from dugout.selling.queries.asks import Asks, asks_of_win
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.selling.choices import choices_of_requests
from dugout.web.selling.forms import seen_by, show_form, way_back
from dugout.web.selling.supplies import read_reasons, read_supplies
from dugout.web.selling.typed import Typed


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def win_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """That commitment was given: by whom, on which day. Says before what it will set going."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_win(sale)
    if request.method != "POST":
        return show_win(request, asks)
    try:
        won = _win(request, asks)
    except Refused as refusal:
        return show_win(request, asks, refusal)
    say(request, f"{won.name} is won." + _what_follows(won))
    return HttpResponseRedirect(f"/opportunities/{won.id}")


def _what_follows(won: Opportunity) -> str:
    if won.settled_at is not None:
        return f" {won.owner.name} is the account manager already: there is nobody to hand over to."
    return " Its hand-off is open." if handoff_of_sale(won) else ""


def show_win(request: SignedInRequest, asks: Asks, refusal: Refused | None = None) -> HttpResponse:
    sale = asks.sale
    more = {
        "asks": asks,
        "back": way_back(request, sale),
        "requests": choices_of_requests(asks),
        "own": is_of_own_account(sale),
    }
    return show_form(
        request, "win", f"Win {sale.name}", refusal, sale=sale, sale_has_lines=bool(asks.lines), **more
    )


def _win(request: SignedInRequest, asks: Asks) -> Opportunity:
    form = Typed(request.POST)
    day = form.needed_day()
    supplies = read_supplies(request.POST, asks)
    form.check()
    assert day is not None
    return winning.win_with(
        opportunity_id=asks.sale.id,
        day=day,
        who=form.who(),
        request_id=form.id("request"),
        supplies=supplies,
        reasons=read_reasons(request.POST, asks),
        seen=seen_by(request),
        by=request.by,
        at=request.at,
    )


@guarded(Action.UNDO_WIN, "GET", "POST")
def undo_win(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """By a manager up the owner's line, with a reason: the drafts go, and the hand-off is withdrawn."""
    sale = allowed(request, Action.UNDO_WIN, Opportunity, opportunity_id)
    refusal = None
    if request.method == "POST":
        try:
            winning.undo_win(
                opportunity_id=sale.id,
                reason=request.POST.get("reason", ""),
                seen=seen_by(request),
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"The win of {sale.name} is undone. It is open again.")
            return HttpResponseRedirect(f"/opportunities/{sale.id}")
    return show_form(request, "undo_win", f"Undo the win of {sale.name}", refusal, sale=sale)
