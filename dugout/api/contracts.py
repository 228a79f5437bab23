"""Contracts: recurring lines on terms. A draft changes nothing until it is confirmed."""

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
from dugout.revenue.commands.confirming import confirm_contract as confirm
from dugout.revenue.queries.papers import paper, papers
from dugout.revenue.terms import PaperKind

router = Router()


@router.get(
    "/contracts", response={200: PaperList, **answers(404, 422)}, summary="All contracts, newest first"
)
@acts(Action.READ)
def list_contracts(request: ApiRequest, asked: Query[OfAccount]) -> Any:
    """Filter by `account`. `limit` and `after` page through it."""
    rows = papers(kind=PaperKind.CONTRACT, account_id=number(asked.account) if asked.account else None)
    return answer_list(request, rows, order=("-id",), show=lambda row: paper_out(row, day=request.viewer.day))


@router.get("/contracts/{contract_id}", response={200: PaperOut, **answers(404)}, summary="One contract")
@acts(Action.READ)
def read_contract(request: ApiRequest, contract_id: str, response: HttpResponse) -> Any:
    row = paper(number(contract_id), kind=PaperKind.CONTRACT)
    response["ETag"] = etag(row.version)
    return paper_out(row, day=request.viewer.day)


@router.post(
    "/contracts/{contract_id}/confirm",
    response={200: PaperOut, **answers(404, 409, 412, 422)},
    summary="Confirm a contract as signed",
)
@acts(Action.CONFIRM_TERMS)
def confirm_contract(request: ApiRequest, contract_id: str, sent: ConfirmIn, response: HttpResponse) -> Any:
    """From the signing day on the account is a client. ARR moves on the service start."""
    row = paper(number(contract_id), kind=PaperKind.CONTRACT)
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
