"""Moving a sale to another step: at once, or with one form for what is missing on the way."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.selling.commands.supplying import move_with
from dugout.selling.models import Opportunity
from dugout.selling.queries.asks import Asks, asks_of_move
from dugout.selling.terms import Outcome
from dugout.values.refused import Refused, Stale
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.selling.forms import seen_by, show_form, way_back, what_happened
from dugout.web.selling.supplies import read_reasons, read_supplies
from dugout.web.selling.winning import show_win

# The fields of every form; whoever sent no others has typed nothing.
OF_THE_FORM = frozenset({"csrfmiddlewaretoken", "to", "seen", "back"})


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def move_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Asks for the step, or for what the way to it still wants; or moves.

    A drop on the board asks first: where nothing is missing it is told to post. Past commitment leads the win.
    """
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    if request.method != "POST" and sale.outcome != Outcome.OPEN:
        raise _stays(sale)
    to = read_id(request.POST.get("to") or request.GET.get("to"))
    if to is None:
        asks = asks_of_move(sale, sale.step.number)
        back = way_back(request, sale)
        return show_form(request, "choose_step", f"Move {sale.name}", sale=sale, asks=asks, back=back)
    asks = asks_of_move(sale, to)
    if asks.wins:
        return show_win(request, asks)
    refusal = None
    if request.method == "POST":
        try:
            moved = _move(request, asks)
        except Refused as refused:
            if isinstance(refused, Stale) and not set(request.POST) - OF_THE_FORM:
                return what_happened(request, sale, refused)
            refusal = refused
        else:
            _say_so(request, sale, moved)
            back = way_back(request, moved)
            # A board is wider than a phone: it opens at the step in which the card stands now.
            at_step = f"#step-{moved.step.number}" if back.startswith("/selling") else ""
            return HttpResponseRedirect(back + at_step)
    elif wants_a_part(request) and not asks.gates:
        return HttpResponse(status=204, headers={"X-Done": "post"})
    back = way_back(request, sale)
    return show_form(request, "move", f"Move {sale.name}", refusal, sale=sale, asks=asks, back=back)


def _move(request: SignedInRequest, asks: Asks) -> Opportunity:
    return move_with(
        opportunity_id=asks.sale.id,
        to=asks.aim.number,
        supplies=read_supplies(request.POST, asks),
        reasons=read_reasons(request.POST, asks),
        seen=seen_by(request),
        by=request.by,
        at=request.at,
    )


def _stays(sale: Opportunity) -> Refused:
    """Why a sale that is not open moves no more."""
    if sale.outcome == Outcome.WON:
        return Refused.because(
            f"{sale.name} is won, and stays in its last step until that is closed.",
            "A manager up its owner's line can undo the win.",
            code="closed",
        )
    return Refused.because(
        f"{sale.name} is {sale.outcome}.", "What is closed does not change any more.", code="closed"
    )


def _say_so(request: SignedInRequest, before: Opportunity, moved: Opportunity) -> None:
    """Undo goes back, which is free; what was written down on the way stays."""
    forward = moved.step.number > before.step.number
    undo = f"/opportunities/{moved.id}/move?to={before.step.number}&seen={moved.version}" if forward else ""
    say(request, f"{moved.name} stands in step {moved.step.number}, {moved.step.name}.", undo=undo)
