"""Products: added, corrected, retired. What was sold under a name keeps it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from dugout.history.parts import change_row, record
from dugout.history.queries import the
from dugout.history.terms import Allowed, Subject
from dugout.selling.models import OpportunityLine, Product
from dugout.selling.rules.checks import check_product
from dugout.selling.terms import ProductValues
from dugout.values.records import columns_of, told_of, values_of
from dugout.values.refused import Problem, Refused


def add_product(*, values: ProductValues, by: Allowed, at: datetime) -> Product:
    """A product that can be put on offers from now on. Refused when one of that name is sold already."""
    values = _as_kept(values)
    with transaction.atomic():
        product = Product(**columns_of(values))
        with _one_of_its_name(product):
            product.save()
        subject = Subject(kind="product", id=product.id)
        record(kind="product_added", by=by, at=at, subject=subject, after=told_of(values))
    return product


def correct_product(
    *, product_id: int, values: ProductValues, seen: int, by: Allowed, at: datetime, counted_anew: str = ""
) -> Product:
    """Writes a product anew; offers keep the price that they were made with. Stale when it changed since `seen`.

    Kind and currency stay once the product stands on an offer: its lines were counted by them. Offers of the source
    `counted_anew` do not count: its files bring them to the same currency.
    """
    values = _as_kept(values)

    def checked() -> tuple[Problem, ...]:
        fixed = [name for name in ("kind", "currency") if getattr(was, name) != getattr(values, name)]
        offers = OpportunityLine.objects.filter(product_id=product_id)
        if counted_anew:
            offers = offers.exclude(opportunity__external_source=counted_anew)
        if fixed and offers.exists():
            raise Refused.because(
                "This product stands on offers, which were counted by its kind and currency.",
                "Retire it, and add another one.",
                fixed[0],
                code="on-offers",
            )
        return ()

    with transaction.atomic():
        product = _take(product_id)
        was = values_of(ProductValues, product)
        return _change(product, columns_of(values), told=_told, seen=seen, by=by, at=at, checked=checked)


def retire_product(*, product_id: int, seen: int, by: Allowed, at: datetime) -> Product:
    """No new offer takes it from now on; those that have it keep it. A second time changes nothing."""
    with transaction.atomic():
        product = _take(product_id)
        retired = {"retired_at": product.retired_at or at}
        return _change(product, retired, told=_told_whether_retired, seen=seen, by=by, at=at)


def sell_product_again(*, product_id: int, seen: int, by: Allowed, at: datetime) -> Product:
    """A retired product can be put on offers again. Refused while another of its name is sold."""
    with transaction.atomic():
        product = _take(product_id)
        return _change(product, {"retired_at": None}, told=_told_whether_retired, seen=seen, by=by, at=at)


def _take(product_id: int) -> Product:
    return the(Product.objects.select_for_update(no_key=True), product_id)


def _change(
    product: Product,
    columns: Mapping[str, Any],
    *,
    told: Callable[[Product], dict[str, Any]],
    seen: int,
    by: Allowed,
    at: datetime,
    checked: Callable[[], tuple[Problem, ...]] = tuple,
) -> Product:
    with _one_of_its_name(product):
        change_row(
            product,
            columns,
            seen=seen,
            told=told,
            kind="product_changed",
            subject="product",
            by=by,
            at=at,
            checked=checked,
            named=("name",),
        )
    return product


def _told(product: Product) -> dict[str, Any]:
    return told_of(values_of(ProductValues, product))


def _told_whether_retired(product: Product) -> dict[str, Any]:
    return {"name": product.name, "retired": product.retired_at is not None}


@contextmanager
def _one_of_its_name(product: Product) -> Iterator[None]:
    """Refused while another product of this one's name is sold."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused.because(
            f"A product called {product.name} is sold already.",
            "Give this one another name, or correct that one.",
            "name",
            code="name-taken",
        ) from None


def _as_kept(values: ProductValues) -> ProductValues:
    values, problems = check_product(values)
    if problems:
        raise Refused(problems)
    return values
