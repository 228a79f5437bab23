"""A sale in the story, from its first step to the answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dugout.demo.verbs.document import DocumentedClient
from dugout.gates.terms import GatesUnmet
from dugout.handoffs.commands.winning import win_opportunity
from dugout.revenue.commands.confirming import confirm_contract, confirm_order
from dugout.revenue.queries.papers import papers
from dugout.revenue.rules import renews_on
from dugout.revenue.terms import ConfirmedTerms, PaperKind
from dugout.selling.commands import closing, moving, opportunities
from dugout.selling.commands import lines as offer
from dugout.selling.commands.evidence import add_evidence, answer_evidence
from dugout.selling.evidence.commitment import REQUEST, RequestValues
from dugout.selling.evidence.concerns import CONCERN, ConcernValues
from dugout.selling.evidence.confirmations import CONFIRMATION, ConfirmationValues
from dugout.selling.evidence.matches import MATCH, MatchValues
from dugout.selling.evidence.objections import OBJECTION, ObjectionAnswer, ObjectionValues
from dugout.selling.models import CommitmentRequest, Objection, Opportunity
from dugout.selling.terms import (
    ConfirmationKind,
    Evidence,
    LineValues,
    OpportunityKind,
    OpportunityValues,
    ProductKind,
    Who,
)


class Sale:
    """One opportunity of a client. Its owner does everything, unless somebody else is named."""

    def __init__(
        self, client: DocumentedClient, owner: str, name: str, *, kind: str = "new_business", **values: Any
    ) -> None:
        self.client, self.owner = client, owner
        self.values = OpportunityValues(name=name, kind=OpportunityKind(kind), **values)
        self.row: Opportunity = opportunities.add_opportunity(
            account_id=client.account.id, values=self.values, **self.now()
        )
        self.asked: CommitmentRequest | None = None
        self.objections: dict[str, Objection] = {}

    def now(self, by: str = "") -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": self.client.world.by(by or self.owner), "at": self.client.at}

    def next(self, text: str, day: date | None) -> None:
        """The next step with its day; none with empty text."""
        self._change(next_step=text, next_step_on=day)

    def budget(self, euros: int) -> None:
        self._change(budget=euros * 100)

    def expect(self, day: date) -> None:
        """The day on which the answer is expected."""
        self._change(expected_close=day)

    def joins(self, who: str) -> None:
        """Somebody of ours joins the team of the sale."""
        opportunities.add_member(
            opportunity_id=self.row.id, person_id=self.client.world.id_of(who), **self.now()
        )

    def offers(self, *lines: tuple[str, int] | tuple[str, int, int], months: int = 36) -> None:
        """The lines of the offer: word of the catalogue, quantity, and perhaps percent of discount."""
        self.row = offer.set_lines(
            opportunity_id=self.row.id,
            lines=[self._line(line[0], line[1], line[2] if len(line) > 2 else 0, months) for line in lines],
            seen=self.row.version,
            **self.now(),
        )

    def step(self, to: int, without: Mapping[str, str] | None = None) -> None:
        """Moves to a step; `without` holds, by condition, why somebody goes on without it."""
        given = {"opportunity_id": self.row.id, "to": to, "seen": self.row.version, **self.now()}
        try:
            self.row = moving.move_to_step(**given)
        except GatesUnmet as unmet:
            if not without:
                raise
            reasons = {one.gate.id: without.get(one.gate.condition, "") for one in unmet.readings}
            self.row = moving.move_to_step(**given, reasons=reasons)

    def confirmed(self, kind: str, contact: str, note: str = "") -> None:
        """A contact agrees to questions, to the summary, knows the price, names the reasons, or has no concerns."""
        values = ConfirmationValues(
            kind=ConfirmationKind(kind), contact=self._who(contact), day=self.client.day, note=note
        )
        self._adds(CONFIRMATION, values)

    def concern(self, contact: str, text: str, answer: str = "", proof: str = "") -> None:
        """A worry about us as a supplier, perhaps answered with proof already."""
        self._adds(CONCERN, ConcernValues(text=text, contact=self._who(contact), answer=answer, proof=proof))

    def match(self, need: str, word: str, reaction: str) -> None:
        """A need of the document is matched to a line of the offer, with what the client said."""
        line = self.row.lines.get(product_id=self.client.world.products[word].id)
        self._adds(MATCH, MatchValues(need_id=self.client.needs[need].id, line_id=line.id, reaction=reaction))

    def objection(self, word: str, text: str, answer: str = "") -> None:
        """What they hold against it; the story calls it by a word."""
        self.objections[word] = self._adds(OBJECTION, ObjectionValues(text=text, answer=answer))

    def answers(self, word: str, answer: str) -> None:
        answer_evidence(
            OBJECTION,
            opportunity_id=self.row.id,
            evidence_id=self.objections[word].id,
            values=ObjectionAnswer(answer=answer),
            **self.now(),
        )

    def asks(self, contact: str, note: str = "") -> None:
        """Asks for commitment."""
        values = RequestValues(contact=self._who(contact), day=self.client.day, note=note)
        self.asked = self._adds(REQUEST, values)

    def is_refused(self, note: str) -> None:
        """They say no, for now."""
        assert self.asked is not None
        closing.refuse_commitment(
            opportunity_id=self.row.id, request_id=self.asked.id, day=self.client.day, note=note, **self.now()
        )

    def is_won(self) -> None:
        """They say yes."""
        assert self.asked is not None
        self.row = win_opportunity(
            opportunity_id=self.row.id,
            day=self.client.day,
            seen=self.row.version,
            request_id=self.asked.id,
            **self.now(),
        )

    def is_lost(self, reason: str) -> None:
        self.row = closing.lose_opportunity(
            opportunity_id=self.row.id, reason=reason, day=self.client.day, **self.now()
        )

    def is_abandoned(self, reason: str) -> None:
        self.row = closing.abandon_opportunity(
            opportunity_id=self.row.id, reason=reason, day=self.client.day, **self.now()
        )

    def is_signed(self, *, by: str = "Marek", starts: date | None = None) -> None:
        """Contract and order of the win are confirmed as signed today."""
        for paper in papers(account_id=self.client.account.id).filter(opportunity_id=self.row.id):
            is_contract = paper.kind == PaperKind.CONTRACT
            terms = ConfirmedTerms(
                signed_on=self.client.day, starts_on=(starts or self.client.day) if is_contract else None
            )
            confirm = confirm_contract if is_contract else confirm_order
            confirm(paper_id=paper.id, terms=terms, seen=paper.version, **self.now(by))

    def goes_on(self, *, by: str = "Marek") -> None:
        """The contract of a renewal is confirmed as signed today: it begins on the day on which the old one renews."""
        running = papers(kind=PaperKind.CONTRACT, account_id=self.client.account.id).exclude(ends_on=None)
        self.is_signed(by=by, starts=renews_on(max(one.ends_on for one in running if one.ends_on)))

    def _who(self, contact: str) -> Who:
        return Who(contact_id=self.client.contacts[contact])

    def _adds(self, kind: Evidence, values: Any) -> Any:
        return add_evidence(kind, opportunity_id=self.row.id, values=values, **self.now())

    def _change(self, **changes: Any) -> None:
        self.values = OpportunityValues(
            **{**{name: getattr(self.values, name) for name in OpportunityValues.__slots__}, **changes}
        )
        self.row = opportunities.change_opportunity(
            opportunity_id=self.row.id, values=self.values, seen=self.row.version, **self.now()
        )

    def _line(self, word: str, quantity: int, percent: int, months: int) -> LineValues:
        product = self.client.world.products[word]
        return LineValues(
            product_id=product.id,
            quantity=quantity,
            unit_price=product.price,
            discount_bp=percent * 100,
            term_months=months if product.kind == ProductKind.RECURRING else None,
        )
