"""What a person writes on an account and on a contact."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple

from dugout.accounts.terms.words import CameBy, DecisionRole
from dugout.values.records import Line, Text, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountValues:
    """What a person writes on an account. Money in minor units of `currency`; empty text means not known."""

    name: Annotated[str, Line(200)]
    legal_name: Annotated[str, Line(200)] = ""
    domain: Annotated[str, Line(200)] = ""
    parent_id: int | None = None
    industry: Annotated[str, Line(100)] = ""
    employees: int | None = None
    annual_revenue: Annotated[int | None, Unit.MINOR] = None
    currency: str = "EUR"
    country: Annotated[str, Line(100)] = ""
    city: Annotated[str, Line(100)] = ""
    address: Annotated[str, Text(1_000)] = ""
    phone: Annotated[str, Line(40)] = ""
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

    given_name: Annotated[str, Line(100)] = ""
    family_name: Annotated[str, Line(100)]
    title: Annotated[str, Line(200)] = ""
    client_department: str = ""
    email: Annotated[str, Line(254)] = ""
    phone: Annotated[str, Line(40)] = ""
    language: Annotated[str, Line(20)] = ""
    reports_to_id: int | None = None
    influence: int | None = None
    attitude: int | None = None
    roles: frozenset[DecisionRole] = frozenset()
