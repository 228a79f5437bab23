"""The lines of the offer, one at a time: the amount follows."""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.selling.commands import lines
from dugout.selling.models import Opportunity
from dugout.selling.queries.asks import Asks, asks_of_offer
from dugout.selling.terms import LineValues
from dugout.values.records import values_of
from dugout.values.refused import Missing
from dugout.web.forms import texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.selling.forms import seen_by
from dugout.web.selling.typed import Typed
from dugout.web.selling.writing import written

OFFER = "offer"


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def add_line(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_offer(sale)

    def write(_: Typed) -> None:
        line = read_line(request.POST, asks)
        lines.add_line(opportunity_id=sale.id, line=line, seen=seen_by(request), by=request.by, at=request.at)

    return written(request, sale, "line", "What else do you offer?", write, place=OFFER, asks=asks, line=None)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def change_line(request: SignedInRequest, opportunity_id: int, line_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_offer(sale)
    line = next((one for one in asks.lines if one.id == line_id), None)
    if line is None:
        raise Missing.because("There is no such line.", "Read the offer again.")

    def write(_: Typed) -> None:
        lines.change_line(
            opportunity_id=sale.id, line_id=line_id, line=read_line(request.POST, asks), seen=seen_by(request),
            by=request.by, at=request.at,
        )  # fmt: skip

    title = f"Change {line.product.name}"
    typed = request.POST or texts_of(values_of(LineValues, line), currency=sale.currency)
    return written(request, sale, "line", title, write, place=OFFER, asks=asks, line=line, typed=typed)


@guarded(Action.CHANGE_OPPORTUNITY, "POST")
def remove_line(request: SignedInRequest, opportunity_id: int, line_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    lines.remove_line(
        opportunity_id=sale.id,
        line_id=line_id,
        seen=seen_by(request),
        by=request.by,
        at=request.at,
    )
    say(request, "The line is off the offer. Needs that it met wait for another.")
    return HttpResponseRedirect(f"/opportunities/{sale.id}#{OFFER}")


def read_line(post: QueryDict, asks: Asks) -> LineValues:
    """A line of the offer; without a price the product's own."""
    values = typed_as(
        LineValues,
        post,
        currency=asks.sale.currency,
        needed=("product_id",),
        quantity=1,
        unit_price=None,
    )
    if values.unit_price is not None:
        return values
    prices = {product.id: product.price for product in asks.products}
    return replace(values, unit_price=prices.get(values.product_id))
