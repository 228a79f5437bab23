"""Opportunities themselves: listed, read, added, changed; their lines, team and account."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import list_of, read_limit
from dugout.api.operations import acts, answers, seen_version
from dugout.api.opportunity_pages import shown
from dugout.api.opportunity_shapes import (
    OpportunityIn,
    OpportunityOut,
    OpportunityPatch,
    OpportunityRow,
    values_sent,
)
from dugout.api.sent import same_names
from dugout.api.shapes import MoneyIn, Paged, Sent, listed, minor_of, number, number_or_none
from dugout.api.shown import as_shape
from dugout.our_company.queries import the_company
from dugout.revenue.commands.placing import name_account as name_the_account
from dugout.selling.commands import lines as offer
from dugout.selling.commands import opportunities as commands
from dugout.selling.models import Opportunity
from dugout.selling.queries.opportunities import Wanted, opportunities_page
from dugout.selling.terms import LineValues, OpportunityKind, OpportunityValues, Outcome
from dugout.values.records import values_of

router = Router()
CHANGED = {200: OpportunityOut, **answers(404, 412, 422, 428)}


class Asked(Paged):
    """`step` is the number of a step; `close_from` and `close_until` are days of the expected close."""

    account: str | None = None
    without_account: bool = False
    owner: str | None = None
    step: int | None = Field(None, ge=1, le=100)
    outcome: Outcome | None = None
    kind: OpportunityKind | None = None
    close_from: dt.date | None = None
    close_until: dt.date | None = None


class LineIn(Sent):
    """`unit_price` of a recurring product is for one month of one unit, and its line has a term in months.

    `id` says which line of the offer it is, where it stands already. Only a line that came without a price, and that
    nothing else changes, may stay without one.
    """

    id: str | None = None
    product: str
    quantity: int
    unit_price: MoneyIn | None
    discount_bp: int = 0
    term_months: int | None = None


class LinesIn(Sent):
    lines: list[LineIn] = Field(max_length=200)


class PersonIn(Sent):
    person: str


class AccountIn(Sent):
    account: str


@router.get(
    "/opportunities",
    response={200: listed(OpportunityRow), **answers(404, 422)},
    summary="Opportunities, newest first",
)
@acts(Action.READ)
def list_opportunities(request: ApiRequest, asked: Query[Asked]) -> Any:
    """Of an account, or those without one; by owner, step, outcome, kind and day of expected close."""
    wanted = Wanted(
        **same_names(Wanted, asked),
        account_id=number_or_none(asked.account),
        owner_id=number_or_none(asked.owner),
    )
    page = opportunities_page(wanted, after=asked.after, limit=read_limit(request.GET.get("limit"), 50))
    return list_of(request, [*map(as_shape(OpportunityRow), page.rows)], page.after)


@router.get(
    "/opportunities/{opportunity_id}",
    response={200: OpportunityOut, **answers(404)},
    summary="One opportunity",
)
@acts(Action.READ)
def read_opportunity(request: ApiRequest, response: HttpResponse, opportunity_id: str) -> Any:  # noqa: ARG001
    """With its gates as they stand, and every record that they are read from."""
    return shown(number(opportunity_id), response)


@router.post(
    "/opportunities", response={201: OpportunityOut, **answers(404, 422)}, summary="Add an opportunity"
)
@acts(Action.ADD_OPPORTUNITY)
def add_opportunity(request: ApiRequest, response: HttpResponse, sent: OpportunityIn) -> Any:
    """It stands in the first step of the process of its kind."""
    company = the_company()
    usual = sent.amount.currency if sent.amount else company.currency if company else "EUR"
    values = OpportunityValues(name=sent.name, kind=sent.kind, currency=usual)
    made = commands.add_opportunity(
        account_id=number(sent.account),
        values=values_sent(values, sent),
        by=request.by,
        at=request.at,
    )
    return Status(201, shown(made.id, response))


@router.patch("/opportunities/{opportunity_id}", response=CHANGED, summary="Change an opportunity")
@acts(Action.CHANGE_OPPORTUNITY)
def change_opportunity(
    request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: OpportunityPatch
) -> Any:
    """Of a won one only the next step may still change; of a lost one nothing."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    commands.change_opportunity(
        opportunity_id=row.id,
        values=values_sent(values_of(OpportunityValues, row), sent),
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)


@router.put(
    "/opportunities/{opportunity_id}/lines", response=CHANGED, summary="Replace the lines of the offer"
)
@acts(Action.CHANGE_OPPORTUNITY)
def set_lines(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: LinesIn) -> Any:
    """The amount follows from them.

    A line that is sent with its id is that line, and keeps the needs that are matched to it while its product stays.
    One without is the line that says the same, else one of the same product, else a new one.
    """
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    lines = [
        LineValues(
            id=number_or_none(line.id), product_id=number(line.product), quantity=line.quantity,
            unit_price=minor_of(line.unit_price, row.currency, f"lines.{place}.unit_price"),
            discount_bp=line.discount_bp, term_months=line.term_months,
        )
        for place, line in enumerate(sent.lines)
    ]  # fmt: skip
    offer.set_lines(
        opportunity_id=row.id,
        lines=lines,
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)


@router.post(
    "/opportunities/{opportunity_id}/add-member",
    response={200: OpportunityOut, **answers(404, 422)},
    summary="Put somebody on the team",
)
@acts(Action.CHANGE_OPPORTUNITY)
def add_member(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: PersonIn) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    commands.add_member(opportunity_id=row.id, person_id=number(sent.person), by=request.by, at=request.at)
    return shown(row.id, response)


@router.post(
    "/opportunities/{opportunity_id}/remove-member",
    response={200: OpportunityOut, **answers(404, 422)},
    summary="Take somebody off the team",
)
@acts(Action.CHANGE_OPPORTUNITY)
def remove_member(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: PersonIn) -> Any:
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    commands.remove_member(opportunity_id=row.id, person_id=number(sent.person), by=request.by, at=request.at)
    return shown(row.id, response)


@router.post(
    "/opportunities/{opportunity_id}/name-account",
    response={200: OpportunityOut, **answers(404, 409, 422)},
    summary="Name the account of an opportunity without one",
)
@acts(Action.CHANGE_OPPORTUNITY)
def name_account(request: ApiRequest, response: HttpResponse, opportunity_id: str, sent: AccountIn) -> Any:
    """For what was imported without an account. Once it has one, it stays there."""
    row = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, number(opportunity_id))
    name_the_account(
        opportunity_id=row.id,
        account_id=number(sent.account),
        seen=None,
        by=request.by,
        at=request.at,
    )
    return shown(row.id, response)
