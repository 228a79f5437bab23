"""The lines of the offer, one at a time: the amount follows."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.selling.commands import lines
from dugout.selling.models import Opportunity, OpportunityLine
from dugout.selling.queries.asks import Asks, asks_of_offer
from dugout.selling.terms import LineValues
from dugout.values.money import Money
from dugout.values.refused import Missing
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

    def write(form: Typed) -> None:
        line = _read(form, asks)
        lines.add_line(opportunity_id=sale.id, line=line, seen=seen_by(request), by=request.by, at=request.at)

    return written(request, sale, "line", "What else do you offer?", write, place=OFFER, asks=asks, line=None)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def change_line(request: SignedInRequest, opportunity_id: int, line_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_offer(sale)
    line = next((one for one in asks.lines if one.id == line_id), None)
    if line is None:
        raise Missing.because("There is no such line.", "Read the offer again.")

    def write(form: Typed) -> None:
        lines.change_line(
            opportunity_id=sale.id, line_id=line_id, line=_read(form, asks), seen=seen_by(request),
            by=request.by, at=request.at,
        )  # fmt: skip

    title = f"Change {line.product.name}"
    typed = request.POST or _typed(line, sale.currency)
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


def _read(form: Typed, asks: Asks) -> LineValues:
    if not form.id("product"):
        form.wrong("product", "The product is missing.", "Choose one of the list.")
    values = form.line(asks.sale.currency, {product.id: product.price for product in asks.products})
    form.check()
    return values


def _typed(line: OpportunityLine, currency: str) -> dict[str, str]:
    """A line as its form writes it."""
    percent, part = divmod(line.discount_bp, 100)
    price = line.unit_price
    return {
        "product": str(line.product_id),
        "quantity": str(line.quantity),
        "unit_price": "" if price is None else Money(price, currency).to_decimal_text(),
        "discount_bp": f"{percent}.{part:02d}".rstrip("0").rstrip(".") if line.discount_bp else "",
        "term_months": str(line.term_months or ""),
    }
