"""Where is it? For any account and contact, in one line for each sale."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, Subquery

from dugout.our_company.queries import company_zone
from dugout.selling.models import Opportunity, SellingStep
from dugout.selling.queries.facts import current_readings
from dugout.selling.rules.gates import in_words
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where one sale stands, and what the gate of its step still wants."""

    opportunity_id: int
    name: str
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


def where_is_it(account_id: int, *, at: datetime, zone: ZoneInfo | None = None) -> list[Where]:
    """The open sales of an account, and won ones until they are settled.

    One query where there is none; else three however many there are, four when the company's `zone` is not given.
    """
    steps = SellingStep.objects.filter(process_id=OuterRef("process_id")).order_by().values("process_id")
    rows = list(
        Opportunity.objects.filter(account_id=account_id, settled_at=None)
        .filter(Q(outcome=Outcome.OPEN.value) | Q(outcome=Outcome.WON.value))
        .select_related("process", "step", "owner")
        .annotate(of=Subquery(steps.annotate(n=Count("id")).values("n")))
        .order_by("id")
    )
    if not rows:
        return []
    zone = zone or ZoneInfo(company_zone())
    readings, today = current_readings(rows), at.astimezone(zone).date()
    return [
        Where(
            opportunity_id=row.id, name=row.name, process=row.process.name, step=row.step.number, of=row.of,
            step_name=row.step.name, since=row.step_since, since_day=row.step_since.astimezone(zone).date(),
            wants=tuple(one.gate.sentence for one in readings[row.id] if not one.met),
            next_step=row.next_step, next_step_on=row.next_step_on, owner=row.owner.name,
            stalled=is_stalled(
                days_in_step=(today - row.step_since.astimezone(zone).date()).days,
                usual_days=row.step.usual_days, next_step_on=row.next_step_on, today=today,
            ),
        )
        for row in rows
    ]  # fmt: skip
