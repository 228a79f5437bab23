"""Accounts in JSON, what is sent to make or change one, and what a list is asked."""

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import Field

from dugout.accounts.rules.lists import USUAL
from dugout.accounts.terms import AccountSort, AccountValues, Stage
from dugout.api.sent import sent_of
from dugout.api.shapes import MoneyOut, Paged, Sent
from dugout.api.shown import As, From, Id, Moment
from dugout.timeline.terms import Severity

SORTS = ", ".join(AccountSort)
OF_FIGURES = From(currency="figures_currency")


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


class AccountPatch(sent_of(AccountValues)):  # type: ignore[misc]
    """What is left out stays as it is. `annual_revenue` is in `currency`."""


class ProspectIn(AccountPatch):
    """`owner` is the caller unless told, null for nobody; `currency` the revenue's, else the company's.

    A company that is likely there already is refused with `likely-known`, unless `even_if_known`.
    """

    name: str
    owner: str | None = None
    even_if_known: bool = False


class OwnerIn(Sent):
    """`seen` is the version that the caller read, where they want to be told of a change since."""

    owner: str
    reason: str
    seen: int | None = None


class AccountOut(Schema):
    """`stage` follows from contracts and orders. `arr` counts confirmed contracts; `open_amount` open sales.

    `next_step_on` is the last next step that an open sale or an entry names.
    """

    id: Id
    name: str
    legal_name: str
    domain: str
    stage: Stage
    parent: Id | None
    owner: Id | None
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
    arr: Annotated[MoneyOut, OF_FIGURES]
    client_since: dt.date | None
    renewal_on: dt.date | None
    open_opportunities: int
    open_amount: Annotated[MoneyOut, OF_FIGURES]
    open_signals: int
    worst_signal: Annotated[str | None, As(lambda worst: Severity(worst).label if worst else None)]
    last_contact_at: Moment | None
    last_proper_at: Moment | None
    next_step_on: dt.date | None
    handoff_open: bool
    managed_since: Moment | None
    external_id: str
    external_source: str
    made_at: Moment
    version: int
