"""Products: what is sold, one-off or recurring, at a list price."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import acts, answers, version_sent
from dugout.api.records import Record, serve, shown_with_version
from dugout.api.shapes import Paged, number
from dugout.api.shown import Moment
from dugout.people.terms import Scope
from dugout.selling.commands import products as commands
from dugout.selling.models import Product
from dugout.selling.queries.catalogue import products
from dugout.selling.terms import ProductValues

router = Router()


class ProductsAsked(Paged):
    """`retired` true or false holds only those; without it all are listed."""

    retired: bool | None = None


PRODUCT: Record[Product, ProductValues] = Record(
    word="product",
    model=Product,
    values=ProductValues,
    rows=products,
    add=commands.add_product,
    change=commands.correct_product,
    write=Action.CONFIGURE,
    scope=Scope.ADMIN,
    verb="correct",
    order=("name", "id"),
    needed=("kind", "price"),
    asked=ProductsAsked,
    narrowed=lambda rows, asked: (
        rows if asked.retired is None else rows.exclude(retired_at__isnull=asked.retired)
    ),
    more=(
        ("retired_at", Moment | None),
        ("external_id", str),
        ("external_source", str),
    ),
    about="`price` of a recurring product is for one month of one unit. Two that are sold never have the same name.",
)
serve(router, PRODUCT, "/products")
CHANGED = {200: PRODUCT.out_shape, **answers(404, 412, 422)}


@router.post("/products/{product_id}/retire", response=CHANGED, summary="Retire a product")
@acts(Action.CONFIGURE, Scope.ADMIN)
def retire_product(request: ApiRequest, response: HttpResponse, product_id: str) -> Any:
    """It is offered no more; what holds it already stays. A second time changes nothing."""
    return _act(commands.retire_product, request, response, product_id)


@router.post("/products/{product_id}/sell-again", response=CHANGED, summary="Sell a retired product again")
@acts(Action.CONFIGURE, Scope.ADMIN)
def sell_product_again(request: ApiRequest, response: HttpResponse, product_id: str) -> Any:
    """Refused while another of its name is sold."""
    return _act(commands.sell_product_again, request, response, product_id)


def _act(
    verb: Callable[..., Product], request: ApiRequest, response: HttpResponse, product_id: str
) -> dict[str, Any]:
    row = loaded(Product, number(product_id))
    seen = version_sent(request, None)
    done = verb(product_id=row.id, seen=row.version if seen is None else seen, by=request.by, at=request.at)
    return shown_with_version(PRODUCT, done, response)
