"""The facts that gates are read from: one statement, for one opportunity or for many."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from dugout.accounts.terms import WITH_AUTHORITY
from dugout.history.terms import Direction
from dugout.our_company.rules.periods import day_of
from dugout.selling.models import Gate, Opportunity
from dugout.selling.rules.gates import read_gates, thanked_on
from dugout.selling.terms import (
    Answered,
    Commitment,
    ConfirmationKind,
    Confirmed,
    GateAsked,
    GateFacts,
    GateReading,
    NeedFact,
    Request,
    Thanks,
)
from dugout.timeline.terms import LOGGED_KIND

# Words of ours, not of anybody who asks.
CONTACT = "btrim(k.given_name || ' ' || k.family_name)"
AUTHORITY = ", ".join(sorted(f"'{role.value}'" for role in WITH_AUTHORITY))
# The columns of an opportunity `o` that `facts_in` reads. No rule stands here: only which records there are.
FACT_COLUMNS = f"""
  o.budget, o.currency, o.next_step, o.next_step_on, o.offer_changed_at,
  case when o.outcome = 'won' then o.closed_on end as won_on,
  (select count(*) from dugout_opportunityline l where l.opportunity_id = o.id) as lines,
  (select count(*) from dugout_opportunityline l
    where l.opportunity_id = o.id and l.unit_price is null) as unpriced,
  (select json_agg(json_build_array(c.kind, {CONTACT}, c.day, c.at) order by c.id)
     from dugout_confirmation c join dugout_contact k on k.id = c.contact_id
    where c.opportunity_id = o.id) as confirmed,
  (select json_agg(json_build_array(n.id, n.text, n.state = 'agreed') order by n.id) from dugout_need n
    where n.account_id = o.account_id and n.kind = 'need' and n.state <> 'dropped') as needs,
  (select json_agg({CONTACT} order by k.id) from dugout_contact k
    where k.account_id = o.account_id and k.left_on is null and exists (
      select 1 from dugout_contactrole r
       where r.contact_id = k.id and r.role in ({AUTHORITY}))) as with_authority,
  (select json_agg(json_build_array(c.text, c.answer <> '' and c.proof <> '') order by c.id)
     from dugout_concern c where c.opportunity_id = o.id) as concerns,
  (select json_agg(json_build_array(j.text, j.answer <> '') order by j.id)
     from dugout_objection j where j.opportunity_id = o.id) as objections,
  (select json_agg(json_build_array(
       {CONTACT}, q.day, q.answer, q.answered_on) order by q.id)
     from dugout_commitmentrequest q join dugout_contact k on k.id = q.contact_id
    where q.opportunity_id = o.id) as requests,
  (select json_agg(m.need_id) from dugout_needmatch m where m.opportunity_id = o.id) as matched,
  (select json_agg(json_build_array(w.gate_id, w.reason))
     from dugout_wentonwithout w where w.opportunity_id = o.id) as without,
  case when o.outcome = 'won' then o.settled_at end as settled_at,
  case when o.outcome = 'won' then (
    select json_agg(json_build_array(e.kind, e.direction, e.happened_at)) from dugout_entry e
     where e.account_id = o.account_id and e.purpose = 'thanks'
       and exists (select 1 from dugout_entrycontact t where t.entry_id = e.id)
       and not exists (select 1 from dugout_entrywithdrawal w where w.entry_id = e.id)) end as thanks,
  (select time_zone from dugout_company limit 1) as days_in
"""


def readings_of(opportunity: Opportunity, *, steps: Collection[int] | None = None) -> tuple[GateReading, ...]:
    """How the gates of an opportunity stand, of these step numbers or of all. Two queries."""
    gates = Gate.objects.filter(step__process_id=opportunity.process_id)
    if steps is not None:
        gates = gates.filter(step__number__in=steps)
    asked = [as_asked(gate) for gate in gates.select_related("step").order_by("step__number", "order")]
    record = _records([opportunity.id])[opportunity.id]
    return read_gates(asked, facts_in(record), reasons_in(record))


def current_readings(opportunities: Collection[Opportunity]) -> dict[int, tuple[GateReading, ...]]:
    """How the gates of each one's present step stand. Two queries however many."""
    by_step: dict[int, list[GateAsked]] = defaultdict(list)
    steps = {row.step_id for row in opportunities}
    for gate in Gate.objects.filter(step_id__in=steps).select_related("step").order_by("step_id", "order"):
        by_step[gate.step_id].append(as_asked(gate))
    records = _records([row.id for row in opportunities])
    return {
        row.id: read_gates(by_step[row.step_id], facts_in(records[row.id]), reasons_in(records[row.id]))
        for row in opportunities
    }


def as_asked(gate: Gate) -> GateAsked:
    """A gate as the rules read it. No query when its step is there."""
    return GateAsked(id=gate.id, step=gate.step.number, condition=gate.condition, sentence=gate.sentence)


def facts_of(opportunities: Collection[Opportunity]) -> dict[int, GateFacts]:
    """The facts of each. One query however many."""
    return {key: facts_in(record) for key, record in _records([row.id for row in opportunities]).items()}


def facts_in(record: Mapping[str, Any]) -> GateFacts:
    """The facts in a row that was read with FACT_COLUMNS."""
    zone, settled_at = record["days_in"] or "UTC", record["settled_at"]
    return GateFacts(
        budget=record["budget"],
        currency=record["currency"],
        next_step=record["next_step"],
        next_step_on=record["next_step_on"],
        lines=record["lines"],
        unpriced=record["unpriced"],
        offer_changed_at=record["offer_changed_at"],
        won_on=record["won_on"],
        settled_on=day_of(settled_at, zone) if settled_at else None,
        thanked_on=thanked_on(_thanks(record, zone), won_on=record["won_on"]),
        confirmed=tuple(
            Confirmed(
                kind=ConfirmationKind(kind),
                contact=contact,
                day=date.fromisoformat(day),
                at=datetime.fromisoformat(at),
            )
            for kind, contact, day, at in record["confirmed"] or ()
        ),
        needs=tuple(
            NeedFact(id=key, text=text, agreed=agreed) for key, text, agreed in record["needs"] or ()
        ),
        with_authority=tuple(record["with_authority"] or ()),
        concerns=tuple(Answered(text=text, answered=done) for text, done in record["concerns"] or ()),
        objections=tuple(Answered(text=text, answered=done) for text, done in record["objections"] or ()),
        requests=tuple(
            Request(
                contact=contact,
                day=date.fromisoformat(day),
                answer=Commitment(answer),
                answered_on=date.fromisoformat(answered_on) if answered_on else None,
            )
            for contact, day, answer, answered_on in record["requests"] or ()
        ),
        matched=frozenset(record["matched"] or ()),
    )


def _thanks(record: Mapping[str, Any], zone: str) -> Iterator[Thanks]:
    for kind, direction, at in record["thanks"] or ():
        if kind in LOGGED_KIND:
            yield Thanks(
                direction=Direction(direction),
                usual_direction=LOGGED_KIND[kind].direction,
                day=day_of(datetime.fromisoformat(at), zone),
            )


def reasons_in(record: Mapping[str, Any]) -> dict[int, str]:
    """Why somebody went on without, by gate id, in a row that was read with FACT_COLUMNS."""
    return dict(record["without"] or ())


def read_records(sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows of a statement by column name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _records(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    sql = f"select o.id, {FACT_COLUMNS} from dugout_opportunity o where o.id = any(%s)"
    return {row["id"]: row for row in read_records(sql, [list(ids)])}
