"""What stands on the boards of some people, summed."""

from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Model,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Extract

from dugout.selling.models import PassTally, SaleTally, WentOnWithout
from dugout.selling.queries.chosen import ON_BOARD, Chosen, of_owners, of_view, on_board
from dugout.selling.terms import Outcome


def summed(chosen: Chosen) -> QuerySet[Any, dict[str, Any]]:
    """By kind, currency, step's number and whether without an account: how many, how much. No query yet.

    `open_seconds` adds up the moments, in seconds since 1970, at which the open ones came to their step.
    """
    is_open = Q(outcome=Outcome.OPEN.value)
    groups = _rows(chosen).values("kind", "currency", "without_account", number=F("step__number"))
    found: QuerySet[Any, dict[str, Any]] = groups.annotate(
        count=Sum("sales"), total=Sum("amount"),
        open_count=Sum("sales", filter=is_open), open_total=Sum("amount", filter=is_open),
        open_seconds=Sum("seconds", filter=is_open),
    ).filter(count__gt=0).order_by()  # fmt: skip
    return found


def gone_past(chosen: Chosen, most: int) -> QuerySet[Any, dict[str, Any]]:
    """The gates that most of the view's sales went past unmet: step's number, sentence, how many. No query yet."""
    rows: Any
    if chosen.mine:
        rows = WentOnWithout.objects.filter(opportunity__in=of_view(on_board(chosen), chosen))
        count: Aggregate = Count("id")
    else:
        kept = PassTally.objects.filter(kind=chosen.kind.value, without_account=chosen.without_account)
        rows, count = of_owners(kept, chosen), Sum("sales")
    rows = rows.values(number=F("gate__step__number"), sentence=F("gate__sentence")).annotate(count=count)
    found: QuerySet[Any, dict[str, Any]] = rows.filter(count__gt=0).order_by("-count", "number", "sentence")
    return found[:most]


def _rows(chosen: Chosen) -> QuerySet[Any]:
    """What is kept of all sales; one's own and those of one's teams are few, and read themselves."""
    if chosen.mine:
        nobodys = ExpressionWrapper(Q(account=None), output_field=BooleanField())
        return on_board(chosen).annotate(
            without_account=nobodys, sales=Value(1), seconds=Extract("step_since", "epoch")
        )
    kept: QuerySet[Model] = SaleTally.objects.filter(settled=False, outcome__in=ON_BOARD)
    return of_owners(kept, chosen)
