"""Contracts, orders and movements, for pages and the API."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from dugout.revenue.models import Movement, Paper, PaperLine
from dugout.revenue.terms import PaperKind
from dugout.values.refused import Missing


def papers(*, kind: PaperKind | None = None, account_id: int | None = None) -> QuerySet[Paper]:
    """Contracts or orders with their lines and products. Two queries when read."""
    rows = Paper.objects.select_related("confirmed_by", "opportunity").prefetch_related(
        Prefetch("lines", PaperLine.objects.select_related("product").order_by("id"))
    )
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return rows


def paper(paper_id: int, *, kind: PaperKind | None = None) -> Paper:
    """One contract or order with its account and lines. Two queries. Missing when there is none."""
    found = (
        papers(kind=kind)
        .select_related("account__owner", "confirmed_by", "opportunity")
        .filter(id=paper_id)
        .first()
    )
    if found is None:
        raise Missing.because("There is no such contract or order.", "Look for it on the account.")
    return found


def status_of(row: Paper, *, day: date) -> str:
    """draft, active or ended; a confirmed order is active. No query."""
    if row.confirmed_at is None:
        return "draft"
    return "ended" if row.ends_on is not None and row.ends_on < day else "active"


def movements(*, account_id: int | None = None) -> QuerySet[Movement]:
    """Movements of ARR with their contracts. One query when read."""
    rows = Movement.objects.select_related("contract")
    return rows if account_id is None else rows.filter(account_id=account_id)
