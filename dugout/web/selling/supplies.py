"""What was written into the small forms of gates, as supplies. A form in which nothing was written gives none."""

from collections.abc import Callable, Mapping
from datetime import date

from dugout.accounts.terms import DecisionRole
from dugout.selling.queries.asks import Asks
from dugout.selling.terms import (
    ConfirmationKind,
    GateReading,
    GivenAuthority,
    GivenBudget,
    GivenConcern,
    GivenConcernAnswer,
    GivenConfirmation,
    GivenLine,
    GivenMatch,
    GivenNeed,
    GivenNextStep,
    GivenObjectionAnswer,
    GivenRequest,
    GivenThanks,
    Supply,
)
from dugout.values.refused import Problem, Refused
from dugout.web.selling.typed import Typed

# A day that could not be read is told as a problem, and nothing is written then.
NO_DAY = date.min


class GateForm(Typed):
    """The small form of one gate."""

    def __init__(
        self, post: Mapping[str, str], problems: list[Problem], asks: Asks, gate: GateReading
    ) -> None:
        super().__init__(post, f"g{gate.gate.id}", problems)
        self.asks, self.condition = asks, gate.gate.condition

    def part(self, name: str) -> Typed:
        """The fields of one of several records, such as `g12-c7`."""
        return Typed(self.post, f"{self.at}-{name}", self.problems)


def read_supplies(post: Mapping[str, str], asks: Asks) -> list[Supply]:
    """Everything that was written for these gates. Refused with every problem of spelling at once."""
    problems: list[Problem] = []
    found: list[Supply] = []
    line = Typed(post, "line", problems)
    if asks.wants_a_line and line.any("product", "quantity", "unit_price", "discount_bp", "term_months"):
        prices = {product.id: product.price for product in asks.products}
        found.append(GivenLine(at="line", line=line.line(asks.sale.currency, prices)))
    for gate in asks.gates:
        reader = READERS.get(gate.form)
        if reader is not None:
            found += reader(GateForm(post, problems, asks, gate))
    if problems:
        raise Refused(problems)
    return found


def read_reasons(post: Mapping[str, str], asks: Asks) -> dict[int, str]:
    """Why somebody goes on without, by gate."""
    typed = {gate.gate.id: post.get(f"reason-{gate.gate.id}", "").strip() for gate in asks.gates}
    return {gate_id: reason for gate_id, reason in typed.items() if reason}


def _confirmation(form: GateForm) -> list[Supply]:
    if not form.any("contact", "new_name", "note"):
        return []
    kind = ConfirmationKind(form.condition)
    return [
        GivenConfirmation(
            at=form.at, kind=kind, who=form.who(), day=form.needed_day() or NO_DAY, note=form.text("note")
        )
    ]


def _authority(form: GateForm) -> list[Supply]:
    if not form.any("contact", "new_name"):
        return []
    role = form.text("role")
    known = DecisionRole(role) if role in tuple(DecisionRole) else DecisionRole.DECISION_MAKER
    return [GivenAuthority(at=form.at, who=form.who(), role=known)]


def _need(form: GateForm) -> list[Supply]:
    return [GivenNeed(at=form.at, text=form.text("text"))] if form.any("text") else []


def _budget(form: GateForm) -> list[Supply]:
    budget = form.money("budget", form.asks.sale.currency)
    return [] if budget is None else [GivenBudget(at=form.at, budget=budget)]


def _concern(form: GateForm) -> list[Supply]:
    """Each open concern is answered with proof; where none is listed, one is, or they say that they have none."""
    found: list[Supply] = []
    for concern in form.asks.concerns:
        one = form.part(f"c{concern.id}")
        if one.any("answer", "proof"):
            found.append(
                GivenConcernAnswer(
                    at=one.at, concern_id=concern.id, answer=one.text("answer"), proof=one.text("proof")
                )
            )
    if form.asks.concerns:
        return found
    if form.any("text", "answer", "proof"):
        return [
            GivenConcern(
                at=form.at, text=form.text("text"), answer=form.text("answer"), proof=form.text("proof")
            )
        ]
    if form.any("contact", "new_name"):
        day = form.needed_day() or NO_DAY
        return [GivenConfirmation(at=form.at, kind=ConfirmationKind.NO_CONCERNS, who=form.who(), day=day)]
    return []


def _match(form: GateForm) -> list[Supply]:
    """Each agreed need by a line and their reaction; where none is agreed, the one that they agreed to."""
    found: list[Supply] = []
    for need in form.asks.unmatched:
        one = form.part(f"n{need.id}")
        if one.any("reaction"):
            found.append(
                GivenMatch(
                    at=one.at,
                    need_id=need.id,
                    new_need="",
                    line_id=one.id("line"),
                    reaction=one.text("reaction"),
                )
            )
    if not form.asks.unmatched and form.any("need", "new_need", "reaction"):
        found.append(
            GivenMatch(
                at=form.at, need_id=form.id("need"), new_need=form.text("new_need"), line_id=form.id("line"),
                reaction=form.text("reaction"),
            )
        )  # fmt: skip
    return found


def _request(form: GateForm) -> list[Supply]:
    if not form.any("contact", "new_name", "note"):
        return []
    day = form.needed_day() or NO_DAY
    return [GivenRequest(at=form.at, who=form.who(), day=day, note=form.text("note"))]


def _objection(form: GateForm) -> list[Supply]:
    found: list[Supply] = []
    for objection in form.asks.objections:
        one = form.part(f"o{objection.id}")
        if one.any("answer"):
            found.append(
                GivenObjectionAnswer(at=one.at, objection_id=objection.id, answer=one.text("answer"))
            )
    return found


def _next_step(form: GateForm) -> list[Supply]:
    if not form.any("next_step", "next_step_on"):
        return []
    return [GivenNextStep(at=form.at, text=form.text("next_step"), day=form.day("next_step_on"))]


def _thanks(form: GateForm) -> list[Supply]:
    if not form.any("text", "contact", "new_name"):
        return []
    return [
        GivenThanks(at=form.at, kind=form.text("kind") or "letter", who=form.who(), text=form.text("text"))
    ]


READERS: dict[str, Callable[[GateForm], list[Supply]]] = {
    "confirmation": _confirmation,
    "authority": _authority,
    "need": _need,
    "budget": _budget,
    "concern": _concern,
    "need_match": _match,
    "commitment_request": _request,
    "objection": _objection,
    "next_step": _next_step,
    "thanks": _thanks,
}
