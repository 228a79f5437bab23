"""Contracts, orders and movements, for pages and the API."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from dugout.accounts.models import Account
from dugout.history.queries import the
from dugout.revenue.models import Movement, Paper, PaperLine
from dugout.revenue.rules import MONTHS_OF_A_YEAR, line_amount, renews_on, term_of
from dugout.revenue.terms import DraftLine, PaperKind
from dugout.values.refused import Missing

# The page of an account shows so many of each; the API lists all.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet:
    """A contract or order as its page shows it: each line with its amount (of a contract for a year)."""

    paper: Paper
    status: str
    lines: tuple[tuple[PaperLine, int], ...]
    months: int
    movements: tuple[Movement, ...]

    @property
    def is_contract(self) -> bool:
        return self.paper.kind == PaperKind.CONTRACT.value

    @property
    def renews_on(self) -> date | None:
        return renews_on(self.paper.ends_on) if self.paper.ends_on else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPapers:
    """What an account has bought: its papers with their status, and every change of its ARR, newest first."""

    account: Account
    papers: tuple[tuple[Paper, str], ...]
    movements: tuple[Movement, ...]


def papers(*, kind: PaperKind | None = None, account_id: int | None = None) -> QuerySet[Paper]:
    """Contracts or orders with their lines and products."""
    rows = Paper.objects.select_related("confirmed_by", "opportunity").prefetch_related(
        Prefetch("lines", PaperLine.objects.select_related("product").order_by("id"))
    )
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return rows


def paper(paper_id: int, *, kind: PaperKind | None = None) -> Paper:
    """One contract or order with its account and lines. Missing when there is none."""
    return the(papers(kind=kind).select_related("account__owner", "confirmed_by", "opportunity"), paper_id)


def status_of(row: Paper, *, day: date) -> str:
    """draft, active or ended; a confirmed order is active."""
    if row.confirmed_at is None:
        return "draft"
    return "ended" if row.ends_on is not None and row.ends_on < day else "active"


def movements(*, account_id: int | None = None, contract_id: int | None = None) -> QuerySet[Movement]:
    """Movements of ARR with their contracts, of an account or of one contract."""
    rows = Movement.objects.select_related("contract")
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return rows if contract_id is None else rows.filter(contract_id=contract_id)


def paper_sheet(paper_id: int, *, day: date) -> PaperSheet:
    """One contract or order whole. Missing when there is none."""
    row = paper(paper_id)
    months = MONTHS_OF_A_YEAR if row.kind == PaperKind.CONTRACT.value else 1
    lines = [(line, _drafted(line)) for line in row.lines.all()]
    return PaperSheet(
        paper=row,
        status=status_of(row, day=day),
        lines=tuple((line, line_amount(drafted, months=months)) for line, drafted in lines),
        months=term_of([drafted for _, drafted in lines]),
        movements=tuple(movements(contract_id=row.id).order_by("on_day", "id")),
    )


def account_papers(account_id: int, *, day: date) -> AccountPapers:
    """The papers and movements of an account, the newest 200 of each. Missing without the account."""
    account = the(Account.objects.select_related("figures", "owner"), account_id)
    rows = papers(account_id=account_id).order_by("-id")[:MOST]
    return AccountPapers(
        account=account,
        papers=tuple((row, status_of(row, day=day)) for row in rows),
        movements=tuple(movements(account_id=account_id).order_by("-on_day", "-id")[:MOST]),
    )


def contract_of_movement(movement_id: int) -> int:
    """The contract that a movement belongs to. Missing when there is no such movement."""
    found = Movement.objects.filter(id=movement_id).values_list("contract_id", flat=True).first()
    if found is None:
        raise Missing.because("There is no such movement.", "Look for it on the account.")
    return found


def _drafted(line: PaperLine) -> DraftLine:
    return DraftLine(
        product_id=line.product_id, quantity=line.quantity, unit_price=line.unit_price,
        discount_bp=line.discount_bp, term_months=line.term_months,
    )  # fmt: skip
