"""What is sold, and the processes by which."""

from django.db.models import Prefetch, QuerySet

from dugout.history.queries import the
from dugout.selling.models import Gate, Process, Product, SellingStep


def products(*, retired: bool | None = None) -> QuerySet[Product]:
    """Products, or only those retired or still sold."""
    rows = Product.objects.all()
    return rows if retired is None else rows.filter(retired_at__isnull=not retired)


def processes() -> QuerySet[Process]:
    """Every version of every process with its steps and their gates in order."""
    gates = Prefetch("gates", Gate.objects.order_by("order"))
    steps = SellingStep.objects.order_by("number").prefetch_related(gates)
    return Process.objects.prefetch_related(Prefetch("steps", steps))


def the_process(process_id: int) -> Process:
    """One version of a process, with steps and gates. Missing when there is none."""
    return the(processes(), process_id)
