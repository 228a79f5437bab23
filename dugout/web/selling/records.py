"""What gates ask for, written down one record at a time, and taken back."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.selling.commands import evidence
from dugout.selling.commands.moving import go_on_without
from dugout.selling.commands.supplying import supply
from dugout.selling.models import Opportunity
from dugout.selling.queries.asks import Asks, asks_of_gate, asks_of_offer
from dugout.selling.terms import (
    ConfirmationKind,
    GivenConcern,
    GivenConcernAnswer,
    GivenConfirmation,
    GivenMatch,
    GivenObjectionAnswer,
    Supply,
)
from dugout.values.refused import Missing, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.selling.supplies import NO_DAY, read_reasons, read_supplies
from dugout.web.selling.typed import Typed
from dugout.web.selling.writing import written

CONFIRMATIONS = {
    ConfirmationKind.AGREED_TO_QUESTIONS: "They agreed to be asked questions",
    ConfirmationKind.NEEDS_SUMMARY: "The written summary is right",
    ConfirmationKind.NO_CONCERNS: "They have no concern about us",
    ConfirmationKind.PRICE_KNOWN: "They know the price",
    ConfirmationKind.REASONS_REVIEWED: "Why they chose us was gone through",
}
SAID = "said"
HANDED_OVER, COMMITTED = "handoff_accepted", "commitment_answer"


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def meet_gate(request: SignedInRequest, opportunity_id: int, gate_id: int) -> HttpResponse:
    """The small form of one gate: its record, or why to go on without it."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_gate(sale, gate_id)
    gate = asks.gates[0]
    if gate.form == COMMITTED:
        return HttpResponseRedirect(f"/opportunities/{sale.id}/win")
    if gate.gate.condition == HANDED_OVER:
        return HttpResponseRedirect(f"/opportunities/{sale.id}")
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
def record_confirmation(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Something that a contact confirmed, again or before its gate asks for it."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def write(form: Typed) -> None:
        kind, day = form.text("kind"), form.needed_day()
        if kind not in tuple(ConfirmationKind):
            form.wrong("kind", "What they confirmed is missing.", "Choose it from the list.")
        form.check()
        given = GivenConfirmation(
            at="", kind=ConfirmationKind(kind), who=form.who(), day=day or NO_DAY, note=form.text("note")
        )
        _supply(request, sale, given)

    title, kinds = "What did they confirm?", [(kind.value, words) for kind, words in CONFIRMATIONS.items()]
    asks = asks_of_offer(sale)
    return written(request, sale, "confirmation", title, write, place=SAID, asks=asks, kinds=kinds)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def add_concern(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """A worry about us as a supplier, perhaps with its answer and proof already."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def write(form: Typed) -> None:
        given = GivenConcern(
            at="", text=form.text("text"), answer=form.text("answer"), proof=form.text("proof")
        )
        _supply(request, sale, given)

    return written(request, sale, "concern", "What worries them about us?", write, place=SAID)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def answer_concern(request: SignedInRequest, opportunity_id: int, concern_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    concern = next((one for one in asks_of_offer(sale).every_concern if one.id == concern_id), None)
    if concern is None:
        raise Missing.because("There is no such concern.", "Read the sale again.")

    def write(form: Typed) -> None:
        given = GivenConcernAnswer(
            at="", concern_id=concern_id, answer=form.text("answer"), proof=form.text("proof")
        )
        _supply(request, sale, given)

    return written(request, sale, "concern_answer", "Answer with proof", write, place=SAID, concern=concern)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def add_objection(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """What they held against it when they were asked to commit."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def write(form: Typed) -> None:
        evidence.add_objection(
            opportunity_id=sale.id, text=form.text("text"), answer=form.text("answer"),
            by=request.by, at=request.at,
        )  # fmt: skip

    return written(request, sale, "objection", "What do they hold against it?", write, place=SAID)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def answer_objection(request: SignedInRequest, opportunity_id: int, objection_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    objection = next((one for one in asks_of_offer(sale).every_objection if one.id == objection_id), None)
    if objection is None:
        raise Missing.because("There is no such objection.", "Read the sale again.")

    def write(form: Typed) -> None:
        _supply(
            request, sale, GivenObjectionAnswer(at="", objection_id=objection_id, answer=form.text("answer"))
        )

    title = "Answer the objection"
    return written(request, sale, "objection_answer", title, write, place=SAID, objection=objection)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def match_need(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """A need, the line that meets it, and what they said to that; again rewrites it."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    asks = asks_of_offer(sale)

    def write(form: Typed) -> None:
        given = GivenMatch(
            at="", need_id=form.id("need"), new_need=form.text("new_need"), line_id=form.id("line"),
            reaction=form.text("reaction"),
        )  # fmt: skip
        _supply(request, sale, given)

    return written(request, sale, "match", "Which line meets which need?", write, place="offer", asks=asks)


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
