"""Opportunities in JSON, and what is sent to make or change one."""

import datetime as dt
from dataclasses import replace
from types import GenericAlias
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, create_model

from dugout.accounts.terms import CameBy
from dugout.api.evidence_shapes import OUT, evidence_out
from dugout.api.shapes import MoneyIn, MoneyOut, id_text, minor_of, moment, money, number
from dugout.gates.terms import GateReading
from dugout.selling.models import Opportunity, OpportunityLine, StepMove
from dugout.selling.queries.opportunities import Written
from dugout.selling.terms import EVIDENCE, OpportunityKind, OpportunityValues, Outcome


class OpportunityPatch(Schema):
    """What is left out stays as it is. `amount` counts while the opportunity has no lines."""

    model_config = ConfigDict(extra="forbid")

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

    id: str
    account: str | None
    account_name: str | None
    name: str
    kind: OpportunityKind
    process: str
    step: int
    steps: int
    step_name: str
    step_since: str
    owner: str
    owner_name: str
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
    settled_at: str | None
    opened_on: dt.date | None
    external_id: str
    external_source: str
    version: int


class OpportunityList(Schema):
    items: list[OpportunityRow]
    next: str | None


class GateOut(Schema):
    """A condition to leave a step. `without` is the reason for which somebody goes on past it, unmet."""

    id: str
    step: int
    condition: str
    sentence: str
    met: bool
    because: str
    without: str


class LineOut(Schema):
    """`unit_price` of a recurring line is for one month of one unit, null while it is not known.

    `term_months` is null for a one-off one.
    """

    id: str
    product: str
    product_name: str
    quantity: int
    unit_price: MoneyOut | None
    discount_bp: int
    recurring: bool
    term_months: int | None


class MemberOut(Schema):
    person: str
    name: str


class MoveOut(Schema):
    """`from_step` is null for the beginning, `by` for what an import did."""

    from_step: int | None
    to_step: int
    by: str | None
    at: str


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


def opportunity_row(row: Opportunity) -> dict[str, Any]:
    """An opportunity of `queries.opportunities` in a list. No query."""
    plain = (
        "name", "kind", "currency", "expected_close", "next_step", "next_step_on", "came_by", "outcome",
        "closed_on", "lost_reason", "opened_on", "external_id", "external_source", "version",
    )  # fmt: skip
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "account_name": row.account.name if row.account else None,
        "process": id_text(row.process_id),
        "step": row.step.number,
        "steps": getattr(row, "steps", 0),
        "step_name": row.step.name,
        "step_since": moment(row.step_since),
        "owner": id_text(row.owner_id),
        "owner_name": row.owner.name,
        "settled_at": moment(row.settled_at),
        **{name: _money(getattr(row, name), row.currency) for name in ("amount", "amount_typed", "budget")},
        **{name: getattr(row, name) for name in plain},
    }


def opportunity_out(row: Opportunity, written: Written, gates: tuple[GateReading, ...]) -> dict[str, Any]:
    """An opportunity whole. No query."""
    return {
        **opportunity_row(row),
        "gates": [gate_out(reading) for reading in gates],
        "lines": [line_out(line, row.currency) for line in written.lines],
        "team": [{"person": id_text(one.person_id), "name": one.person.name} for one in written.members],
        "moves": [_move(one) for one in written.moves],
        **{name: [evidence_out(kind, one) for one in written.said[kind.key]] for name, kind in LISTS.items()},
    }


def values_sent(values: OpportunityValues, sent: OpportunityPatch) -> OpportunityValues:
    """The values with what was sent. Refused for an amount in another currency."""
    given = sent.model_dump(exclude_unset=True, exclude={"account", "amount", "budget", "owner", "kind"})
    values = replace(values, **given)
    if "owner" in sent.model_fields_set:
        values = replace(values, owner_id=number(sent.owner))
    if "amount" in sent.model_fields_set:
        values = replace(values, amount_typed=minor_of(sent.amount, values.currency, "amount"))
    if "budget" in sent.model_fields_set:
        values = replace(values, budget=minor_of(sent.budget, values.currency, "budget"))
    return values


def gate_out(reading: GateReading) -> dict[str, Any]:
    return {
        "id": id_text(reading.gate.id),
        "step": reading.gate.step,
        "condition": reading.gate.condition,
        "sentence": reading.gate.sentence,
        "met": reading.met,
        "because": reading.because,
        "without": reading.without,
    }


def line_out(line: OpportunityLine, currency: str) -> dict[str, Any]:
    return {
        "id": id_text(line.id),
        "product": id_text(line.product_id),
        "product_name": line.product.name,
        "quantity": line.quantity,
        "unit_price": _money(line.unit_price, currency),
        "discount_bp": line.discount_bp,
        "recurring": line.recurring,
        "term_months": line.term_months,
    }


def _move(one: StepMove) -> dict[str, Any]:
    return {
        "from_step": one.from_step.number if one.from_step else None,
        "to_step": one.to_step.number,
        "by": id_text(one.by_id),
        "at": moment(one.at),
    }


def _money(minor: int | None, currency: str) -> dict[str, int | str] | None:
    return None if minor is None else money(minor, currency)
