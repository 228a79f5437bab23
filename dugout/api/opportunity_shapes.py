"""Opportunities in JSON, and what is sent to make or change one."""

import datetime as dt
from dataclasses import replace
from types import GenericAlias
from typing import Annotated, Any

from ninja import Schema
from pydantic import create_model

from dugout.accounts.terms import CameBy
from dugout.api.evidence_shapes import OUT
from dugout.api.sent import read_sent
from dugout.api.shapes import MoneyIn, MoneyOut, Sent, minor_of, number
from dugout.api.shown import From, Id, Moment, shown
from dugout.gates.terms import GateReading
from dugout.selling.models import Opportunity
from dugout.selling.queries.opportunities import Written
from dugout.selling.terms import EVIDENCE, OpportunityKind, OpportunityValues, Outcome


class OpportunityPatch(Sent):
    """What is left out stays as it is. `amount` counts while the opportunity has no lines."""

    name: str = ""
    owner: str = ""
    currency: str = ""
    amount: MoneyIn | None = None
    budget: MoneyIn | None = None
    expected_close: dt.date | None = None
    next_step: str = ""
    next_step_on: dt.date | None = None
    came_by: CameBy = CameBy.OUTBOUND


class OpportunityIn(OpportunityPatch):
    """`owner` is the caller unless told, `currency` that of the amount, else the company's."""

    account: str
    name: str
    kind: OpportunityKind = OpportunityKind.NEW_BUSINESS


class OpportunityRow(Schema):
    """An opportunity in a list: it stands in `step` of `steps`. `amount` is null while nobody knows it."""

    id: Id
    account: Id | None
    account_name: Annotated[str | None, From("account.name")]
    name: str
    kind: OpportunityKind
    process: Id
    step: Annotated[int, From("step.number")]
    steps: int
    step_name: Annotated[str, From("step.name")]
    step_since: Moment
    owner: Id
    owner_name: Annotated[str, From("owner.name")]
    currency: str
    amount: MoneyOut | None
    amount_typed: MoneyOut | None
    budget: MoneyOut | None
    expected_close: dt.date | None
    next_step: str
    next_step_on: dt.date | None
    came_by: str
    outcome: Outcome
    closed_on: dt.date | None
    lost_reason: str
    settled_at: Moment | None
    opened_on: dt.date | None
    external_id: str
    external_source: str
    version: int


class GateOut(Schema):
    """A condition to leave a step. `without` is the reason for which somebody goes on past it, unmet."""

    id: Annotated[Id, From("gate.id")]
    step: Annotated[int, From("gate.step")]
    condition: Annotated[str, From("gate.condition")]
    sentence: Annotated[str, From("gate.sentence")]
    met: bool
    because: str
    without: str


class LineOut(Schema):
    """`unit_price` of a recurring line is for one month of one unit, null while it is not known.

    `term_months` is null for a one-off one.
    """

    id: Id
    product: Id
    product_name: Annotated[str, From("product.name")]
    quantity: int
    unit_price: Annotated[MoneyOut | None, From(currency="opportunity.currency")]
    discount_bp: int
    recurring: bool
    term_months: int | None


class MemberOut(Schema):
    person: Id
    name: Annotated[str, From("person.name")]


class MoveOut(Schema):
    """`from_step` is null for the beginning, `by` for what an import did."""

    from_step: Annotated[int | None, From("from_step.number")]
    to_step: Annotated[int, From("to_step.number")]
    by: Id | None
    at: Moment


class _Whole(OpportunityRow):
    """An opportunity whole: its gates as they stand, and every record that they are read from."""

    gates: list[GateOut]
    lines: list[LineOut]
    team: list[MemberOut]
    moves: list[MoveOut]


# With a list for each kind of evidence, by its plural.
LISTS = {kind.plural.replace("-", "_"): kind for kind in EVIDENCE.values()}
_SHAPES: dict[str, Any] = {name: (GenericAlias(list, OUT[kind.key]), ...) for name, kind in LISTS.items()}
OpportunityOut: Any = create_model("OpportunityOut", __base__=_Whole, __doc__=_Whole.__doc__, **_SHAPES)


def opportunity_out(row: Opportunity, written: Written, gates: tuple[GateReading, ...]) -> dict[str, Any]:
    """An opportunity whole."""
    return {
        **shown(OpportunityRow, row),
        "gates": [shown(GateOut, one) for one in gates],
        "lines": [shown(LineOut, one) for one in written.lines],
        "team": [shown(MemberOut, one) for one in written.members],
        "moves": [shown(MoveOut, one) for one in written.moves],
        **{
            name: [shown(OUT[kind.key], one) for one in written.said[kind.key]]
            for name, kind in LISTS.items()
        },
    }


def values_sent(values: OpportunityValues, sent: OpportunityPatch) -> OpportunityValues:
    """The values with what was sent. Refused for an amount in another currency."""
    values = read_sent(values, sent)
    if "owner" in sent.model_fields_set:
        values = replace(values, owner_id=number(sent.owner))
    if "amount" in sent.model_fields_set:
        values = replace(values, amount_typed=minor_of(sent.amount, values.currency, "amount"))
    return values
