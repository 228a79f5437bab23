"""Products of another system: added, or brought up to date. One of a name that is sold here is that product."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from dugout.bulk.verdicts import Became, RowDone, refused
from dugout.history.terms import Allowed, Incoming
from dugout.selling.commands.products import add_product, correct_product
from dugout.selling.models import Product
from dugout.selling.terms import ProductKind, ProductToImport, ProductValues
from dugout.values.refused import Problem, Refused


def import_products(
    *,
    products: Sequence[ProductToImport],
    known: Mapping[str, int],
    fields: Collection[str],
    source: str,
    by: Allowed,
    at: datetime,
) -> list[RowDone]:
    """Adds products, and corrects those that are here; what became of each, in order.

    `known` are the products of ids. Each costs its single verb: a catalogue is short.
    """
    done = []
    incoming = Incoming(source=source, fields=frozenset(fields), by=by, at=at)
    with transaction.atomic():
        for one in products:
            here = Product.objects.filter(id=known.get(one.external_id, 0)).first()
            here = here or Product.objects.filter(name=one.values.name, retired_at=None).first()
            try:
                done.append(_correct(here, one, incoming) if here else _add(one, incoming))
            except Refused as refusal:
                done.append(refused(*refusal.problems))
    return done


def _add(one: ProductToImport, incoming: Incoming) -> RowDone:
    product = add_product(values=one.values, by=incoming.by, at=incoming.at)
    _mark(product, one, incoming)
    return RowDone(Became.CREATED, product.id)


def _correct(here: Product, one: ProductToImport, incoming: Incoming) -> RowDone:
    ours = here.external_source == incoming.source
    if here.currency != one.values.currency and not ours:
        return refused(
            Problem(
                "price",
                f"{here.name} is here already, priced in {here.currency}.",
                "Give one of the two another name.",
            )
        )
    if here.external_source not in ("", incoming.source):
        return RowDone(Became.UNCHANGED, here.id)
    adopted = not here.external_source
    if adopted:
        _mark(here, one, incoming)
    values = ProductValues(
        name=one.values.name,
        series=one.values.series if "series" in incoming.fields else here.series,
        kind=ProductKind(here.kind),
        unit=here.unit,
        price=one.values.price if "price" in incoming.fields else here.price,
        currency=one.values.currency if "price" in incoming.fields else here.currency,
    )
    changed = correct_product(
        product_id=here.id,
        values=values,
        seen=here.version,
        counted_anew=incoming.source,
        by=incoming.by,
        at=incoming.at,
    )
    updated = adopted or changed.version != here.version
    return RowDone(Became.UPDATED if updated else Became.UNCHANGED, here.id)


def _mark(product: Product, one: ProductToImport, incoming: Incoming) -> None:
    Product.objects.filter(id=product.id).update(external_source=incoming.source, external_id=one.external_id)
