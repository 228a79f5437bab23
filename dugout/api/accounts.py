"""Accounts: one record from the first call on. Listed, read, added, corrected, given to another owner."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Status

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action, Viewer
from dugout.accounts.commands import accounts as commands
from dugout.accounts.models import Account
from dugout.accounts.queries.lists import accounts_page, listed_account
from dugout.accounts.rules.lists import read_sort
from dugout.accounts.terms import AccountFilter, AccountValues
from dugout.api.account_includes import AccountAsked, AccountWithOut, included
from dugout.api.account_shapes import (
    AccountOut,
    AccountPatch,
    AccountsAsked,
    OwnerIn,
    ProspectIn,
)
from dugout.api.auth import ApiRequest
from dugout.api.lists import list_of, read_limit, written_out
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.sent import read_sent, same_names
from dugout.api.shapes import listed, number, number_or_none
from dugout.api.shown import shown
from dugout.our_company.queries import the_company
from dugout.values.records import values_of

router = Router()


@router.get(
    "/accounts", response={200: listed(AccountOut), **answers(404, 422)}, summary="Accounts, in any order"
)
@acts(Action.READ)
def list_accounts(request: ApiRequest, asked: Query[AccountsAsked]) -> Any:
    """The same conditions and orders as the list on the screen. Page 2,000 costs what page 1 costs."""
    sort, descending = read_sort(asked.sort)
    page = accounts_page(
        _wanted(asked, request.viewer), sort=sort, descending=descending, after=asked.after,
        limit=read_limit(request.GET.get("limit"), 50), counted=False,
    )  # fmt: skip
    return list_of(request, [shown(AccountOut, row) for row in page.rows], page.after)


def _wanted(asked: AccountsAsked, viewer: Viewer) -> AccountFilter:
    named = frozenset({number(asked.owner)}) if asked.owner else frozenset()
    bounded = asked.annual_revenue_from is not None or asked.annual_revenue_to is not None
    return replace(
        AccountFilter(**same_names(AccountFilter, asked)),
        stages=frozenset(asked.stage),
        owners=named | (viewer.acts_for if asked.mine else frozenset()),
        no_owner=asked.without_owner,
        currency=(asked.currency or _usual_currency()) if bounded else "",
        nothing_next_on=viewer.day if asked.nothing_next else None,
        parent_id=number_or_none(asked.parent),
    )


def _usual_currency() -> str:
    company = the_company()
    return company.currency if company else "EUR"


@router.get(
    "/accounts/{account_id}", response={200: AccountWithOut, **answers(404, 422)}, summary="One account"
)
@acts(Action.READ)
def read_account(request: ApiRequest, account_id: str, asked: Query[AccountAsked]) -> Any:
    """With what is kept of its contracts, sales, signals and conversations. Its ETag is the version."""
    row = listed_account(number(account_id))
    answer = written_out({**shown(AccountOut, row), **included(request, row.id, asked.include)})
    answer["ETag"] = etag(row.version)
    return answer


@router.post("/accounts", response={201: AccountOut, **answers(404, 422)}, summary="Add a prospect")
@acts(Action.ADD_ACCOUNT)
def add_account(request: ApiRequest, response: HttpResponse, sent: ProspectIn) -> Any:
    usual = sent.annual_revenue.currency if sent.annual_revenue else _usual_currency()
    owner_id = number_or_none(sent.owner) if "owner" in sent.model_fields_set else request.viewer.person.id
    made = commands.add_account(
        values=read_sent(AccountValues(name=sent.name, currency=usual), sent),
        owner_id=owner_id,
        by=request.by,
        at=request.at,
        unless_known=not sent.even_if_known,
    )
    return Status(201, _shown(made.id, response))


@router.patch(
    "/accounts/{account_id}",
    response={200: AccountOut, **answers(404, 412, 422, 428)},
    summary="Correct an account",
)
@acts(Action.CORRECT_ACCOUNT)
def correct_account(request: ApiRequest, response: HttpResponse, account_id: str, sent: AccountPatch) -> Any:
    """Plain fields and the parent. `If-Match` is the ETag as read; a stale one gets both states."""
    row = loaded(Account, number(account_id))
    commands.correct_account(
        account_id=row.id,
        values=read_sent(values_of(AccountValues, row), sent),
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return _shown(row.id, response)


@router.post(
    "/accounts/{account_id}/change-owner",
    response={200: AccountOut, **answers(404, 412, 422)},
    summary="Give an account to another owner",
)
@acts(Action.CHANGE_OWNER)
def change_owner(request: ApiRequest, response: HttpResponse, account_id: str, sent: OwnerIn) -> Any:
    """By the owner, a manager up their line, the head of their department or an administrator."""
    row = allowed(request, Action.CHANGE_OWNER, Account, number(account_id))
    commands.change_owner(
        account_id=row.id,
        person_id=number(sent.owner),
        reason=sent.reason,
        seen=sent.seen,
        by=request.by,
        at=request.at,
    )
    return _shown(row.id, response)


def _shown(account_id: int, response: HttpResponse) -> dict[str, Any]:
    row = listed_account(account_id)
    response["ETag"] = etag(row.version)
    return shown(AccountOut, row)
