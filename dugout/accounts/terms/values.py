"""What a person writes on an account and on a contact."""

from dataclasses import dataclass
from typing import NamedTuple

from dugout.accounts.terms.words import CameBy, DecisionRole


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


class AccountToImport(NamedTuple):
    """An account in another system's file: its id there, and its parent's ("" for none)."""

    external_id: str
    values: AccountValues
    parent: str


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
