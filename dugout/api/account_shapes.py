"""Accounts in JSON, what is sent to make or change one, and what a list is asked."""

import datetime as dt
from dataclasses import replace
from operator import attrgetter
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from dugout.accounts.queries.lists import ListedAccount
from dugout.accounts.rules.lists import USUAL
from dugout.accounts.terms import AccountSort, AccountValues, CameBy, Stage
from dugout.api.shapes import MoneyIn, MoneyOut, Paged, id_text, minor_of, moment, money, number
from dugout.timeline.terms import Severity

SORTS = ", ".join(AccountSort)


class AccountsAsked(Paged):
    """Every condition narrows the list down; several stages widen each other."""

    name: str | None = Field(None, description="The beginning of the name, whatever its case and accents.")
    stage: list[Stage] = Field([], description="One or more stages.")
    owner: str | None = Field(None, description="The id of a person.")
    mine: bool = Field(False, description="Owned by the caller, or by somebody for whom they act.")
    without_owner: bool = False
    industry: str | None = Field(None, description="Exactly so written.")
    country: str | None = Field(None, description="Exactly so written.")
    employees_from: int | None = None
    employees_to: int | None = None
    annual_revenue_from: int | None = Field(None, description="Minor units of `currency`.")
    annual_revenue_to: int | None = Field(None, description="Minor units of `currency`.")
    currency: str | None = Field(
        None, description="Of accounts that write their revenue in it; the company's own unless told."
    )
    open_signal: bool = Field(False, description="At least one signal is not resolved.")
    nothing_next: bool = Field(False, description="No sale and no entry names a next step from today on.")
    parent: str | None = Field(None, description="The id of the account directly above.")
    external_source: str | None = None
    external_id: str | None = None
    sort: str = Field(
        USUAL,
        description=f"One of {SORTS}; with - in front the largest first. Accounts without a value come last.",
    )


class AccountPatch(Schema):
    """What is left out stays as it is. `annual_revenue` is in `currency`."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    legal_name: str = ""
    domain: str = ""
    parent: str | None = None
    industry: str = ""
    employees: int | None = None
    annual_revenue: MoneyIn | None = None
    currency: str = ""
    country: str = ""
    city: str = ""
    address: str = ""
    phone: str = ""
    founded: int | None = None
    came_by: CameBy = CameBy.OUTBOUND


class ProspectIn(AccountPatch):
    """`owner` is the caller unless told, null for nobody; `currency` the revenue's, else the company's.

    A company that is likely there already is refused with `likely-known`, unless `even_if_known`.
    """

    name: str
    owner: str | None = None
    even_if_known: bool = False


class OwnerIn(Schema):
    """`seen` is the version that the caller read, where they want to be told of a change since."""

    model_config = ConfigDict(extra="forbid")

    owner: str
    reason: str
    seen: int | None = None


class AccountOut(Schema):
    """`stage` follows from contracts and orders. `arr` counts confirmed contracts; `open_amount` open sales.

    `next_step_on` is the last next step that an open sale or an entry names.
    """

    id: str
    name: str
    legal_name: str
    domain: str
    stage: Stage
    parent: str | None
    owner: str | None
    owner_name: str | None
    industry: str
    employees: int | None
    annual_revenue: MoneyOut | None
    currency: str
    country: str
    city: str
    address: str
    phone: str
    founded: int | None
    came_by: str
    arr: MoneyOut
    client_since: dt.date | None
    renewal_on: dt.date | None
    open_opportunities: int
    open_amount: MoneyOut
    open_signals: int
    worst_signal: str | None
    last_contact_at: str | None
    last_proper_at: str | None
    next_step_on: dt.date | None
    handoff_open: bool
    managed_since: str | None
    external_id: str
    external_source: str
    made_at: str
    version: int


class AccountList(Schema):
    items: list[AccountOut]
    next: str | None


PLAIN = (
    "name", "legal_name", "domain", "stage", "industry", "employees", "currency", "country", "city", "address",
    "phone", "founded", "came_by", "external_id", "external_source", "version", "owner_name", "client_since",
    "renewal_on", "open_opportunities", "open_signals", "next_step_on", "handoff_open",
)  # fmt: skip
PLAIN_OF = attrgetter(*PLAIN)


def account_out(row: ListedAccount) -> dict[str, Any]:
    revenue = row.annual_revenue
    return {
        "id": id_text(row.id),
        **dict(zip(PLAIN, PLAIN_OF(row), strict=True)),
        "parent": id_text(row.parent_id),
        "owner": id_text(row.owner_id),
        "annual_revenue": None if revenue is None else money(revenue, row.currency),
        "arr": money(row.arr, row.figures_currency),
        "open_amount": money(row.open_amount, row.figures_currency),
        "worst_signal": Severity(row.worst_signal).label if row.worst_signal else None,
        "last_contact_at": moment(row.last_contact_at),
        "last_proper_at": moment(row.last_proper_at),
        "managed_since": moment(row.managed_since),
        "made_at": moment(row.made_at),
    }


def values_sent(values: AccountValues, sent: AccountPatch) -> AccountValues:
    """The values with what was sent in their place."""
    given: dict[str, Any] = sent.model_dump(
        exclude_unset=True, exclude={"owner", "even_if_known", "annual_revenue"}
    )
    currency = given.get("currency", values.currency)
    if "parent" in given:
        parent = given.pop("parent")
        given["parent_id"] = number(parent) if parent else None
    if "annual_revenue" in sent.model_fields_set:
        given["annual_revenue"] = minor_of(sent.annual_revenue, currency, "annual_revenue")
    return replace(values, **given)
