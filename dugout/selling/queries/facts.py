"""What conditions read of a sale itself, and how its gates stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Model, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Trim

from dugout.gates.queries import read_all, rows_as
from dugout.gates.terms import Facts, GateAsked, GateReading, GoneWithout
from dugout.our_company.models import Company
from dugout.selling.models import Gate, Opportunity, OpportunityLine, WentOnWithout
from dugout.selling.terms import Outcome


def on_sale(model: type[Model]) -> QuerySet[Any]:
    """The rows of a model that stand on the sale, oldest first, for facts."""
    return model._default_manager.filter(opportunity_id=OuterRef("pk")).order_by("id")


def contact_name(way: str = "") -> Trim:
    """The name of a contact, for facts; `way` leads to it, such as `contact__`."""
    return Trim(Concat(f"{way}given_name", Value(" "), f"{way}family_name"))


WON_ON: Facts[date | None] = Facts(
    key="won_on", none=None, column=lambda: Case(When(outcome=Outcome.WON.value, then=F("closed_on")))
)
# The prices of the lines of its offer, none where one is not known yet.
PRICES: Facts[Sequence[int | None]] = Facts(
    key="prices", none=(), column=lambda: ArraySubquery(on_sale(OpportunityLine).values("unit_price"))
)
OFFER_CHANGED_AT: Facts[datetime | None] = Facts(
    key="offer_changed_at", none=None, column=lambda: F("offer_changed_at")
)
# The company's zone, by which moments become days.
ZONE: Facts[str] = Facts(
    key="zone",
    none="UTC",
    column=lambda: Coalesce(Subquery(Company.objects.values("time_zone")[:1]), Value("UTC")),
)
WITHOUT = rows_as("without", GoneWithout, lambda: on_sale(WentOnWithout))


def readings_of(opportunity: Opportunity, *, steps: Collection[int] | None = None) -> tuple[GateReading, ...]:
    """How the gates of an opportunity stand, of these step numbers or of all."""
    gates = Gate.objects.filter(step__process_id=opportunity.process_id)
    if steps is not None:
        gates = gates.filter(step__number__in=steps)
    asked = [as_asked(gate) for gate in gates.select_related("step").order_by("step__number", "order")]
    return readings_for({opportunity.id: asked})[opportunity.id]


def readings_for(asked: Mapping[int, Sequence[GateAsked]]) -> dict[int, tuple[GateReading, ...]]:
    """How the gates of many opportunities stand, by the id of each."""
    return read_all(Opportunity, asked, WITHOUT)


def gates_of(way: str) -> "Prefetch[Any]":
    """The gates of the steps to which `way` leads, in their order."""
    return Prefetch(way, Gate.objects.order_by("order"))


def as_asked(gate: Gate) -> GateAsked:
    """A gate as the rules read it."""
    return GateAsked(
        id=gate.id,
        step=gate.step.number,
        condition=gate.condition,
        sentence=gate.sentence,
        settings=gate.settings,
    )
