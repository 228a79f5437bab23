"""New sales, by COPY: the sale, its line, and what history tells of it. No move: nobody moved it here."""

from collections.abc import Sequence
from typing import Any

from dugout.bulk.copying import copy_rows, new_ids
from dugout.history.parts import record_many
from dugout.history.terms import ManyChanged
from dugout.search.parts import add_names
from dugout.selling.commands.importing.context import ImportContext
from dugout.selling.models import Opportunity, OpportunityLine
from dugout.selling.terms import OpportunityKind, OpportunityToImport, Outcome

CAME_BY = "import"
FIELDS = (
    "id", "account_id", "name", "process_id", "step_id", "step_since", "owner_id", "currency", "amount",
    "amount_typed", "came_by", "outcome", "closed_on", "lost_reason", "settled_at", "opened_on", "made_at",
    "external_source", "external_id",
)  # fmt: skip


def add_many(new: Sequence[OpportunityToImport], context: ImportContext) -> list[int]:
    """Writes them, and returns their ids in the same order."""
    if not new:
        return []
    rows = list(zip(new_ids(Opportunity, len(new)), new, strict=True))
    copy_rows(Opportunity, FIELDS, (_row(id_, one, context) for id_, one in rows))
    copy_rows(
        OpportunityLine,
        ("opportunity_id", "product_id", "quantity", "unit_price"),
        ((id_, one.product_id, 1, one.value) for id_, one in rows if one.product_id is not None),
    )
    if context.names_sales:
        add_names(kind="opportunity", names=((id_, one.name, "") for id_, one in rows))
    _tell(rows, context)
    return [id_ for id_, _ in rows]


def _row(id_: int, one: OpportunityToImport, context: ImportContext) -> tuple[Any, ...]:
    closed_at = context.closed_at(one)
    return (
        id_, one.account_id, one.name, context.process_id, context.steps[context.step_of(one)],
        closed_at or context.opened_at(one), one.owner_id, context.currency, one.value,
        None if one.product_id else one.value, CAME_BY, one.outcome.value, one.closed_on,
        one.reason if one.outcome in (Outcome.LOST, Outcome.ABANDONED) else "", closed_at, one.opened_on, context.at,
        context.source, one.external_id,
    )  # fmt: skip


def _tell(rows: Sequence[tuple[int, OpportunityToImport]], context: ImportContext) -> None:
    """One entry for each: that it was added, or how it ended, on the day on which that happened."""
    added = [(id_, one) for id_, one in rows if one.outcome is Outcome.OPEN]
    if added:
        record_many(
            kind="opportunity_added",
            by=context.by,
            at=context.at,
            subject_kind="opportunity",
            changes=(
                ManyChanged(id_, one.account_id, None, _told(one, context), context.opened_at(one))
                for id_, one in added
            ),
        )
    tell_closed(rows, context)


def tell_closed(rows: Sequence[tuple[int, OpportunityToImport]], context: ImportContext) -> None:
    """One entry for each that is closed, on the day it closed."""
    for outcome in (Outcome.WON, Outcome.LOST, Outcome.ABANDONED):
        closed = [(id_, one) for id_, one in rows if one.outcome is outcome]
        if closed:
            record_many(
                kind=f"opportunity_{outcome.value}",
                by=context.by,
                at=context.at,
                subject_kind="opportunity",
                changes=(
                    ManyChanged(
                        id_,
                        one.account_id,
                        None,
                        _told(one, context),
                        context.closed_at(one),
                        "" if outcome is Outcome.WON else one.reason,
                    )
                    for id_, one in closed
                ),
            )


def _told(one: OpportunityToImport, context: ImportContext) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": OpportunityKind.NEW_BUSINESS.value,
        "owner_id": one.owner_id,
        "currency": context.currency,
        "amount": one.value,
        "came_by": CAME_BY,
        "step": context.step_of(one),
        "opened_on": one.opened_on.isoformat() if one.opened_on else None,
        "day": one.closed_on.isoformat() if one.closed_on else None,
    }
