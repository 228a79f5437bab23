"""Drafts of a contract and an order from the lines of a won opportunity. A draft changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.revenue.models import Paper, PaperLine
from dugout.revenue.rules import order_total, yearly_amount
from dugout.revenue.terms import DraftLine, PaperKind
from dugout.selling.models import Opportunity, OpportunityLine
from dugout.values.refused import Refused


def draft_papers(*, opportunity_id: int, by: Author, at: datetime) -> tuple[Paper, ...]:
    """A contract draft from the recurring lines and an order draft from the one-off lines, where there are such.

    Part of winning: needs the open transaction in which the account is held. An opportunity without lines makes
    no draft.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("papers are drafted in the transaction of the win")
    opportunity = Opportunity.objects.get(id=opportunity_id)
    lines = list(OpportunityLine.objects.filter(opportunity=opportunity).order_by("id"))
    made = []
    for kind, chosen in (
        (PaperKind.CONTRACT, [line for line in lines if line.recurring]),
        (PaperKind.ORDER, [line for line in lines if not line.recurring]),
    ):
        if chosen:
            made.append(_draft(opportunity, kind, chosen, by, at))
    return tuple(made)


def discard_drafts(*, opportunity_id: int, by: Author, at: datetime) -> int:
    """Takes back the unconfirmed papers of an opportunity whose win is undone; how many there were.

    Refused when one is confirmed: then the sale is signed, and undoing the win would hide it.
    """
    papers = list(Paper.objects.select_for_update().filter(opportunity_id=opportunity_id).order_by("id"))
    if any(paper.confirmed_at for paper in papers):
        raise Refused.because(
            "The contract or order of this sale is confirmed as signed.",
            "A signed sale stays won. Record what happened since on the account.",
            code="paper-confirmed",
        )
    for paper in papers:
        record(
            kind="paper_discarded",
            by=by,
            at=at,
            account_id=paper.account_id,
            subject=Subject(kind="paper", id=paper.id),
            before={"kind": paper.kind, "value": paper.value, "currency": paper.currency},
            after={"kind": paper.kind},
        )
        paper.delete()
    return len(papers)


def lines_as_drafted(lines: Sequence[OpportunityLine] | Sequence[PaperLine]) -> tuple[DraftLine, ...]:
    """Rows as the values of which the rules count. Refused when one has no price: a paper states each."""
    return tuple(
        DraftLine(
            product_id=line.product_id,
            quantity=line.quantity,
            unit_price=_priced(line),
            discount_bp=line.discount_bp,
            term_months=line.term_months,
        )
        for line in lines
    )


def _priced(line: OpportunityLine | PaperLine) -> int:
    if line.unit_price is None:
        raise Refused.because(
            "A line of the offer has no price.", "Write it down, then win the sale.", "lines", code="no-price"
        )
    return line.unit_price


def _draft(
    opportunity: Opportunity, kind: PaperKind, chosen: Sequence[OpportunityLine], by: Author, at: datetime
) -> Paper:
    drafted = lines_as_drafted(chosen)
    paper = Paper.objects.create(
        kind=kind.value,
        account_id=opportunity.account_id,
        opportunity=opportunity,
        currency=opportunity.currency,
        drafted_at=at,
        value=yearly_amount(drafted) if kind is PaperKind.CONTRACT else order_total(drafted),
    )
    PaperLine.objects.bulk_create(
        PaperLine(
            paper=paper,
            product_id=line.product_id,
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount_bp=line.discount_bp,
            term_months=line.term_months,
        )
        for line in drafted
    )
    record(
        kind="paper_drafted",
        by=by,
        at=at,
        account_id=paper.account_id,
        subject=Subject(kind="paper", id=paper.id),
        after={"kind": kind.value, "value": paper.value, "currency": paper.currency},
    )
    return paper
