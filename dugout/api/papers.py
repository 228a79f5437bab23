"""What contracts and orders have in common in the API."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import ConfigDict

from dugout.accounts.models import Account
from dugout.api.shapes import MoneyOut, id_text, moment, money
from dugout.revenue.models import Paper, PaperLine
from dugout.revenue.queries.papers import status_of
from dugout.revenue.terms import ConfirmedTerms
from dugout.values.ids import from_public
from dugout.values.refused import Missing


class PaperLineOut(Schema):
    product: str
    product_name: str
    quantity: int
    unit_price: MoneyOut
    discount_bp: int
    term_months: int | None = None


class PaperOut(Schema):
    """A contract or an order. `amount` is a contract's year after discount, an order's total.

    `renewed_by` is the contract in which one goes on.
    """

    id: str
    account: str | None
    opportunity: str | None
    status: str
    amount: MoneyOut
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    confirmed_at: str | None
    confirmed_by: str | None
    renewed_by: str | None
    drafted_at: str
    external_id: str
    external_source: str
    version: int
    lines: list[PaperLineOut]


class PaperList(Schema):
    items: list[PaperOut]
    next: str | None


class ConfirmIn(Schema):
    """`seen` is the version that the caller read, as If-Match is; without either nothing is compared.

    `renews` names the contracts that go on in this one. Left out, that of a renewal sale renews what runs out
    nearest to its service start, and any other renews nothing.
    """

    model_config = ConfigDict(extra="forbid")

    signed_on: date
    starts_on: date | None = None
    renews: list[str] | None = None
    seen: int | None = None


def paper_out(row: Paper, *, day: date) -> dict[str, Any]:
    """A paper as JSON. No query: the lines are loaded."""
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "opportunity": id_text(row.opportunity_id),
        "status": status_of(row, day=day),
        "amount": money(row.value, row.currency),
        "signed_on": row.signed_on,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "confirmed_at": moment(row.confirmed_at),
        "confirmed_by": id_text(row.confirmed_by_id),
        "renewed_by": id_text(row.renewed_by_id),
        "drafted_at": moment(row.drafted_at),
        "external_id": row.external_id,
        "external_source": row.external_source,
        "version": row.version,
        "lines": [_line(line, row.currency) for line in row.lines.all()],
    }


def account_of(row: Paper) -> Account:
    """The account whose owner and finance may confirm. Missing for an imported paper without account."""
    if row.account is None:
        raise Missing.because("This belongs to no account.", "Name the account of its sale first.")
    return row.account


def terms_of(sent: ConfirmIn) -> ConfirmedTerms:
    renews = None if sent.renews is None else tuple(from_public(one) or 0 for one in sent.renews)
    return ConfirmedTerms(signed_on=sent.signed_on, starts_on=sent.starts_on, renews=renews)


def _line(line: PaperLine, currency: str) -> dict[str, Any]:
    return {
        "product": id_text(line.product_id),
        "product_name": line.product.name,
        "quantity": line.quantity,
        "unit_price": money(line.unit_price, currency),
        "discount_bp": line.discount_bp,
        "term_months": line.term_months,
    }
