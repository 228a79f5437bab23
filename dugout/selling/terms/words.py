"""The words of selling."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, NamedTuple

from dugout.values.records import Line, Unit

# A seller hears of a client's trouble for so long after the win.
LATELY = timedelta(days=365)


class OpportunityKind(StrEnum):
    NEW_BUSINESS = "new_business"
    EXPANSION = "expansion"
    RENEWAL = "renewal"


class Outcome(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"


class ProductKind(StrEnum):
    ONE_OFF = "one_off"
    RECURRING = "recurring"


class Commitment(StrEnum):
    """What the client answered when commitment was asked for."""

    OPEN = "open"
    GIVEN = "given"
    REFUSED = "refused"


class ConfirmationKind(StrEnum):
    """What a contact confirmed, with the day and who wrote it down."""

    AGREED_TO_QUESTIONS = "agreed_to_questions"
    NEEDS_SUMMARY = "needs_summary"
    PRICE_KNOWN = "price_known"
    REASONS_REVIEWED = "reasons_reviewed"
    NO_CONCERNS = "no_concerns"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityValues:
    """What a person writes on an opportunity. Amount and budget in minor units of `currency`."""

    name: Annotated[str, Line(200)]
    kind: OpportunityKind = OpportunityKind.NEW_BUSINESS
    owner_id: int | None = None
    currency: str = "EUR"
    amount_typed: Annotated[int | None, Unit.MINOR] = None
    budget: Annotated[int | None, Unit.MINOR] = None
    expected_close: date | None = None
    next_step: Annotated[str, Line(300)] = ""
    next_step_on: date | None = None
    came_by: Annotated[str, Line(20)] = "outbound"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineValues:
    """One product line. Price in minor units, discount in basis points, term in months for recurring ones.

    The price of a recurring line is for one month of one unit; None is not known yet. `id` says which line of the
    offer it is, where somebody means one that stands; lines are equal when they say the same.
    """

    product_id: int
    quantity: int
    unit_price: Annotated[int | None, Unit.MINOR]
    discount_bp: Annotated[int, Unit.BASIS_POINTS] = 0
    term_months: int | None = None
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductValues:
    """What an administrator writes on a product. Price in minor units; of a recurring one for a month of one unit."""

    name: Annotated[str, Line(200)]
    series: Annotated[str, Line(100)] = ""
    kind: ProductKind = ProductKind.ONE_OFF
    unit: Annotated[str, Line(30)] = "piece"
    price: Annotated[int, Unit.MINOR] = 0
    currency: str = "EUR"


class ProductToImport(NamedTuple):
    """A product in another system's file, with its id there."""

    external_id: str
    values: ProductValues


class OpportunityToImport(NamedTuple):
    """A sale in another system's file: closed ones with their day, `value` in minor units, None for not known.

    `step` is the number of an open one's step, or of the one in which another ended; 0 where nobody knows.
    """

    external_id: str
    name: str
    account_id: int | None
    owner_id: int
    product_id: int | None
    outcome: Outcome
    step: int
    reason: str
    opened_on: date | None
    closed_on: date | None
    value: int | None
