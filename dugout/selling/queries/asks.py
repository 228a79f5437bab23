"""What a move, or one gate, still asks for: the open gates, and what their forms offer to choose from."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Model

from dugout.accounts.models import Contact
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemKind, ItemState
from dugout.gates.terms import GateReading, Part
from dugout.selling.models import CommitmentRequest, Gate, Opportunity, OpportunityLine, Product, SellingStep
from dugout.selling.queries.facts import readings_of
from dugout.selling.rules.gates import without_the_win
from dugout.selling.terms import Commitment
from dugout.values.refused import Missing

MOST_CHOICES = 500
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Asks:
    """The open gates of a way, by step. Each list is read once, when a form first asks for it."""

    sale: Opportunity
    aim: SellingStep
    gates: tuple[GateReading, ...]
    _rows: dict[type[Model], list[Any]] = field(default_factory=dict)
    _parts: dict[int, list[Part]] = field(default_factory=dict)

    @property
    def wins(self) -> bool:
        """Whether the way leads past commitment: then the win is part of it."""
        return self.sale.step.number < self.aim.number and any(
            step.commits and self.sale.step.number <= step.number < self.aim.number for step in self.steps
        )

    @property
    def wants_a_line(self) -> bool:
        """Whether a gate speaks of the offer, and the offer has no line yet."""
        parts = [part for gate in self.gates for part in self.parts(gate)]
        return any(part.needs == "line" for part in parts) and not self.lines

    @cached_property
    def steps(self) -> list[SellingStep]:
        return list(SellingStep.objects.filter(process=self.sale.process_id).order_by("number"))

    @cached_property
    def contacts(self) -> list[tuple[int, str]]:
        """Contacts of the account who are still there, by name."""
        rows = Contact.objects.filter(account=self.sale.account_id, left_on=None)
        return [(row.id, row.name) for row in rows.order_by("family_name", "id")[:MOST_CHOICES]]

    @cached_property
    def products(self) -> list[Product]:
        """What is sold in the sale's currency, by name."""
        rows = Product.objects.filter(retired_at=None, currency=self.sale.currency)
        return list(rows.order_by("name", "id")[:MOST_CHOICES])

    @cached_property
    def lines(self) -> list[OpportunityLine]:
        rows = OpportunityLine.objects.filter(opportunity=self.sale)
        return list(rows.select_related("product").order_by("id"))

    @cached_property
    def needs(self) -> list[Need]:
        """Needs of the account that are open or agreed."""
        states = (ItemState.OPEN.value, ItemState.AGREED.value)
        rows = Need.objects.filter(account=self.sale.account_id, kind=ItemKind.NEED.value, state__in=states)
        return list(rows.order_by("id")[:MOST_CHOICES])

    @cached_property
    def requests(self) -> list[CommitmentRequest]:
        """Requests for commitment that wait for their answer."""
        rows = CommitmentRequest.objects.filter(opportunity=self.sale, answer=Commitment.OPEN.value)
        return list(rows.select_related("contact").order_by("id"))

    def rows(self, model: type[M]) -> list[M]:
        """What stands on the sale of one kind of evidence, oldest first."""
        if model not in self._rows:
            self._rows[model] = list(model._default_manager.filter(opportunity=self.sale).order_by("id"))
        return self._rows[model]

    def parts(self, gate: GateReading) -> list[Part]:
        """The parts of the small form of a gate; none where a larger verb meets it."""
        if gate.gate.id not in self._parts:
            form = gate.condition.form
            self._parts[gate.gate.id] = list(form(self)) if form else []
        return self._parts[gate.gate.id]


def asks_of_offer(sale: Opportunity) -> Asks:
    """No gate: only what forms about the sale offer to choose from."""
    return Asks(sale=sale, aim=sale.step, gates=())


def asks_of_move(sale: Opportunity, to: int) -> Asks:
    """What the way to a step asks for. Missing when there is no such step.

    Past commitment, what the win itself answers is left out: its form is the win's.
    """
    aim = SellingStep.objects.filter(process=sale.process_id, number=to).first()
    if aim is None:
        raise Missing.because("The process has no such step.", "Choose one of its steps.")
    passed = range(sale.step.number, aim.number)
    gates = readings_of(sale, steps=passed) if passed else ()
    return Asks(sale=sale, aim=aim, gates=tuple(without_the_win(gates)))


def asks_of_win(sale: Opportunity) -> Asks:
    """As asks_of_move, to the step after the one that commits. Missing where no step commits."""
    commits = SellingStep.objects.filter(process=sale.process_id, commits=True).order_by("number").first()
    if commits is None:
        raise Missing.because("No step of this process commits.", "Move it to another step.")
    return asks_of_move(sale, commits.number + 1)


def asks_of_gate(sale: Opportunity, gate_id: int) -> Asks:
    """What one gate of the sale's process asks for, met or not."""
    gate = Gate.objects.filter(id=gate_id, step__process=sale.process_id).select_related("step").first()
    if gate is None:
        raise Missing.because("There is no such gate.", "Read the sale again.")
    readings = readings_of(sale, steps={gate.step.number})
    return Asks(sale=sale, aim=gate.step, gates=tuple(one for one in readings if one.gate.id == gate_id))
