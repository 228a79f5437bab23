"""Products: what is sold, one-off or recurring, at a list price."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version, version_sent
from dugout.api.shapes import MoneyIn, MoneyOut, Paged, id_text, moment, money, number
from dugout.people.terms import Scope
from dugout.selling.commands import products as commands
from dugout.selling.models import Product
from dugout.selling.queries.catalogue import products
from dugout.selling.terms import ProductKind, ProductValues
from dugout.values.records import values_of

router = Router()


class ProductsAsked(Paged):
    """`retired` true or false holds only those; without it all are listed."""

    retired: bool | None = None


class ProductPatch(Schema):
    """What is left out stays as it is. `price` of a recurring product is for one month of one unit."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    series: str = ""
    kind: ProductKind = ProductKind.ONE_OFF
    unit: str = "piece"
    price: MoneyIn | None = None


class ProductIn(ProductPatch):
    name: str
    kind: ProductKind
    price: MoneyIn


class ProductOut(Schema):
    id: str
    name: str
    series: str
    kind: ProductKind
    unit: str
    price: MoneyOut
    retired_at: str | None
    external_id: str
    external_source: str
    version: int


class ProductList(Schema):
    items: list[ProductOut]
    next: str | None


CHANGED = {200: ProductOut, **answers(404, 412, 422)}


@router.get("/products", response={200: ProductList, **answers(422)}, summary="Products by name")
@acts(Action.READ)
def list_products(request: ApiRequest, asked: Query[ProductsAsked]) -> Any:
    return answer_list(request, products(retired=asked.retired), order=("name", "id"), show=_out)


@router.get("/products/{product_id}", response={200: ProductOut, **answers(404)}, summary="One product")
@acts(Action.READ)
def read_product(request: ApiRequest, response: HttpResponse, product_id: str) -> Any:  # noqa: ARG001
    return _shown(loaded(Product, number(product_id)), response)


@router.post("/products", response={201: ProductOut, **answers(422)}, summary="Add a product")
@acts(Action.CONFIGURE, Scope.ADMIN)
def add_product(request: ApiRequest, response: HttpResponse, sent: ProductIn) -> Any:
    """Two products that are sold never have the same name."""
    values = _values(ProductValues(name=sent.name), sent)
    made = commands.add_product(values=values, by=request.by, at=request.at)
    return Status(201, _shown(made, response))


@router.patch("/products/{product_id}", response={**CHANGED, **answers(428)}, summary="Correct a product")
@acts(Action.CONFIGURE, Scope.ADMIN)
def correct_product(request: ApiRequest, response: HttpResponse, product_id: str, sent: ProductPatch) -> Any:
    """Offers that hold it keep their price. Kind and currency stay while one does."""
    row = loaded(Product, number(product_id))
    changed = commands.correct_product(
        product_id=row.id,
        values=_values(values_of(ProductValues, row), sent),
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return _shown(changed, response)


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
    return _shown(done, response)


def _values(values: ProductValues, sent: ProductPatch) -> ProductValues:
    given = sent.model_dump(exclude_unset=True, exclude={"price"})
    if sent.price is not None:
        given |= {"price": sent.price.minor, "currency": sent.price.currency}
    return replace(values, **given)


def _shown(row: Product, response: HttpResponse) -> dict[str, Any]:
    response["ETag"] = etag(row.version)
    return _out(row)


def _out(row: Product) -> dict[str, Any]:
    plain = ("name", "series", "kind", "unit", "external_id", "external_source", "version")
    return {
        "id": id_text(row.id),
        "price": money(row.price, row.currency),
        "retired_at": moment(row.retired_at),
        **{name: getattr(row, name) for name in plain},
    }
