"""What stands on the boards of some people, summed."""

from typing import Any

from django.db.models import Count, F, FloatField, Func, OuterRef, QuerySet, Subquery, Sum, Value

from dugout.selling.models import SellingStep, WentOnWithout
from dugout.selling.models.opportunity import WITHOUT_ACCOUNT
from dugout.selling.queries.chosen import Chosen, of_view, on_board
from dugout.selling.terms import Outcome

# As the index `opportunity_sums` is ordered: it is read once, and nothing is sorted.
GROUP = ("step_id", "currency", "kind", "outcome", "without_account")


def sums_of(chosen: Chosen) -> list[dict[str, Any]]:
    """By kind, currency, step's number and whether without an account: how many, how much, and of that the open.

    `open_seconds` adds up the moments, in seconds since 1970, at which the open ones came to their step.
    """
    rows: QuerySet[Any, Any] = on_board(chosen).annotate(without_account=WITHOUT_ACCOUNT)
    moment = Func(Value("epoch"), F("step_since"), function="date_part", output_field=FloatField())
    number = SellingStep.objects.filter(id=OuterRef("step_id")).values("number")
    groups = (
        rows.order_by().values(*GROUP).annotate(count=Count("*"), total=Sum("amount"), seconds=Sum(moment))
    )
    return [_shown(one) for one in groups.annotate(number=Subquery(number))]


def gone_past(chosen: Chosen, most: int) -> list[tuple[int, str, int]]:
    """The gates that most of the view's sales went past unmet: step's number, sentence, how many."""
    passed = WentOnWithout.objects.filter(opportunity__in=of_view(on_board(chosen), chosen))
    rows = passed.values_list("gate__step__number", "gate__sentence").annotate(count=Count("id"))
    return list(rows.order_by("-count", "gate__step__number", "gate__sentence")[:most])


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    is_open, total = one["outcome"] == Outcome.OPEN, int(one["total"] or 0)
    return {
        **one, "total": total, "open_count": one["count"] * is_open, "open_total": total * is_open,
        "open_seconds": one["seconds"] * is_open,
    }  # fmt: skip
