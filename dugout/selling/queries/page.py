"""One sale as its page shows it: the steps with their gates, and everything that was written down."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.db.models import Q

from dugout.client_document.models import Need
from dugout.client_document.terms import ItemKind, ItemState
from dugout.gates.terms import GateReading
from dugout.selling.models import NeedMatch, Opportunity, SellingStep, WentOnWithout
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.opportunities import Written, written_on
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import EVIDENCE, Evidence, Listed, Shown

# A need with the line that meets it; without one, a need that still waits for its line.
type_of_needs = tuple[tuple[Need, NeedMatch | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step of its process, with how each gate stands."""

    number: int
    name: str
    purpose: str
    questions: tuple[str, ...]
    usual_days: int
    commits: bool
    gates: tuple[GateReading, ...]

    @property
    def open(self) -> tuple[GateReading, ...]:
        """The gates that still hold it back."""
        return tuple(one for one in self.gates if one.open)

    @property
    def met(self) -> int:
        return sum(one.met for one in self.gates)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidShown:
    """The records of one kind of evidence, by the id of each."""

    kind: Evidence
    listed: Listed
    rows: tuple[tuple[int, Shown], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePage:
    """Everything on the page of a sale. `today` is the day of the company's zone."""

    sale: Opportunity
    today: date
    since: date
    stalled: bool
    steps: tuple[StepShown, ...]
    written: Written
    without: tuple[WentOnWithout, ...]
    needs: type_of_needs

    @property
    def said(self) -> tuple[SaidShown, ...]:
        """What was written down of each kind of evidence that has a list of its own."""
        return tuple(
            _said(kind, kind.listed, self.written) for kind in EVIDENCE.values() if kind.listed is not None
        )

    @property
    def step(self) -> StepShown:
        """The step in which it stands."""
        return next(one for one in self.steps if one.number == self.sale.step.number)

    @property
    def following(self) -> StepShown | None:
        return next((one for one in self.steps if one.number == self.sale.step.number + 1), None)

    @property
    def earlier(self) -> StepShown | None:
        return next((one for one in self.steps if one.number == self.sale.step.number - 1), None)

    @property
    def days(self) -> int:
        """How long it has stood in its step."""
        return (self.today - self.since).days

    @property
    def is_open(self) -> bool:
        return self.sale.outcome == "open"

    @property
    def is_living(self) -> bool:
        """Open, or won and its last step not closed: what gates ask for may still be written down."""
        return self.sale.settled_at is None and self.sale.outcome in ("open", "won")


def sale_page(sale: Opportunity, *, at: datetime, zone: ZoneInfo) -> SalePage:
    """The page of a sale that was read with its process, step, account and owner, by the company's `zone`."""
    today, since = at.astimezone(zone).date(), sale.step_since.astimezone(zone).date()
    written = written_on(sale.id)
    passed = WentOnWithout.objects.filter(opportunity=sale).select_related("gate__step", "by")
    return SalePage(
        sale=sale,
        today=today,
        since=since,
        stalled=sale.outcome == "open" and is_stalled(
            days_in_step=(today - since).days, usual_days=sale.step.usual_days,
            next_step_on=sale.next_step_on, today=today,
        ),
        steps=_steps(sale),
        written=written,
        without=tuple(passed.order_by("gate__step__number", "gate__order")),
        needs=_needs(sale, written.said["need_match"]),
    )  # fmt: skip


def _steps(sale: Opportunity) -> tuple[StepShown, ...]:
    readings = readings_of(sale)
    return tuple(
        StepShown(
            number=step.number,
            name=step.name,
            purpose=step.purpose,
            questions=tuple(step.questions),
            usual_days=step.usual_days,
            commits=step.commits,
            gates=tuple(one for one in readings if one.gate.step == step.number),
        )
        for step in SellingStep.objects.filter(process_id=sale.process_id).order_by("number")
    )


def _said(kind: Evidence, listed: Listed, written: Written) -> SaidShown:
    rows = sorted(written.said[kind.key], key=attrgetter(*listed.order))
    return SaidShown(kind=kind, listed=listed, rows=tuple((row.id, listed.row(row)) for row in rows))


def _needs(sale: Opportunity, matches: tuple[NeedMatch, ...]) -> type_of_needs:
    """The account's needs that are open or agreed or were matched, each with every line that meets it."""
    lines: dict[int, list[NeedMatch]] = defaultdict(list)
    for match in matches:
        lines[match.need_id].append(match)
    living = Q(state__in=[ItemState.OPEN.value, ItemState.AGREED.value])
    needs = Need.objects.filter(living | Q(id__in=lines), account=sale.account, kind=ItemKind.NEED.value)
    return tuple((need, match) for need in needs.order_by("id") for match in lines.get(need.id, (None,)))
