"""Sales that are here already, brought to what a file says of them now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dugout.bulk.copying import change_rows, copy_rows
from dugout.bulk.verdicts import Became, RowDone, refused
from dugout.history.parts import changed_values, record_many
from dugout.history.terms import ManyChanged
from dugout.search.parts import keep_names
from dugout.selling.commands.importing.adding import tell_closed
from dugout.selling.commands.importing.context import ImportContext
from dugout.selling.models import Opportunity, OpportunityLine, StepMove
from dugout.selling.rules.importing import beginning_of, check_change
from dugout.selling.terms import OpportunityToImport, Outcome
from dugout.values.refused import Problem

WRITTEN = (
    "name", "account_id", "owner_id", "opened_on", "amount", "amount_typed", "outcome", "closed_on", "lost_reason",
    "settled_at", "step_id", "step_since", "offer_changed_at", "currency",
)  # fmt: skip
# What an entry tells as changed; the closing has an entry of its own.
TOLD = (
    "name",
    "account_id",
    "owner_id",
    "opened_on",
    "amount",
    "currency",
    "closed_on",
    "step",
    "step_since",
)


@dataclass(frozen=True, kw_only=True)
class ChangedSale:
    """One sale, what it becomes, and what the entry says of it."""

    row: Opportunity
    one: OpportunityToImport
    closes: bool
    line: OpportunityLine | None
    rewrites_line: bool
    was: dict[str, Any]
    becomes: dict[str, Any]


def change_many(
    changed: Mapping[int, OpportunityToImport], known: Mapping[str, int], context: ImportContext
) -> dict[int, RowDone]:
    """Writes what differs; what became of each, by its place."""
    if not changed:
        return {}
    ids = [known[one.external_id] for one in changed.values()]
    held = Opportunity.objects.select_for_update(no_key=True).order_by("id").in_bulk(ids)
    lines: defaultdict[int, list[OpportunityLine]] = defaultdict(list)
    for line in OpportunityLine.objects.filter(opportunity_id__in=ids).order_by("id"):
        lines[line.opportunity_id].append(line)
    done: dict[int, RowDone] = {}
    changes = []
    for place, one in changed.items():
        row = held[known[one.external_id]]
        found = _change(row, one, lines[row.id], context)
        if isinstance(found, Problem):
            done[place] = refused(found)
        else:
            done[place] = RowDone(Became.UPDATED if found else Became.UNCHANGED, row.id)
            changes += [found] if found else []
    if changes:
        _write(changes, context)
    return done


def _change(
    row: Opportunity,
    one: OpportunityToImport,
    lines: Sequence[OpportunityLine],
    context: ImportContext,
) -> ChangedSale | Problem | None:
    outcome = Outcome(row.outcome)
    ours = not lines or (len(lines) == 1 and _is_imported(lines[0]))
    by_people = row.closed_on is not None and not context.begins(row.closed_on, row.settled_at)
    problem = check_change(
        one, outcome=outcome, closed_on=row.closed_on, by_people=by_people, offer_is_ours=ours
    )
    if problem is not None:
        return problem
    numbers = {id_: number for number, id_ in context.steps.items()}
    before = {name: getattr(row, name) for name in TOLD if name != "step"} | {
        "step": numbers.get(row.step_id)
    }
    after = _wanted(row, one, context, before, ours=ours)
    line = lines[0] if lines else None
    rewrites = ours and one.product_id is not None and (
        line is None or (line.product_id, line.unit_price) != (one.product_id, one.value)
    )  # fmt: skip
    if rewrites and (line is None or line.product_id != one.product_id):
        before["product_id"], after["product_id"] = line.product_id if line else None, one.product_id
    reason_changes = one.outcome in (Outcome.LOST, Outcome.ABANDONED) and row.lost_reason != one.reason
    was, becomes = changed_values(before, after)
    closes = outcome is Outcome.OPEN and one.outcome is not Outcome.OPEN
    if not (becomes or closes or rewrites or reason_changes):
        return None
    return ChangedSale(
        row=row, one=one, closes=closes, line=line, rewrites_line=rewrites, was=was, becomes=becomes
    )


def _wanted(
    row: Opportunity,
    one: OpportunityToImport,
    context: ImportContext,
    before: Mapping[str, Any],
    *,
    ours: bool,
) -> dict[str, Any]:
    """What the file says, where it says something: an account or a day that is known here is not forgotten."""
    ahead = max(context.step_of(one), before["step"] or 0)
    return {
        "name": one.name if context.names_sales else row.name,
        "account_id": one.account_id or row.account_id,
        "owner_id": one.owner_id,
        "opened_on": one.opened_on or row.opened_on,
        "amount": one.value if ours else row.amount,
        "currency": context.currency if ours else row.currency,
        "step_since": _step_since(row, one, context),
        "closed_on": one.closed_on if one.outcome is not Outcome.OPEN else None,
        "step": ahead if one.outcome is Outcome.OPEN or one.outcome is Outcome.WON else before["step"],
    }


def _step_since(row: Opportunity, one: OpportunityToImport, context: ImportContext) -> datetime:
    """Since when it is in its step: of a day that the file still names, by the zone in which it is read now."""
    day, said = (row.closed_on, one.closed_on) if row.closed_on else (row.opened_on, one.opened_on)
    of_the_file = day is not None and day == said and context.begins(day, row.step_since)
    return beginning_of(day, context.zone) if day and of_the_file else row.step_since


def _is_imported(line: OpportunityLine) -> bool:
    return line.quantity == 1 and not line.discount_bp and not line.recurring


def _write(changes: Sequence[ChangedSale], context: ImportContext) -> None:
    by, at = context.by, context.at
    change_rows(
        Opportunity,
        (*WRITTEN, "version"),
        (
            (change.row.id, *(values[name] for name in WRITTEN), change.row.version + 1)
            for change in changes
            for values in [_values(change, context)]
        ),
    )
    renamed = [change for change in changes if "name" in change.becomes]
    keep_names(kind="opportunity", names=((change.row.id, change.one.name, "") for change in renamed))
    _write_lines([change for change in changes if change.rewrites_line])
    copy_rows(
        StepMove,
        ("opportunity_id", "from_step_id", "to_step_id", "by_id", "at"),
        (
            (one.row.id, one.row.step_id, context.steps[one.becomes["step"]], by.person_id, at)
            for one in changes
            if "step" in one.becomes
        ),
    )
    record_many(
        kind="opportunity_changed",
        by=by,
        at=at,
        subject_kind="opportunity",
        changes=(
            ManyChanged(
                change.row.id,
                change.becomes.get("account_id") or change.row.account_id,
                _plain(change.was),
                {"name": change.one.name, **_plain(change.becomes)},
            )
            for change in changes
            if change.becomes
        ),
    )
    tell_closed([(change.row.id, change.one) for change in changes if change.closes], context)


def _write_lines(rewritten: Sequence[ChangedSale]) -> None:
    change_rows(
        OpportunityLine,
        ("product_id", "unit_price"),
        ((one.line.id, one.one.product_id, one.one.value) for one in rewritten if one.line),
    )
    copy_rows(
        OpportunityLine,
        ("opportunity_id", "product_id", "quantity", "unit_price"),
        ((one.row.id, one.one.product_id, 1, one.one.value) for one in rewritten if not one.line),
    )


def _values(change: ChangedSale, context: ImportContext) -> dict[str, Any]:
    row, one, becomes = change.row, change.one, change.becomes
    values = {name: becomes.get(name, getattr(row, name)) for name in WRITTEN}
    closed_at = context.closed_at(one)
    values["outcome"] = one.outcome.value
    values["settled_at"] = closed_at
    values["lost_reason"] = one.reason if one.outcome in (Outcome.LOST, Outcome.ABANDONED) else ""
    if change.rewrites_line or "currency" in becomes:
        values["offer_changed_at"] = context.at
    values["amount_typed"] = row.amount_typed if change.line or one.product_id else values["amount"]
    if "step" in becomes:
        values["step_id"] = context.steps[becomes["step"]]
        values["step_since"] = closed_at or context.at
    return values


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}
