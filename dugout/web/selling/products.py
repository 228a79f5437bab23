"""What we sell: everybody reads the list, administrators write it."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.our_company.queries import the_company
from dugout.paging.keyset import page_of
from dugout.selling.commands import products as commands
from dugout.selling.models import Product
from dugout.selling.queries.catalogue import products as all_products
from dugout.selling.rules.checks import check_product
from dugout.selling.terms import ProductKind, ProductValues
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.forms import Fields, answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
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
    ours = the_company()
    usual = {
        "currency": ours.currency if ours else "EUR",
        "unit": "piece",
        "name": "",
        "series": "",
        "kind": "",
        "price": "",
    }
    return answered(
        request,
        form=lambda refusal: _form(request, "A new product", fields_of(request, usual, 0, refusal), refusal),
        verb=lambda: commands.add_product(values=_typed(request), by=request.by, at=request.at),
        said=lambda made: f"{made.name} can be put on offers now.",
        back="/products",
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def correct_product(request: SignedInRequest, product_id: int) -> HttpResponse:
    """Offers keep the price that they were made with."""
    loaded(Product, product_id)

    def form(refusal: Refused | None) -> HttpResponse:
        product = loaded(Product, product_id)
        fields = fields_of(request, texts_of(values_of(ProductValues, product)), product.version, refusal)
        who = who_changed("product", product.id, None) if refusal else ""
        return _form(request, f"Correct {product.name}", fields, refusal, product=product, who=who)

    return answered(
        request,
        form=form,
        verb=lambda: commands.correct_product(
            product_id=product_id, values=_typed(request), seen=seen(request), by=request.by, at=request.at
        ),
        back="/products",
    )


def _form(
    request: SignedInRequest,
    title: str,
    fields: Fields,
    refusal: Refused | None,
    *,
    product: Product | None = None,
    who: str = "",
) -> HttpResponse:
    return show_form(
        request,
        "selling/form.html",
        refusal,
        inside="selling/_product.html",
        title=title,
        fields=fields,
        product=product,
        who=who,
        choices={"kind": KINDS},
    )


def _typed(request: SignedInRequest) -> ProductValues:
    return typed_as(
        ProductValues,
        request.POST,
        check=lambda values: check_product(values)[1],
        needed=("kind", "price"),
    )


@guarded(Action.CONFIGURE, "POST")
def retire_product(request: SignedInRequest, product_id: int) -> HttpResponse:
    product = commands.retire_product(product_id=product_id, seen=seen(request), by=request.by, at=request.at)
    undo = f"/products/{product.id}/sell-again?seen={product.version}"
    say(request, f"{product.name} is retired. Offers that have it keep it.", undo=undo)
    return HttpResponseRedirect("/products")


@guarded(Action.CONFIGURE, "POST")
def sell_product_again(request: SignedInRequest, product_id: int) -> HttpResponse:
    product = commands.sell_product_again(
        product_id=product_id, seen=seen(request), by=request.by, at=request.at
    )
    say(request, f"{product.name} can be put on offers again.")
    return HttpResponseRedirect("/products")
