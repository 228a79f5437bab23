"""Orders: one-off lines. A draft changes nothing until it is confirmed."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, version_sent
from dugout.api.papers import ConfirmIn, PaperList, PaperOut, account_of, paper_out, terms_of
from dugout.api.shapes import OfAccount, number
from dugout.revenue.commands.confirming import confirm_order as confirm
from dugout.revenue.queries.papers import paper, papers
from dugout.revenue.terms import PaperKind

router = Router()


@router.get("/orders", response={200: PaperList, **answers(404, 422)}, summary="All orders, newest first")
@acts(Action.READ)
def list_orders(request: ApiRequest, asked: Query[OfAccount]) -> Any:
    """Filter by `account`. `limit` and `after` page through it."""
    rows = papers(kind=PaperKind.ORDER, account_id=number(asked.account) if asked.account else None)
    return answer_list(request, rows, order=("-id",), show=lambda row: paper_out(row, day=request.viewer.day))


@router.get("/orders/{order_id}", response={200: PaperOut, **answers(404)}, summary="One order")
@acts(Action.READ)
def read_order(request: ApiRequest, order_id: str, response: HttpResponse) -> Any:
    row = paper(number(order_id), kind=PaperKind.ORDER)
    response["ETag"] = etag(row.version)
    return paper_out(row, day=request.viewer.day)


@router.post(
    "/orders/{order_id}/confirm",
    response={200: PaperOut, **answers(404, 409, 412, 422)},
    summary="Confirm an order as signed",
)
@acts(Action.CONFIRM_TERMS)
def confirm_order(request: ApiRequest, order_id: str, sent: ConfirmIn, response: HttpResponse) -> Any:
    """From the signing day on the account is a client. ARR does not move."""
    row = paper(number(order_id), kind=PaperKind.ORDER)
    request.by = must(request.viewer, Action.CONFIRM_TERMS, account_of(row))
    confirm(
        paper_id=row.id,
        terms=terms_of(sent),
        seen=version_sent(request, sent.seen),
        by=request.by,
        at=request.at,
    )
    row = paper(row.id)
    response["ETag"] = etag(row.version)
    return paper_out(row, day=request.viewer.day)
