"""The words of revenue."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class MovementKind(StrEnum):
    """A change of annual recurring revenue; a renewal is a movement of zero."""

    NEW = "new"
    EXPANSION = "expansion"
    CONTRACTION = "contraction"
    CHURN = "churn"
    REACTIVATION = "reactivation"
    RENEWAL = "renewal"


class PaperKind(StrEnum):
    """A contract holds recurring lines on terms, an order one-off lines."""

    CONTRACT = "contract"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line of a contract or order draft. Price in minor units; of a recurring one for a month of one unit."""

    product_id: int
    quantity: int
    unit_price: int
    discount_bp: int = 0
    term_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedTerms:
    """What makes a draft count: the signing day, for a contract the service start and which contracts it renews.

    `renews` is None where nobody chose: then a renewal sale renews what runs out nearest to its start.
    """

    signed_on: date
    starts_on: date | None = None
    renews: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper:
    """What counts of a confirmed paper. `ends_on` is a contract's last served day; `ended` that it was recorded.

    A `renewed` one goes on in another, which has the next renewal.
    """

    kind: PaperKind
    signed_on: date
    ends_on: date | None = None
    ended: bool = False
    renewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedContract:
    """A confirmed contract that no other renewed yet, as what it can be renewed by is decided."""

    id: int
    currency: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an account stands: ARR in minor units of `currency`, and what its stage is decided by.

    `contracts` are (signed on, last served day), `orders` signing days; `ran_out` that a contract is over and
    its end not recorded yet.
    """

    arr: int
    currency: str
    renewal_on: date | None
    client_since: date | None
    ran_out: bool
    orders: tuple[date, ...]
    contracts: tuple[tuple[date, date], ...]

    @property
    def figures(self) -> tuple[int, str, date | None, date | None]:
        """What lists show of it."""
        return self.arr, self.currency, self.renewal_on, self.client_since


class OrderToImport(NamedTuple):
    """A sale that another system won: its sale here, what for, how much in minor units, signed on which day."""

    external_id: str
    opportunity_id: int
    account_id: int | None
    product_id: int | None
    value: int
    signed_on: date
