"""Contracts and orders by the API: the same three operations, told of one kind or the other."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query, Router, Schema

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, version_sent
from dugout.api.shapes import MoneyOut, OfAccount, Sent, listed, number, number_or_none
from dugout.api.shown import From, Id, Moment, shown
from dugout.revenue.models import Paper
from dugout.revenue.queries.papers import paper, papers, status_of
from dugout.revenue.terms import ConfirmedTerms, PaperKind
from dugout.values.ids import from_public


class PaperLineOut(Schema):
    product: Id
    product_name: Annotated[str, From("product.name")]
    quantity: int
    unit_price: Annotated[MoneyOut, From(currency="paper.currency")]
    discount_bp: int
    term_months: int | None = None


class PaperOut(Schema):
    """A contract or an order. `amount` is a contract's year after discount, an order's total.

    `renewed_by` is the contract in which one goes on.
    """

    id: Id
    account: Id | None
    opportunity: Id | None
    status: str
    amount: Annotated[MoneyOut, From("value")]
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    confirmed_at: Moment | None
    confirmed_by: Id | None
    renewed_by: Id | None
    drafted_at: Moment
    external_id: str
    external_source: str
    version: int
    lines: list[PaperLineOut]


class ConfirmIn(Sent):
    """`seen` is the version that the caller read, as If-Match is; without either nothing is compared.

    `renews` names the contracts that go on in this one. Without it, the contract of a renewal sale renews what runs out
    nearest to its service start; any other renews nothing.
    """

    signed_on: date
    starts_on: date | None = None
    renews: list[str] | None = None
    seen: int | None = None


def paper_out(row: Paper, *, day: date) -> dict[str, Any]:
    """A paper as JSON. Its lines must be loaded."""
    return shown(PaperOut, row, status=status_of(row, day=day))


def serve_papers(router: Router, kind: PaperKind, confirm: Callable[..., Paper], *, about: str) -> None:
    """Adds the three operations of contracts, or of orders; `about` says what confirming one does."""
    word, a_word = kind.value, f"{'an' if kind is PaperKind.ORDER else 'a'} {kind.value}"
    path = f"/{word}s"

    @router.get(
        path,
        response={200: listed(PaperOut), **answers(404, 422)},
        summary=f"All {word}s, newest first",
        operation_id=f"list_{word}s",
    )
    @acts(Action.READ)
    def list_papers(request: ApiRequest, asked: Query[OfAccount]) -> Any:
        """Filter by `account`. `limit` and `after` page through it."""
        rows = papers(kind=kind, account_id=number_or_none(asked.account))
        show = partial(paper_out, day=request.viewer.day)
        return answer_list(request, rows, order=("-id",), show=show)

    @router.get(
        f"{path}/{{paper_id}}",
        response={200: PaperOut, **answers(404)},
        summary=f"One {word}",
        operation_id=f"read_{word}",
    )
    @acts(Action.READ)
    def read_paper(request: ApiRequest, paper_id: str, response: HttpResponse) -> Any:
        return _shown(paper(number(paper_id), kind=kind), request, response)

    @router.post(
        f"{path}/{{paper_id}}/confirm",
        response={200: PaperOut, **answers(404, 409, 412, 422)},
        summary=f"Confirm {a_word} as signed",
        operation_id=f"confirm_{word}",
        description=about,
    )
    @acts(Action.CONFIRM_TERMS)
    def confirm_paper(request: ApiRequest, paper_id: str, sent: ConfirmIn, response: HttpResponse) -> Any:
        row = allowed(request, Action.CONFIRM_TERMS, Paper, paper(number(paper_id), kind=kind).id)
        seen = version_sent(request, sent.seen)
        confirm(paper_id=row.id, terms=_terms_of(sent), seen=seen, by=request.by, at=request.at)
        return _shown(paper(row.id), request, response)


def _shown(row: Paper, request: ApiRequest, response: HttpResponse) -> dict[str, Any]:
    response["ETag"] = etag(row.version)
    return paper_out(row, day=request.viewer.day)


def _terms_of(sent: ConfirmIn) -> ConfirmedTerms:
    renews = None if sent.renews is None else frozenset(from_public(one) or 0 for one in sent.renews)
    return ConfirmedTerms(signed_on=sent.signed_on, starts_on=sent.starts_on, renews=renews)
