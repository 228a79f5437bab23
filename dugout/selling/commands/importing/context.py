"""What every sale of one import has in common."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day
from dugout.selling.models import Process
from dugout.selling.rules.importing import beginning_of
from dugout.selling.terms import OpportunityKind, OpportunityToImport, Outcome
from dugout.values.refused import Refused


@dataclass(frozen=True, kw_only=True)
class ImportContext:
    """The process of new business with its steps by number, what the file knows, by whom, when and whence it comes."""

    source: str
    currency: str
    zone: ZoneInfo
    zones: frozenset[str]
    today: date
    process_id: int
    steps: dict[int, int]
    fields: frozenset[str]
    by: Allowed
    at: datetime

    @property
    def names_sales(self) -> bool:
        """Whether the file gives sales names by which they can be found. A name made of product and account would only
        repeat the account's in the search, a hundred times.
        """
        return "name" in self.fields

    @cached_property
    def last(self) -> int:
        return max(self.steps)

    def step_of(self, one: OpportunityToImport) -> int:
        """The number of its step: of a won one the last; of another the first where the file knows none."""
        return self.last if one.outcome is Outcome.WON else one.step or min(self.steps)

    def opened_at(self, one: OpportunityToImport) -> datetime:
        day = one.opened_on or one.closed_on
        return beginning_of(day, self.zone) if day else self.at

    def begins(self, day: date | None, moment: datetime | None) -> bool:
        """Whether an import of the source, in whatever zone it read days, wrote this moment for that day."""
        return day is not None and any(beginning_of(day, ZoneInfo(zone)) == moment for zone in self.zones)

    def closed_at(self, one: OpportunityToImport) -> datetime | None:
        return beginning_of(one.closed_on, self.zone) if one.closed_on else None


def scene_for(
    *,
    source: str,
    currency: str,
    zone: ZoneInfo,
    zones: frozenset[str],
    fields: frozenset[str],
    by: Allowed,
    at: datetime,
) -> ImportContext:
    """The context of one chunk. Refused where no process is made for new business."""
    process = Process.objects.filter(
        opportunity_kind=OpportunityKind.NEW_BUSINESS.value, current=True
    ).first()
    if process is None:
        raise Refused.because("No process is made for new business.", "Make one, then import again.")
    return ImportContext(
        source=source,
        currency=currency,
        zone=zone,
        zones=zones,
        today=company_day(at),
        process_id=process.id,
        fields=fields,
        steps=dict(process.steps.values_list("number", "id")),
        by=by,
        at=at,
    )
