"""Opportunities: added, changed, and their team."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.history.parts import changed_values
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day
from dugout.people.models import Person
from dugout.search.parts import keep_name
from dugout.selling.models import Opportunity, OpportunityLine, OpportunityMember, Process, StepMove
from dugout.selling.parts.holding import (
    keep_selling_figures,
    refuse_closed,
    refuse_dead,
    take,
    take_open,
    tell,
    touch,
)
from dugout.selling.queries.opportunities import lines_of
from dugout.selling.rules.amounts import amount_of
from dugout.selling.rules.checks import check_opportunity
from dugout.selling.terms import OpportunityValues
from dugout.values.records import cleaned, columns_of, first_of_each, told_of, values_of
from dugout.values.refused import Missing, Refused

FIXED = "kind"
# What of a won sale may still change, until its last step is closed.
NEXT_STEP = frozenset({"next_step", "next_step_on"})


def add_opportunity(*, account_id: int, values: OpportunityValues, by: Allowed, at: datetime) -> Opportunity:
    """A new opportunity in the first step of its kind's current process. Owned by its maker unless said."""
    values = _as_kept(values)
    with transaction.atomic():
        hold(account_id)
        values = replace(values, owner_id=_owner(values.owner_id or by.person_id))
        process = Process.objects.filter(opportunity_kind=values.kind.value, current=True).first()
        if process is None:
            raise Refused.because("No process is made for this kind.", "Choose another kind.", "kind")
        first = process.steps.earliest("number")
        row = Opportunity.objects.create(
            account_id=account_id, process=process, step=first, step_since=at, made_at=at,
            opened_on=company_day(at), amount=values.amount_typed, **columns_of(values),
        )  # fmt: skip
        StepMove.objects.create(opportunity=row, to_step=first, by_id=by.person_id, at=at)
        keep_selling_figures(account_id, at=at)
        keep_name(kind="opportunity", record_id=row.id, name=row.name)
        tell("opportunity_added", row, by=by, at=at, after=told_of(values))
    return row


def change_opportunity(
    *, opportunity_id: int, values: OpportunityValues, seen: int, by: Allowed, at: datetime
) -> Opportunity:
    """Changes what a person writes on it. Stale when it changed since `seen`; the kind stays.

    Of a won one only the next step may still change, until its last step is closed; of a lost one nothing.
    """
    values = _as_kept(values)
    with transaction.atomic():
        row = take(opportunity_id, seen=seen, yours=told_of(values))
        if values.owner_id in (None, row.owner_id):
            values = replace(values, owner_id=row.owner_id)
        else:
            _owner(values.owner_id)
        was, becomes = changed_values(told_of(values_of(OpportunityValues, row)), told_of(values))
        if not becomes:
            return row
        if FIXED in becomes:
            raise Refused.because("The kind chose the process, and stays.", "Add another sale.", "kind")
        if "currency" in becomes and OpportunityLine.objects.filter(opportunity=row).exists():
            raise Refused.because(
                "The lines of the offer are priced in another currency.", "Take them out first.", "currency"
            )
        if set(becomes) <= NEXT_STEP:
            refuse_dead(row)
        else:
            refuse_closed(row)
        for name, value in columns_of(values).items():
            setattr(row, name, value)
        row.amount = amount_of(lines_of(row), row.amount_typed)
        touch(row, *becomes, "amount")
        keep_selling_figures(row.account_id, at=at)
        if "name" in becomes:
            keep_name(kind="opportunity", record_id=row.id, name=row.name)
        tell("opportunity_changed", row, by=by, at=at, before=was, after=becomes)
    return row


def add_member(*, opportunity_id: int, person_id: int, by: Allowed, at: datetime) -> OpportunityMember:
    """Puts somebody on the team. A second time changes nothing."""
    with transaction.atomic():
        row = take_open(opportunity_id)
        made, is_new = OpportunityMember.objects.get_or_create(
            opportunity=row, person_id=_owner(person_id, "person")
        )
        if is_new:
            _tell_of_member(row, before=None, after=made.person.name, by=by, at=at)
    return made


def remove_member(*, opportunity_id: int, person_id: int, by: Allowed, at: datetime) -> None:
    """Takes somebody off the team. Missing when they are not on it."""
    with transaction.atomic():
        row = take_open(opportunity_id)
        found = (
            OpportunityMember.objects.filter(opportunity=row, person_id=person_id)
            .select_related("person")
            .first()
        )
        if found is None:
            raise Missing.because("They are not on this team.", "Read the sale again.")
        _tell_of_member(row, before=found.person.name, after=None, by=by, at=at)
        found.delete()


def _tell_of_member(
    row: Opportunity, *, before: str | None, after: str | None, by: Allowed, at: datetime
) -> None:
    was, becomes = {"team_member": before}, {"team_member": after}
    tell("opportunity_changed", row, by=by, at=at, before=was, after=becomes)


def _as_kept(values: OpportunityValues) -> OpportunityValues:
    """The values as they are kept. Refused with every problem at once, one of a field."""
    values, problems = cleaned(values)
    if found := first_of_each(*problems, *check_opportunity(values)):
        raise Refused(found)
    return values


def _owner(person_id: int | None, field: str = "owner") -> int:
    if person_id is None or not Person.objects.filter(id=person_id).exists():
        raise Refused.because("There is no such person here.", "Choose one of our people.", field)
    return person_id
