"""Products: added, corrected, retired. What was sold under a name keeps it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.selling.models import OpportunityLine, Product
from dugout.selling.rules.checks import check_product
from dugout.selling.terms import ProductValues
from dugout.values.refused import Missing, Problem, Refused, Stale
from dugout.values.texts import clean_line

LIMITS = {"name": 200, "series": 100, "unit": 30}


def add_product(*, values: ProductValues, by: Allowed, at: datetime) -> Product:
    """A product that can be put on offers from now on. Refused when one of that name is sold already."""
    fields = _fields(values)
    with transaction.atomic():
        product = Product(**fields)
        _keep(product)
        _tell("product_added", product, by, at, before=None, after=fields)
    return product


def correct_product(
    *, product_id: int, values: ProductValues, seen: int, by: Allowed, at: datetime, counted_anew: str = ""
) -> Product:
    """Writes a product anew; offers keep the price that they were made with. Stale when it changed since `seen`.

    Kind and currency stay once the product stands on an offer: its lines were counted by them. Offers of the source
    `counted_anew` do not count: its files bring them to the same currency.
    """
    fields = _fields(values)
    with transaction.atomic():
        product = _take(product_id, seen, fields)
        was, becomes = changed_values({name: getattr(product, name) for name in fields}, fields)
        if not becomes:
            return product
        fixed = [name for name in ("kind", "currency") if name in becomes]
        offers = OpportunityLine.objects.filter(product=product)
        if counted_anew:
            offers = offers.exclude(opportunity__external_source=counted_anew)
        if fixed and offers.exists():
            raise Refused.because(
                "This product stands on offers, which were counted by its kind and currency.",
                "Retire it, and add another one.",
                fixed[0],
                code="on-offers",
            )
        for name, value in becomes.items():
            setattr(product, name, value)
        product.version += 1
        _keep(product)
        _tell("product_changed", product, by, at, before=was, after=becomes)
    return product


def retire_product(*, product_id: int, seen: int, by: Allowed, at: datetime) -> Product:
    """No new offer takes it from now on; those that have it keep it. A second time changes nothing."""
    with transaction.atomic():
        product = _take(product_id, seen, {"retired": True})
        if product.retired_at is None:
            product.retired_at = at
            product.version += 1
            product.save(update_fields=["retired_at", "version"])
            _tell("product_changed", product, by, at, before={"retired": False}, after={"retired": True})
    return product


def sell_product_again(*, product_id: int, seen: int, by: Allowed, at: datetime) -> Product:
    """A retired product can be put on offers again. Refused while another of its name is sold."""
    with transaction.atomic():
        product = _take(product_id, seen, {"retired": False})
        if product.retired_at is not None:
            product.retired_at = None
            product.version += 1
            _keep(product)
            _tell("product_changed", product, by, at, before={"retired": True}, after={"retired": False})
    return product


def _take(product_id: int, seen: int, yours: dict[str, Any]) -> Product:
    product = Product.objects.select_for_update(no_key=True).filter(id=product_id).first()
    if product is None:
        raise Missing.because("There is no such product.", "Look for it in the list of products.")
    if product.version != seen:
        raise Stale.because(
            f"{product.name} was changed since you opened this.",
            "Nothing was overwritten. Compare both and save again.",
            theirs={name: getattr(product, name) for name in ProductValues.__slots__},
            yours=yours,
        )
    return product


def _keep(product: Product) -> None:
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError:
        raise Refused.because(
            f"A product called {product.name} is sold already.",
            "Give this one another name, or correct that one.",
            "name",
            code="name-taken",
        ) from None


def _fields(values: ProductValues) -> dict[str, Any]:
    problems = list(check_product(values))
    fields = {**asdict(values), "kind": values.kind.value}
    for name, limit in LIMITS.items():
        cleaned = clean_line(fields[name], limit, field=name)
        if isinstance(cleaned, Problem):
            problems.append(cleaned)
        elif fields[name].strip() and not cleaned and name != "series":
            problems.append(Problem(name, "There are only invisible signs in this.", "Write it again."))
        else:
            fields[name] = cleaned
    if problems:
        raise Refused(problems)
    return fields


def _tell(
    kind: str,
    product: Product,
    by: Allowed,
    at: datetime,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    subject = Subject(kind="product", id=product.id)
    record(kind=kind, by=by, at=at, subject=subject, before=before, after={"name": product.name, **after})
