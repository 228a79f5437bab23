"""Makes a board of what was read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dugout.gates.terms import GateReading
from dugout.our_company.rules.marks import mark_of
from dugout.our_company.rules.periods import day_of
from dugout.people.rules import initials_of
from dugout.selling.models import SellingStep
from dugout.selling.queries.board.reading import read_cards, read_steps
from dugout.selling.queries.board.shown import Board, Card, Column, GonePast, StepTotal
from dugout.selling.queries.board.summing import gone_past, sums_of
from dugout.selling.queries.chosen import Chosen
from dugout.selling.queries.facts import as_asked, readings_for
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import OpportunityKind, Outcome

RowRead = Mapping[str, Any]
DAY = 24 * 3600
MOST_GONE_PAST = 5


def board_of(chosen: Chosen, *, at: datetime, zone: ZoneInfo) -> Board:
    """The board of the current process of a kind; days are counted in the company's `zone`.

    A sale that began on an older version of the process stands in the column of the same number, or in the last.
    """
    steps = read_steps(chosen.kind)
    gates = {step.id: [as_asked(gate) for gate in step.gates.all()] for step in steps}
    current = [step for step in steps if step.process.current]
    last = current[-1].number
    cards: dict[int, list[Card]] = defaultdict(list)
    today = day_of(at, zone)
    records = read_cards(chosen)
    readings = readings_for({record["id"]: gates.get(record["step_id"], []) for record in records})
    for record in records:
        number = min(record["step__number"], last)
        cards[number].append(_card(record, readings[record["id"]], today, zone))
    totals = [{**one, "number": min(one["number"], last)} for one in sums_of(chosen)]
    here = [one for one in totals if one["kind"] == chosen.kind]
    shown = [one for one in here if one["without_account"] == chosen.without_account]
    return Board(
        process=current[-1].process.name,
        credit=current[-1].process.credit,
        columns=tuple(_column(step, cards, shown, at) for step in current),
        kinds={kind: sum(one["count"] for one in totals if one["kind"] == kind) for kind in OpportunityKind},
        without_account=sum(one["count"] for one in here if one["without_account"]),
        gone_past=tuple(
            GonePast(step=step, sentence=sentence, count=count)
            for step, sentence, count in gone_past(chosen, MOST_GONE_PAST)
        ),
    )


def _card(record: RowRead, gates: tuple[GateReading, ...], today: date, zone: ZoneInfo) -> Card:
    days = (today - day_of(record["step_since"], zone)).days
    usual_days, next_step_on = record["step__usual_days"], record["next_step_on"]
    return Card(
        id=record["id"],
        version=record["version"],
        name=record["name"],
        account=record["account__name"] or "",
        amount=record["amount"],
        currency=record["currency"],
        owner=record["owner__name"],
        owner_initials=initials_of(record["owner__name"]),
        owner_mark=mark_of(
            record["post__department__side"] or "", record["post__department__position__code"]
        ),
        next_step=record["next_step"],
        next_step_on=next_step_on,
        days=days,
        stalled=is_stalled(days_in_step=days, usual_days=usual_days, next_step_on=next_step_on, today=today),
        won=record["outcome"] == Outcome.WON,
        gates=gates,
    )


def _column(
    step: SellingStep, cards: Mapping[int, list[Card]], totals: Iterable[RowRead], at: datetime
) -> Column:
    number = step.number
    mine = [one for one in totals if one["number"] == number]
    waiting = sum(one["open_count"] or 0 for one in mine)
    waited = waiting * at.timestamp() - sum(one["open_seconds"] or 0 for one in mine)
    return Column(
        number=number,
        name=step.name,
        purpose=step.purpose,
        probability_bp=step.probability_bp,
        gates=tuple(gate.sentence for gate in step.gates.all()),
        cards=tuple(cards.get(number, ())),
        totals=_totals(mine),
        usual_days=step.usual_days,
        waited_days=round(waited / waiting / DAY) if waiting else None,
    )


def _totals(rows: Iterable[RowRead]) -> tuple[StepTotal, ...]:
    """By currency: two versions of a process may stand in one column."""
    summed: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in rows:
        figures = (one["count"], one["total"] or 0, one["open_total"] or 0)
        summed[one["currency"]] = [a + b for a, b in zip(summed[one["currency"]], figures, strict=True)]
    return tuple(
        StepTotal(currency=currency, count=count, amount=amount, open_amount=open_amount)
        for currency, (count, amount, open_amount) in sorted(summed.items())
    )
