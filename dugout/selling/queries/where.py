"""Where is it? For any account and contact, in one line for each sale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dugout.gates.terms import GateAsked, GateReading
from dugout.our_company.queries import company_zone
from dugout.selling.queries.facts import readings_for
from dugout.selling.rules.gates import in_words
from dugout.selling.rules.stalling import is_stalled
from dugout.statements import ask_for_records


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


# One row for each open sale of an account, and for each won one until it is settled.
SQL = """
select o.id, o.name, o.kind, p.name as process, s.number as step, s.name as step_name, s.usual_days, o.step_since,
  w.name as owner,
  (select count(*) from dugout_sellingstep t where t.process_id = o.process_id) as of,
  (select json_agg(json_build_array(g.id, g.condition, g.sentence, g.settings) order by g."order")
     from dugout_gate g where g.step_id = o.step_id) as gates,
  o.next_step, o.next_step_on
from dugout_opportunity o
join dugout_process p on p.id = o.process_id
join dugout_sellingstep s on s.id = o.step_id
join dugout_person w on w.id = o.owner_id
where o.account_id = %s and o.settled_at is null and o.outcome in ('open', 'won')
order by o.id"""


def where_is_it(account_id: int, *, at: datetime, zone: ZoneInfo | None = None) -> list[Where]:
    """The open sales of an account, and won ones until they are settled."""
    zone = zone or ZoneInfo(company_zone())
    rows = ask_for_records(SQL, [account_id])
    readings = readings_for({row["id"]: _asked(row) for row in rows})
    today = at.astimezone(zone).date()
    return [_where(row, readings[row["id"]], today=today, zone=zone) for row in rows]


def _asked(row: Mapping[str, Any]) -> list[GateAsked]:
    return [
        GateAsked(id=key, step=row["step"], condition=condition, sentence=sentence, settings=settings)
        for key, condition, sentence, settings in row["gates"] or ()
    ]


def _where(row: Mapping[str, Any], readings: Sequence[GateReading], *, today: date, zone: ZoneInfo) -> Where:
    since_day = row["step_since"].astimezone(zone).date()
    return Where(
        opportunity_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        process=row["process"],
        step=row["step"],
        of=row["of"],
        step_name=row["step_name"],
        since=row["step_since"],
        since_day=since_day,
        wants=tuple(one.gate.sentence for one in readings if not one.met),
        next_step=row["next_step"],
        next_step_on=row["next_step_on"],
        owner=row["owner"],
        stalled=is_stalled(
            days_in_step=(today - since_day).days,
            usual_days=row["usual_days"],
            next_step_on=row["next_step_on"],
            today=today,
        ),
    )
