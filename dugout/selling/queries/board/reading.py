"""What is read for a board: the steps of a kind's processes, and the sales that stand on it as cards."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, Func, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dugout.selling.models import Opportunity, SellingStep
from dugout.selling.queries.chosen import Chosen, of_view, on_board
from dugout.selling.queries.facts import gates_of
from dugout.selling.terms import OpportunityKind

MOST_IN_COLUMN = 20
MOST_ON_BOARD = 500
LONGEST_FIRST = ("step_since", "id")
ON_CARD = (
    "id", "version", "name", "account__name", "owner__name", "amount", "currency", "outcome",
    "next_step", "next_step_on", "step_id", "step_since", "step__number", "step__usual_days",
    "post__department__side", "post__department__position__code",
)  # fmt: skip


def read_steps(kind: OpportunityKind) -> list[SellingStep]:
    """The steps of every version of the kind's process by number, with their gates."""
    steps = SellingStep.objects.filter(process__opportunity_kind=kind.value)
    return list(steps.select_related("process").prefetch_related(gates_of("gates")).order_by("number", "id"))


def read_cards(chosen: Chosen) -> list[dict[str, Any]]:
    """The cards by step, who stood longest in it first; `post` is what the owner has on the day."""
    first = _first_of_all(chosen) if chosen.everyones else of_view(on_board(chosen), chosen)
    place = Window(RowNumber(), partition_by=[F("step__number")], order_by=LONGEST_FIRST)
    placed = first.annotate(place=place).filter(place__lte=MOST_IN_COLUMN).order_by("place")
    of_the_day = Q(owner__posts__during__contains=chosen.day)
    return list(
        Opportunity.objects.annotate(post=FilteredRelation("owner__posts", condition=of_the_day))
        .filter(id__in=placed.values("id")[:MOST_ON_BOARD])
        .order_by("step__number", *LONGEST_FIRST)
        .values(*ON_CARD)
    )


def _first_of_all(chosen: Chosen) -> QuerySet[Opportunity]:
    """The first of each step by the step's own index: no more rows are read than stand on the board."""
    standing = of_view(on_board(chosen), chosen).filter(step=OuterRef("id")).order_by(*LONGEST_FIRST)
    first = Func(ArraySubquery(standing.values("id")[:MOST_IN_COLUMN]), function="unnest")
    steps = SellingStep.objects.filter(process__opportunity_kind=chosen.kind.value)
    return Opportunity.objects.filter(id__in=steps.values_list(first))
