"""Makes a board of what was read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dugout.gates.terms import GateAsked, GateReading
from dugout.our_company.rules.marks import mark_of
from dugout.people.rules import initials_of
from dugout.selling.queries.board.reading import read_cards, read_frame
from dugout.selling.queries.board.shown import Board, Card, Column, GonePast, Total
from dugout.selling.queries.board.summing import gone_past, sums_of
from dugout.selling.queries.chosen import Chosen
from dugout.selling.queries.facts import readings_for
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import OpportunityKind, Outcome

Record = Mapping[str, Any]
DAY = 24 * 3600
MOST_GONE_PAST = 5


def board_of(chosen: Chosen, *, at: datetime) -> Board:
    """The board of the current process of a kind.

    A sale that began on an older version of the process stands in the column of the same number, or in the last.
    """
    frame = read_frame(chosen.kind)
    last = max(step["number"] for step in frame["steps"])
    gates = _gates(frame["gates"] or ())
    cards: dict[int, list[Card]] = defaultdict(list)
    zone = ZoneInfo(frame["zone"])
    today = at.astimezone(zone).date()
    records = read_cards(chosen)
    readings = readings_for({record["id"]: gates[record["step_id"]] for record in records})
    for record in records:
        cards[min(record["number"], last)].append(_card(record, readings[record["id"]], today, zone))
    totals = [{**one, "number": min(one["number"], last)} for one in sums_of(chosen)]
    here = [one for one in totals if one["kind"] == chosen.kind]
    shown = [one for one in here if one["without_account"] == chosen.without_account]
    return Board(
        process=frame["process"],
        credit=frame["credit"],
        columns=tuple(_column(step, gates[step["id"]], cards, shown, at) for step in frame["steps"]),
        kinds={kind: sum(one["count"] for one in totals if one["kind"] == kind) for kind in OpportunityKind},
        without_account=sum(one["count"] for one in here if one["without_account"]),
        gone_past=tuple(
            GonePast(step=step, sentence=sentence, count=count)
            for step, sentence, count in gone_past(chosen, MOST_GONE_PAST)
        ),
    )


def _gates(rows: Iterable[Sequence[Any]]) -> dict[int, list[GateAsked]]:
    found: dict[int, list[GateAsked]] = defaultdict(list)
    for step_id, number, gate_id, condition, sentence, settings in rows:
        gate = GateAsked(id=gate_id, step=number, condition=condition, sentence=sentence, settings=settings)
        found[step_id].append(gate)
    return found


def _card(record: Record, gates: tuple[GateReading, ...], today: date, zone: ZoneInfo) -> Card:
    days = (today - record["step_since"].astimezone(zone).date()).days
    next_step_on = record["next_step_on"]
    return Card(
        id=record["id"],
        version=record["version"],
        name=record["name"],
        account=record["account"] or "",
        amount=record["amount"],
        currency=record["currency"],
        owner=record["owner"],
        owner_initials=initials_of(record["owner"]),
        owner_mark=mark_of(record["side"] or "", record["code"]),
        next_step=record["next_step"],
        next_step_on=next_step_on,
        days=days,
        stalled=is_stalled(
            days_in_step=days, usual_days=record["usual_days"], next_step_on=next_step_on, today=today
        ),
        won=record["outcome"] == Outcome.WON,
        gates=gates,
    )


def _column(
    step: Record,
    gates: Iterable[GateAsked],
    cards: Mapping[int, list[Card]],
    totals: Iterable[Record],
    at: datetime,
) -> Column:
    number = step["number"]
    mine = [one for one in totals if one["number"] == number]
    waiting = sum(one["open_count"] or 0 for one in mine)
    waited = waiting * at.timestamp() - sum(one["open_seconds"] or 0 for one in mine)
    return Column(
        number=number,
        name=step["name"],
        purpose=step["purpose"],
        probability_bp=step["probability_bp"],
        gates=tuple(gate.sentence for gate in gates),
        cards=tuple(cards.get(number, ())),
        totals=_totals(mine),
        usual_days=step["usual_days"],
        waited_days=round(waited / waiting / DAY) if waiting else None,
    )


def _totals(rows: Iterable[Record]) -> tuple[Total, ...]:
    """By currency: two versions of a process may stand in one column."""
    summed: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in rows:
        figures = (one["count"], one["total"] or 0, one["open_total"] or 0)
        summed[one["currency"]] = [a + b for a, b in zip(summed[one["currency"]], figures, strict=True)]
    return tuple(
        Total(currency=currency, count=count, amount=amount, open_amount=open_amount)
        for currency, (count, amount, open_amount) in sorted(summed.items())
    )
