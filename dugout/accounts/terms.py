"""The words of accounts and contacts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    PROSPECT = "prospect"
    CLIENT = "client"
    LAPSED = "lapsed"


class CameBy(StrEnum):
    """How an account first came to us."""

    CAMPAIGN = "campaign"
    REFERRAL = "referral"
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    IMPORT = "import"


class DecisionRole(StrEnum):
    ECONOMIC_BUYER = "economic_buyer"
    DECISION_MAKER = "decision_maker"
    INFLUENCER = "influencer"
    USER = "user"
    BLOCKER = "blocker"
    CHAMPION = "champion"
    GATEKEEPER = "gatekeeper"
    PAYABLES = "payables"
    PROCUREMENT = "procurement"
    TECHNICAL = "technical"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


# Who can say yes: any of these roles answers "who has authority".
WITH_AUTHORITY = frozenset({DecisionRole.ECONOMIC_BUYER, DecisionRole.DECISION_MAKER})

CLIENT_DEPARTMENTS = ("management", "users", "technology", "operations", "purchasing", "payables", "law")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountValues:
    """What a person writes on an account. Money in minor units of `currency`; empty text means not known."""

    name: str
    legal_name: str = ""
    domain: str = ""
    parent_id: int | None = None
    industry: str = ""
    employees: int | None = None
    annual_revenue: int | None = None
    currency: str = "EUR"
    country: str = ""
    city: str = ""
    address: str = ""
    phone: str = ""
    founded: int | None = None
    came_by: CameBy = CameBy.OUTBOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactValues:
    """What a person writes on a contact; `influence` 1 to 5, `attitude` -2 to 2."""

    family_name: str
    given_name: str = ""
    title: str = ""
    client_department: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    reports_to_id: int | None = None
    influence: int | None = None
    attitude: int | None = None
    roles: frozenset[DecisionRole] = frozenset()


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
    """Which accounts a list shows; what is left as it is here leaves nobody out.

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
    revenue_from: int | None = None
    revenue_to: int | None = None
    currency: str = ""
    open_signal: bool = False
    nothing_next_on: date | None = None
    parent_id: int | None = None
    external_source: str = ""
    external_id: str = ""
