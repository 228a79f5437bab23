"""What several kinds say in the same way: their conditions, what their forms ask for, how it is written down."""

from collections.abc import Callable
from functools import partial
from typing import Any

from dugout.gates.terms import Ask, Checked, Condition, Facts, Part
from dugout.selling.commands.evidence import add_evidence, answer_evidence
from dugout.selling.commands.supplying import Desk
from dugout.selling.queries.asks import Asks
from dugout.selling.terms import Evidence


def of_sale(key: str, reads: tuple[Facts[Any], ...], check: Callable[..., Checked], **more: Any) -> Condition:
    return Condition(key=key, of="opportunity", reads=reads, check=check, **more)


def who(asks: Asks, label: str) -> Ask:
    nothing = "Choose a contact" if asks.contacts else "Nobody is written down yet"
    return Ask(label, choices=asks.contacts, nothing=nothing)


def on_day(*, needed: bool = False) -> Ask:
    return Ask("On which day", needed=needed, tells=False)


def line(asks: Asks, label: str) -> Ask:
    choices = [(one.id, f"{one.quantity} × {one.product.name}") for one in asks.lines]
    return Ask(label, choices=choices, nothing="Choose a line", tells=False)


def adds(kind: Evidence, **more: Any) -> Part:
    """A part that adds a record of this kind."""
    return Part(values=kind.values, write=partial(_add, kind), **more)


def answers(kind: Evidence, evidence_id: int, **more: Any) -> Part:
    """A part that answers a record of this kind."""
    assert kind.answers is not None
    return Part(values=kind.answers, write=partial(_answer, kind, evidence_id), **more)


def _add(kind: Evidence, desk: Desk, values: Any) -> Any:
    return add_evidence(kind, opportunity_id=desk.sale.id, values=desk.named(values), by=desk.by, at=desk.at)


def _answer(kind: Evidence, evidence_id: int, desk: Desk, values: Any) -> Any:
    return answer_evidence(
        kind, opportunity_id=desk.sale.id, evidence_id=evidence_id, values=values, by=desk.by, at=desk.at
    )
