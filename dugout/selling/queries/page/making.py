"""Makes the page of a sale of what was read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from dugout.gates.terms import GateAsked, GateReading
from dugout.selling.models import Opportunity
from dugout.selling.queries.facts import readings_for
from dugout.selling.queries.page.reading import read_page
from dugout.selling.queries.page.shown import (
    LineShown,
    MatchShown,
    MemberShown,
    MoveShown,
    SaidShown,
    SalePage,
    StepShown,
    WithoutShown,
)
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import EVIDENCE, Evidence, Listed

T = TypeVar("T")
MOMENTS = ("at",)


def sale_page(sale: Opportunity, *, at: datetime) -> SalePage:
    """The page of a sale that was read with its process, step, account and owner."""
    record = read_page(sale.id)
    zone = ZoneInfo(record["zone"])
    today, since = at.astimezone(zone).date(), sale.step_since.astimezone(zone).date()
    steps = record["steps"]
    readings = readings_for({sale.id: [gate for row in steps for gate in _asked(row)]})[sale.id]
    return SalePage(
        sale=sale,
        today=today,
        since=since,
        stalled=sale.outcome == "open" and is_stalled(
            days_in_step=(today - since).days, usual_days=sale.step.usual_days,
            next_step_on=sale.next_step_on, today=today,
        ),
        steps=tuple(_step(row, readings) for row in steps),
        lines=_rows(LineShown, record["lines_shown"]),
        members=_rows(MemberShown, record["members"]),
        moves=_rows(MoveShown, record["moves"]),
        without=_rows(WithoutShown, record["went_without"]),
        needs=_rows(MatchShown, record["needs_shown"]),
        said=tuple(_said(kind, kind.listed, sale) for kind in EVIDENCE.values() if kind.listed),
    )  # fmt: skip


def _asked(row: Mapping[str, Any]) -> list[GateAsked]:
    return [
        GateAsked(id=key, step=row["number"], condition=condition, sentence=sentence, settings=settings)
        for key, condition, sentence, settings in row["gates"] or ()
    ]


def _step(row: Mapping[str, Any], readings: Iterable[GateReading]) -> StepShown:
    gates = tuple(one for one in readings if one.gate.step == row["number"])
    return StepShown(**{**row, "questions": tuple(row["questions"]), "gates": gates})


def _said(kind: Evidence, listed: Listed, sale: Opportunity) -> SaidShown:
    rows = kind.model.objects.filter(opportunity=sale).select_related(*listed.beside).order_by(*listed.order)
    return SaidShown(kind=kind, listed=listed, rows=tuple((row.id, listed.row(row)) for row in rows))


def _rows(kind: type[T], rows: list[dict[str, Any]] | None) -> tuple[T, ...]:
    """Objects as they came by JSON, moments as such."""
    return tuple(kind(**{name: _value(name, value) for name, value in row.items()}) for row in rows or ())


def _value(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in MOMENTS and value is not None else value
