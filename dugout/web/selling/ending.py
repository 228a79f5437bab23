"""A no to commitment, and the ends that are not the win; the last step of a sale without a hand-off."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.selling.commands import closing
from dugout.selling.models import CommitmentRequest, Opportunity
from dugout.selling.queries.asks import asks_of_offer
from dugout.values.refused import Missing
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.selling.forms import seen_by
from dugout.web.selling.records import SAID
from dugout.web.selling.supplies import NO_DAY
from dugout.web.selling.typed import Typed
from dugout.web.selling.writing import written


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def refuse_commitment(request: SignedInRequest, opportunity_id: int, request_id: int) -> HttpResponse:
    """That they said no. The sale stays where it is."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asked = next((one for one in asks_of_offer(sale).rows(CommitmentRequest) if one.id == request_id), None)
    if asked is None:
        raise Missing.because("There is no such request for commitment.", "Read the sale again.")

    def write(form: Typed) -> None:
        day = form.needed_day()
        form.check()
        closing.refuse_commitment(
            opportunity_id=sale.id, request_id=request_id, day=day or NO_DAY, note=form.text("note"),
            by=request.by, at=request.at,
        )  # fmt: skip

    return written(request, sale, "refuse_commitment", "They said no?", write, place=SAID, asked=asked)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def lose_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    write = _end(request, sale, closing.lose_opportunity)
    done = f"{sale.name} is lost. The reason stands with it."
    return written(request, sale, "lose", f"Is {sale.name} lost?", write, done=done, ending="lost")


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def abandon_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    write = _end(request, sale, closing.abandon_opportunity)
    done = f"{sale.name} is given up. The reason stands with it."
    return written(request, sale, "lose", f"Give up {sale.name}?", write, done=done, ending="abandoned")


def _end(
    request: SignedInRequest, sale: Opportunity, verb: Callable[..., Opportunity]
) -> Callable[[Typed], None]:
    def write(form: Typed) -> None:
        day = form.needed_day()
        form.check()
        verb(
            opportunity_id=sale.id, reason=form.text("reason"), day=day or NO_DAY, seen=seen_by(request),
            by=request.by, at=request.at,
        )  # fmt: skip

    return write


@guarded(Action.CHANGE_OPPORTUNITY, "POST")
def settle_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Closes the last step of a sale that no hand-off closes."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    closing.settle_opportunity(opportunity_id=sale.id, seen=seen_by(request), by=request.by, at=request.at)
    say(request, f"{sale.name} is settled. It leaves the board.")
    return HttpResponseRedirect(f"/opportunities/{sale.id}")
