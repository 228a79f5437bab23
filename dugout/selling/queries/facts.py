"""The facts that gates are read from, for one opportunity or for many in the same number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef

from dugout.accounts.models import ContactRole
from dugout.accounts.terms import WITH_AUTHORITY
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemKind, ItemState
from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.our_company.queries import company_zone
from dugout.selling.models import (
    CommitmentRequest,
    Concern,
    Confirmation,
    Gate,
    NeedMatch,
    Objection,
    Opportunity,
    OpportunityLine,
    WentOnWithout,
)
from dugout.selling.rules.gates import read_gates
from dugout.selling.terms import (
    Answered,
    Commitment,
    ConfirmationKind,
    Confirmed,
    GateAsked,
    GateFacts,
    GateReading,
    NeedFact,
    Outcome,
    Request,
)
from dugout.timeline.models import EntryWithdrawal

THANKS = "thanks"


def readings_of(opportunity: Opportunity, *, steps: Collection[int] | None = None) -> tuple[GateReading, ...]:
    """How the gates of an opportunity stand, of these step numbers or of all.

    Ten queries, 12 when it is won, 13 when settled.
    """
    gates = Gate.objects.filter(step__process_id=opportunity.process_id)
    if steps is not None:
        gates = gates.filter(step__number__in=steps)
    asked = [
        GateAsked(id=gate.id, step=gate.step.number, condition=gate.condition, sentence=gate.sentence)
        for gate in gates.select_related("step").order_by("step__number", "order")
    ]
    facts, reasons = facts_of([opportunity]), _reasons([opportunity.id])
    return read_gates(asked, facts[opportunity.id], reasons[opportunity.id])


def current_readings(opportunities: Collection[Opportunity]) -> dict[int, tuple[GateReading, ...]]:
    """How the gates of each one's present step stand.

    Ten queries however many, 12 when some are won, 13 when settled.
    """
    ids = [row.id for row in opportunities]
    by_step: dict[int, list[GateAsked]] = defaultdict(list)
    steps = {row.step_id for row in opportunities}
    for gate in Gate.objects.filter(step_id__in=steps).select_related("step").order_by("step_id", "order"):
        by_step[gate.step_id].append(
            GateAsked(id=gate.id, step=gate.step.number, condition=gate.condition, sentence=gate.sentence)
        )
    facts, reasons = facts_of(opportunities), _reasons(ids)
    return {row.id: read_gates(by_step[row.step_id], facts[row.id], reasons[row.id]) for row in opportunities}


def facts_of(opportunities: Collection[Opportunity]) -> dict[int, GateFacts]:
    """The facts of each. Eight queries however many, ten when some are won, 11 when settled."""
    ids = [row.id for row in opportunities]
    accounts = {row.account_id for row in opportunities if row.account_id}
    confirmed, needs = _confirmed(ids), _needs(accounts)
    lines = dict(
        OpportunityLine.objects.filter(opportunity_id__in=ids)
        .values_list("opportunity_id")
        .annotate(n=Count("id"))
    )
    matched = _grouped(
        NeedMatch.objects.filter(opportunity_id__in=ids).values_list("opportunity_id", "need_id")
    )
    concerns = _grouped(
        (row.opportunity_id, Answered(text=row.text, answered=bool(row.answer and row.proof)))
        for row in Concern.objects.filter(opportunity_id__in=ids).order_by("id")
    )
    objections = _grouped(
        (row.opportunity_id, Answered(text=row.text, answered=bool(row.answer)))
        for row in Objection.objects.filter(opportunity_id__in=ids).order_by("id")
    )
    requests, authority, thanked = _requests(ids), _authority(accounts), _thanked(opportunities)
    zone = ZoneInfo(company_zone()) if any(row.settled_at for row in opportunities) else None
    return {
        row.id: GateFacts(
            budget=row.budget, currency=row.currency, next_step=row.next_step, next_step_on=row.next_step_on,
            lines=lines.get(row.id, 0), thanked_on=thanked.get(row.id),
            settled_on=_settled_on(row, zone),
            confirmed=confirmed[row.id], needs=needs[row.account_id], with_authority=authority[row.account_id],
            concerns=concerns[row.id], objections=objections[row.id], requests=requests[row.id],
            matched=frozenset(matched[row.id]),
        )
        for row in opportunities
    }  # fmt: skip


def _confirmed(ids: Collection[int]) -> Mapping[int | None, tuple[Any, ...]]:
    rows = Confirmation.objects.filter(opportunity_id__in=ids).select_related("contact").order_by("id")
    return _grouped(
        (
            row.opportunity_id,
            Confirmed(kind=ConfirmationKind(row.kind), contact=row.contact.name, day=row.day),
        )
        for row in rows
    )


def _needs(accounts: Collection[int]) -> Mapping[int | None, tuple[Any, ...]]:
    """Needs that are not dropped, by account."""
    rows = Need.objects.filter(account_id__in=accounts, kind=ItemKind.NEED.value)
    return _grouped(
        (row.account_id, NeedFact(id=row.id, text=row.text, agreed=row.state == ItemState.AGREED))
        for row in rows.exclude(state=ItemState.DROPPED.value).order_by("id")
    )


def _settled_on(row: Opportunity, zone: ZoneInfo | None) -> date | None:
    """The day of the acceptance; what was lost is settled without one."""
    accepted = row.settled_at is not None and row.outcome == Outcome.WON
    return row.settled_at.astimezone(zone).date() if accepted and row.settled_at else None


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int | None, tuple[Any, ...]]:
    found: dict[int | None, tuple[Any, ...]] = defaultdict(tuple)
    for key, value in pairs:
        found[key] += (value,)
    return found


def _requests(ids: Collection[int]) -> Mapping[int | None, tuple[Request, ...]]:
    return _grouped(
        (
            row.opportunity_id,
            Request(
                contact=row.contact.name,
                day=row.day,
                answer=Commitment(row.answer),
                answered_on=row.answered_on,
            ),
        )
        for row in CommitmentRequest.objects.filter(opportunity_id__in=ids)
        .select_related("contact")
        .order_by("id")
    )


def _authority(accounts: Collection[int]) -> Mapping[int | None, tuple[str, ...]]:
    """Contacts who can say yes and are still there, each once."""
    rows = (
        ContactRole.objects.filter(
            contact__account_id__in=accounts,
            contact__left_on=None,
            role__in=[role.value for role in WITH_AUTHORITY],
        )
        .select_related("contact")
        .order_by("contact_id")
    )
    once = {row.contact_id: (row.contact.account_id, row.contact.name) for row in rows}
    return _grouped(once.values())


def _reasons(ids: Collection[int]) -> Mapping[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = WentOnWithout.objects.filter(opportunity_id__in=ids)
    for opportunity_id, gate_id, reason in rows.values_list("opportunity_id", "gate_id", "reason"):
        found[opportunity_id][gate_id] = reason
    return found


def _thanked(opportunities: Collection[Opportunity]) -> dict[int, date]:
    """The first day since the win of an entry to the client with the purpose thanks that stands."""
    won = [row for row in opportunities if row.outcome == Outcome.WON and row.closed_on]
    if not won:
        return {}
    zone = ZoneInfo(company_zone())
    withdrawn = EntryWithdrawal.objects.filter(entry_id=OuterRef("id"))
    rows = (
        Entry.objects.filter(
            account_id__in={row.account_id for row in won},
            purpose=THANKS,
            direction__in=[Direction.FROM_US.value, Direction.TWO_WAY.value],
        )
        .filter(~Exists(withdrawn))
        .order_by("happened_at")
        .values_list("account_id", "happened_at")
    )
    days = _grouped((account_id, moment.astimezone(zone).date()) for account_id, moment in rows)
    found = {}
    for row in won:
        since = [day for day in days[row.account_id] if row.closed_on and day >= row.closed_on]
        if since:
            found[row.id] = since[0]
    return found
