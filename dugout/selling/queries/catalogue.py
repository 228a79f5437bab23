"""What is sold, and the processes by which."""

from django.db.models import Prefetch, QuerySet

from dugout.selling.models import Gate, Process, Product, SellingStep
from dugout.selling.terms import ProductKind, ProductValues
from dugout.values.refused import Missing


def products(*, retired: bool | None = None) -> QuerySet[Product]:
    """Products, or only those retired or still sold. One query."""
    rows = Product.objects.all()
    return rows if retired is None else rows.filter(retired_at__isnull=not retired)


def the_product(product_id: int) -> Product:
    """One product. One query. Missing when there is none."""
    found = Product.objects.filter(id=product_id).first()
    if found is None:
        raise Missing.because("There is no such product.", "Take the id from the list of products.")
    return found


def values_of_product(row: Product) -> ProductValues:
    """A product as the values that a correction begins from. No query."""
    return ProductValues(
        name=row.name, series=row.series, kind=ProductKind(row.kind), unit=row.unit, price=row.price,
        currency=row.currency,
    )  # fmt: skip


def processes() -> QuerySet[Process]:
    """Every version of every process with its steps and their gates in order. Three queries."""
    gates = Prefetch("gates", Gate.objects.order_by("order"))
    steps = SellingStep.objects.order_by("number").prefetch_related(gates)
    return Process.objects.prefetch_related(Prefetch("steps", steps))


def the_process(process_id: int) -> Process:
    """One version of a process, with steps and gates. Three queries. Missing when there is none."""
    found = processes().filter(id=process_id).first()
    if found is None:
        raise Missing.because("There is no such process.", "Take the id from the list of processes.")
    return found
