"""The gates of a hand-off, read against answers and records."""

from datetime import datetime

from django.db.models import Case, F, When

from dugout.accounts.models import ContactRole
from dugout.accounts.terms import WITH_AUTHORITY
from dugout.gates.rules import read_gates
from dugout.gates.terms import Condition, Facts, GateAsked, GateReading
from dugout.handoffs.models import DebriefAnswer, Handoff, HandoffGate
from dugout.handoffs.queries.answers import answers_of, new_promises
from dugout.handoffs.rules import handoff_accepted
from dugout.handoffs.terms import DEBRIEF, AnswerFacts, DebriefFacts
from dugout.selling.models import OpportunityLine
from dugout.selling.queries.facts import ZONE
from dugout.selling.rules.gates import THE_HANDOFF
from dugout.selling.terms import Outcome

# The gate of a sale that this package brings: its last step waits for the hand-off.
SETTLED_AT: Facts[datetime | None] = Facts(
    key="settled_at", none=None, column=lambda: Case(When(outcome=Outcome.WON.value, then=F("settled_at")))
)
OF_A_SALE = Condition(
    key="handoff_accepted",
    of="opportunity",
    reads=(SETTLED_AT, ZONE),
    check=handoff_accepted,
    met_by=THE_HANDOFF,
)


def gates_asked() -> tuple[GateAsked, ...]:
    """The company's gates in their order."""
    return tuple(
        GateAsked(
            id=gate.id,
            key=gate.key,
            sentence=gate.sentence,
            condition=gate.condition,
            settings=gate.settings,
            required=gate.required,
        )
        for gate in HandoffGate.objects.order_by("order")
    )


def debrief_facts(handoff: Handoff, answers: list[DebriefAnswer] | None = None) -> DebriefFacts:
    """What the gates look at. `opportunity` must be loaded."""
    if answers is None:
        answers = answers_of(handoff)
    people = ContactRole.objects.filter(
        contact__account_id=handoff.account_id,
        contact__left_on=None,
        role__in=[r.value for r in WITH_AUTHORITY],
    ).select_related("contact")
    return DebriefFacts(
        answers={
            one.question: AnswerFacts(
                text=one.text, by_name=one.by.name if one.by and not one.prefilled else ""
            )
            for one in answers
        },
        lines=OpportunityLine.objects.filter(opportunity_id=handoff.opportunity_id).count()
        if handoff.opportunity_id
        else 0,
        typed_amount=handoff.opportunity is None or bool(handoff.opportunity.amount),
        new_promises=new_promises(handoff, answers),
        with_authority=tuple(sorted({role.contact.name for role in people})),
    )


def gates_of(handoff: Handoff, answers: list[DebriefAnswer] | None = None) -> tuple[GateReading, ...]:
    """Every gate of a hand-off as it stands."""
    return read_gates(gates_asked(), {DEBRIEF: debrief_facts(handoff, answers)})
