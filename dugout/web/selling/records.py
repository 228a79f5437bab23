"""What gates ask for, written down one record at a time, and taken back."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.gates.terms import Part, Supply
from dugout.selling.commands import evidence
from dugout.selling.commands.moving import go_on_without
from dugout.selling.commands.supplying import supply
from dugout.selling.models import Opportunity
from dugout.selling.queries.asks import Asks, asks_of_gate, asks_of_offer
from dugout.selling.rules.gates import THE_WIN
from dugout.selling.terms import EVIDENCE, Evidence
from dugout.values.refused import Missing, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.selling.offer import OFFER
from dugout.web.selling.supplies import read_part, read_reasons, read_supplies
from dugout.web.selling.typed import Typed
from dugout.web.selling.writing import written

SAID = "said"


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def meet_gate(request: SignedInRequest, opportunity_id: int, gate_id: int) -> HttpResponse:
    """The small form of one gate: its record, or why to go on without it."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_gate(sale, gate_id)
    gate = asks.gates[0]
    if gate.condition.form is None:
        way = "/win" if gate.condition.met_by == THE_WIN else ""
        return HttpResponseRedirect(f"/opportunities/{sale.id}{way}")
    return written(
        request, sale, "gate", gate.gate.sentence, lambda _: _meet(request, asks),
        place=f"gate-{gate_id}", asks=asks, gate=gate,
    )  # fmt: skip


def _meet(request: SignedInRequest, asks: Asks) -> None:
    supplies, reasons = read_supplies(request.POST, asks), read_reasons(request.POST, asks)
    gate_id = asks.gates[0].gate.id
    if supplies:
        _supply(request, asks.sale, *supplies)
    elif reasons:
        go_on_without(
            opportunity_id=asks.sale.id, gate_id=gate_id, reason=reasons[gate_id], by=request.by,
            at=request.at,
        )  # fmt: skip
    else:
        raise Refused.because(
            "Nothing is written down yet.",
            "Fill in the form, or say why to go on without.",
            f"gate-{gate_id}",
        )


def _supply(request: SignedInRequest, sale: Opportunity, *supplies: Supply) -> None:
    supply(opportunity_id=sale.id, supplies=supplies, seen=None, by=request.by, at=request.at)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def add_evidence(request: SignedInRequest, opportunity_id: int, what: str) -> HttpResponse:
    """A record of one kind, before its gate asks for it, or again."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    kind = EVIDENCE.get(what)
    asks = asks_of_offer(sale)
    return _written(request, asks, kind, kind.form(asks), kind.adds_at)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def answer_evidence(
    request: SignedInRequest, opportunity_id: int, what: str, evidence_id: int
) -> HttpResponse:
    """What we say to a concern, an objection ..."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    kind = EVIDENCE.get(what)
    asks = asks_of_offer(sale)
    row = next((one for one in asks.rows(kind.model) if one.id == evidence_id), None)
    if row is None or kind.answer_form is None:
        raise Missing.because(f"There is no such {kind.word}.", "Read the sale again.")
    return _written(request, asks, kind, kind.answer_form(row), kind.answers_at(evidence_id))


def _written(request: SignedInRequest, asks: Asks, kind: Evidence, small: Part, path: str) -> HttpResponse:
    def write(_: Typed) -> None:
        _supply(request, asks.sale, read_part(request.POST, small, asks.sale.currency))

    return written(
        request, asks.sale, "evidence", small.title, write, place=SAID if kind.listed else OFFER, asks=asks,
        small=small, path=path,
    )  # fmt: skip


@guarded(Action.CHANGE_OPPORTUNITY, "POST")
def withdraw_evidence(
    request: SignedInRequest, opportunity_id: int, what: str, evidence_id: int
) -> HttpResponse:
    """Takes one record back: its gate is unmet again, and the timeline keeps what it said."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    evidence.withdraw_evidence(
        opportunity_id=sale.id, what=what, evidence_id=evidence_id, by=request.by, at=request.at
    )
    say(request, "Taken back. What gates read from it is open again.")
    return HttpResponseRedirect(f"/opportunities/{sale.id}")
