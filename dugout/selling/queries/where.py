"""Where is it? For any account and contact, in one line for each sale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count

from dugout.gates.terms import GateReading
from dugout.our_company.rules.periods import day_of
from dugout.selling.models import Opportunity
from dugout.selling.models.opportunity import ON_BOARD
from dugout.selling.queries.facts import as_asked, gates_of, readings_for
from dugout.selling.rules.gates import in_words
from dugout.selling.rules.stalling import is_stalled


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where one sale stands, and what the gate of its step still wants."""

    opportunity_id: int
    name: str
    kind: str
    process: str
    step: int
    of: int
    step_name: str
    since: datetime
    since_day: date
    wants: tuple[str, ...]
    next_step: str
    next_step_on: date | None
    owner: str
    stalled: bool

    @property
    def sentence(self) -> str:
        """Such as: Track Selling, step 3 of 7, since 2 March; wants: ...; next: ...; Tom Okafor."""
        parts = [f"{self.process}, step {self.step} of {self.of}, since {in_words(self.since_day)}"]
        parts.append(f"wants: {', '.join(self.wants)}" if self.wants else "nothing is missing")
        if self.next_step:
            on = f" on {in_words(self.next_step_on)}" if self.next_step_on else ""
            parts.append(f"next: {self.next_step}{on}")
        else:
            parts.append("no next step")
        return "; ".join([*parts, self.owner])


def where_is_it(account_id: int, *, at: datetime, zone: ZoneInfo) -> list[Where]:
    """The open sales of an account, and won ones until they are settled; days are counted in the company's `zone`."""
    rows = Opportunity.objects.filter(ON_BOARD, account=account_id).annotate(of=Count("process__steps"))
    joined = rows.select_related("process", "step", "owner").prefetch_related(gates_of("step__gates"))
    sales = list(joined.order_by("id"))
    readings = readings_for({sale.id: [as_asked(gate) for gate in sale.step.gates.all()] for sale in sales})
    today = day_of(at, zone)
    return [
        _where(sale, sale.of, readings[sale.id], since_day=day_of(sale.step_since, zone), today=today)
        for sale in sales
    ]


def _where(
    sale: Opportunity, of: int, readings: Iterable[GateReading], *, since_day: date, today: date
) -> Where:
    return Where(
        opportunity_id=sale.id,
        name=sale.name,
        kind=sale.kind,
        process=sale.process.name,
        step=sale.step.number,
        of=of,
        step_name=sale.step.name,
        since=sale.step_since,
        since_day=since_day,
        wants=tuple(one.gate.sentence for one in readings if not one.met),
        next_step=sale.next_step,
        next_step_on=sale.next_step_on,
        owner=sale.owner.name,
        stalled=is_stalled(
            days_in_step=(today - since_day).days,
            usual_days=sale.step.usual_days,
            next_step_on=sale.next_step_on,
            today=today,
        ),
    )
