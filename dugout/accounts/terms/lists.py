"""What lists of accounts can be asked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dugout.accounts.terms.words import DecisionRole, Stage


class AccountSort(StrEnum):
    """What the list of accounts is sorted by. Each is an index."""

    NAME = "name"
    ARR = "arr"
    RENEWAL = "renewal"
    LAST_CONTACT = "last_contact"
    EMPLOYEES = "employees"
    ANNUAL_REVENUE = "annual_revenue"
    OPEN_SIGNALS = "open_signals"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFilter:
    """Which accounts a list shows. A field with its default leaves nobody out.

    `name` is the beginning of the name. Revenue is in minor units, of accounts that write it in `currency`.
    `nothing_next_on` leaves those that have no next step on that day or later.
    """

    name: str = ""
    stages: frozenset[Stage] = frozenset()
    owners: frozenset[int] = frozenset()
    no_owner: bool = False
    industry: str = ""
    country: str = ""
    employees_from: int | None = None
    employees_to: int | None = None
    annual_revenue_from: int | None = None
    annual_revenue_to: int | None = None
    currency: str = ""
    open_signal: bool = False
    nothing_next_on: date | None = None
    parent_id: int | None = None
    external_source: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFilter:
    """Which contacts a list shows. A field with its default leaves nobody out.

    `name` is the beginning of the family name. `left` is True for those who left, False for those who are there.
    """

    account_id: int | None = None
    name: str = ""
    email: str = ""
    role: DecisionRole | None = None
    left: bool | None = None
    external_source: str = ""
    external_id: str = ""
