"""What we sell: everybody reads the list, administrators write it."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.queries import the_company
from dugout.paging.keyset import page_of
from dugout.selling.commands import products as commands
from dugout.selling.models import Product
from dugout.selling.queries.catalogue import products as all_products
from dugout.selling.terms import ProductKind, ProductValues
from dugout.values.money import Money
from dugout.values.refused import Refused, Stale
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.selling.forms import seen_by, show_form
from dugout.web.selling.typed import Typed
from dugout.web.showing import show

KINDS = [
    (ProductKind.RECURRING.value, "Recurring, priced by the month"),
    (ProductKind.ONE_OFF.value, "One-off"),
]
ORDER = ("name", "id")
PAGE = 100


@guarded(Action.READ)
def products(request: SignedInRequest) -> HttpResponse:
    """What is sold, or what is sold no more."""
    retired = request.GET.get("view") == "retired"
    page = page_of(all_products(retired=retired), order=ORDER, after=request.GET.get("after"), limit=PAGE)
    return show(request, "selling/products.html", {"page": page, "retired": retired})


@guarded(Action.CONFIGURE, "GET", "POST")
def add_product(request: SignedInRequest) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            made = commands.add_product(values=_read(request), by=request.by, at=request.at)
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{made.name} can be put on offers now.")
            return HttpResponseRedirect("/products")
    ours = the_company()
    typed = request.POST or {"currency": ours.currency if ours else "EUR", "unit": "piece"}
    return show_form(request, "product", "A new product", refusal, product=None, typed=typed, kinds=KINDS)


@guarded(Action.CONFIGURE, "GET", "POST")
def correct_product(request: SignedInRequest, product_id: int) -> HttpResponse:
    """Offers keep the price that they were made with."""
    product = loaded(Product, product_id)
    refusal = None
    if request.method == "POST":
        try:
            commands.correct_product(
                product_id=product.id,
                values=_read(request),
                seen=seen_by(request) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            return HttpResponseRedirect("/products")
    # Sent again after somebody else's change it is theirs that is written over, and the page names both.
    seen = product.version if isinstance(refusal, Stale) or seen_by(request) is None else seen_by(request)
    typed = request.POST or _typed(product)
    return show_form(
        request, "product", f"Correct {product.name}", refusal, product=product, typed=typed, kinds=KINDS,
        seen=seen,
    )  # fmt: skip


@guarded(Action.CONFIGURE, "POST")
def retire_product(request: SignedInRequest, product_id: int) -> HttpResponse:
    product = commands.retire_product(
        product_id=product_id, seen=seen_by(request) or 0, by=request.by, at=request.at
    )
    undo = f"/products/{product.id}/sell-again?seen={product.version}"
    say(request, f"{product.name} is retired. Offers that have it keep it.", undo=undo)
    return HttpResponseRedirect("/products")


@guarded(Action.CONFIGURE, "POST")
def sell_product_again(request: SignedInRequest, product_id: int) -> HttpResponse:
    product = commands.sell_product_again(
        product_id=product_id, seen=seen_by(request) or 0, by=request.by, at=request.at
    )
    say(request, f"{product.name} can be put on offers again.")
    return HttpResponseRedirect("/products")


def _read(request: SignedInRequest) -> ProductValues:
    form = Typed(request.POST)
    currency = form.text("currency").upper()
    if form.text("kind") not in tuple(ProductKind):
        form.wrong("kind", "The kind is missing.", "Choose one.")
    if not form.text("price"):
        form.wrong("price", "The price is missing.", "Write it, from 0.")
    price = form.money("price", currency)
    form.check()
    return ProductValues(
        name=form.text("name"),
        series=form.text("series"),
        kind=ProductKind(form.text("kind")),
        unit=form.text("unit"),
        price=price or 0,
        currency=currency,
    )


def _typed(product: Product) -> dict[str, str]:
    return {
        "name": product.name,
        "series": product.series,
        "kind": product.kind,
        "unit": product.unit,
        "price": Money(product.price, product.currency).to_decimal_text(),
        "currency": product.currency,
    }
