"""Makes the page of a sale of what was read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from dugout.selling.models import Opportunity
from dugout.selling.queries.facts import facts_in, reasons_in
from dugout.selling.queries.page.reading import read_page
from dugout.selling.queries.page.shown import (
    ConcernShown,
    ConfirmationShown,
    LineShown,
    MatchShown,
    MemberShown,
    MoveShown,
    ObjectionShown,
    RequestShown,
    SalePage,
    StepShown,
    WithoutShown,
)
from dugout.selling.rules.gates import read_gates
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import GateAsked, GateFacts

T = TypeVar("T")
DAYS, MOMENTS = ("day", "answered_on"), ("at",)


def sale_page(sale: Opportunity, *, at: datetime) -> SalePage:
    """The page of a sale that was read with its process, step, account and owner. One query."""
    record = read_page(sale.id)
    zone = ZoneInfo(record["zone"])
    today, since = at.astimezone(zone).date(), sale.step_since.astimezone(zone).date()
    facts, reasons = facts_in(record), reasons_in(record)
    return SalePage(
        sale=sale,
        today=today,
        since=since,
        stalled=sale.outcome == "open" and is_stalled(
            days_in_step=(today - since).days, usual_days=sale.step.usual_days,
            next_step_on=sale.next_step_on, today=today,
        ),
        steps=tuple(_step(row, facts, reasons) for row in record["steps"]),
        lines=_rows(LineShown, record["lines_shown"]),
        members=_rows(MemberShown, record["members"]),
        moves=_rows(MoveShown, record["moves"]),
        without=_rows(WithoutShown, record["went_without"]),
        confirmations=_rows(ConfirmationShown, record["confirmations"]),
        concerns=_rows(ConcernShown, record["concerns_shown"]),
        objections=_rows(ObjectionShown, record["objections_shown"]),
        requests=_rows(RequestShown, record["requests_shown"]),
        needs=_rows(MatchShown, record["needs_shown"]),
    )  # fmt: skip


def _step(row: Mapping[str, Any], facts: GateFacts, reasons: Mapping[int, str]) -> StepShown:
    asked = [
        GateAsked(id=key, step=row["number"], condition=condition, sentence=sentence)
        for key, condition, sentence in row["gates"] or ()
    ]
    return StepShown(
        **{**row, "questions": tuple(row["questions"]), "gates": read_gates(asked, facts, reasons)}
    )


def _rows(kind: type[T], rows: list[dict[str, Any]] | None) -> tuple[T, ...]:
    """Objects as they came by JSON, days and moments as such."""
    return tuple(kind(**{name: _value(name, value) for name, value in row.items()}) for row in rows or ())


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in MOMENTS else value
