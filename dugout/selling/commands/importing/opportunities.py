"""Sales of another system: new ones added, changed ones brought up to date. They are history, not work."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.bulk.verdicts import Became, RowDone, refused
from dugout.history.terms import Allowed
from dugout.selling.commands.importing.adding import add_many
from dugout.selling.commands.importing.changing import change_many
from dugout.selling.commands.importing.context import ImportContext, scene_for
from dugout.selling.rules.importing import check_imported
from dugout.selling.terms import OpportunityToImport
from dugout.values.refused import Problem


def import_opportunities(
    *,
    opportunities: Sequence[OpportunityToImport],
    known: Mapping[str, int],
    fields: Collection[str],
    source: str,
    currency: str,
    zone: str,
    zones_before: Collection[str] = (),
    by: Allowed,
    at: datetime,
) -> list[RowDone]:
    """Adds sales as new business, and changes those that are here; what became of each, in order.

    `known` are the sales of ids. A closed one is settled from the start and on no board; an open one stands in its
    step. No hand-off, task or notification starts. `zones_before` are those in which earlier files of the source were
    read: the moments of their days tell a sale that an import closed from one that people closed. A file moves a sale
    on, never back behind where people brought it, and changes nothing of one that people closed. Figures of accounts
    are the caller's to keep, at the end.
    """
    done: dict[int, RowDone] = {}
    with transaction.atomic():
        context = scene_for(
            source=source,
            currency=currency,
            zone=ZoneInfo(zone),
            zones=frozenset({zone, *zones_before}),
            fields=frozenset(fields),
            by=by,
            at=at,
        )
        new: dict[int, OpportunityToImport] = {}
        changed: dict[int, OpportunityToImport] = {}
        for place, one in enumerate(opportunities):
            problems = check_imported(one, today=context.today)
            problems = problems or _check_step(one, context)
            if problems:
                done[place] = refused(*problems)
            elif one.external_id in known:
                changed[place] = one
            else:
                new[place] = one
        ids = add_many(list(new.values()), context)
        done |= {place: RowDone(Became.CREATED, id_) for place, id_ in zip(new, ids, strict=True)}
        done |= change_many(changed, known, context)
    return [done[place] for place in range(len(opportunities))]


def _check_step(one: OpportunityToImport, context: ImportContext) -> tuple[Problem, ...]:
    if one.step and one.step not in context.steps:
        return (
            Problem(
                "stage",
                f"The process has no step {one.step}; its last is {context.last}.",
                "Correct the mapping.",
            ),
        )
    return ()
