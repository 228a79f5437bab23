"""How many sales and how much, by who sold them, where, what, when and how far they are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from django.db.models import CharField, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Concat

from dugout.selling.models import Opportunity, OpportunityLine, SaleTally
from dugout.selling.rules.amounts import line_amount
from dugout.selling.terms import LineValues, Outcome


class By(StrEnum):
    """What totals are grouped by."""

    AGENT = "agent"
    MANAGER = "manager"
    OFFICE = "office"
    PRODUCT = "product"
    QUARTER = "quarter"
    STEP = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sales of one group in one currency. Amount in minor units; one that is not known adds nothing.

    `key` is the group's id, of a quarter its name; None gathers what belongs to none.
    """

    key: str | None
    name: str
    count: int
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """The columns by which sales are grouped: a key with its name, and what groups are ordered by if not the name."""

    key: str
    name: str | Concat
    order: tuple[str, ...] = ("group_name", "group_key")


GROUPINGS = {
    By.AGENT: Grouping("owner_id", "owner__name"),
    By.MANAGER: Grouping("post__reports_to_id", "post__reports_to__name"),
    By.OFFICE: Grouping("post__location_id", "post__location__name"),
    By.STEP: Grouping(
        "step_id",
        Concat(
            "step__process__name", Value(", "), "step__number", Value(" "), "step__name",
            output_field=CharField(),
        ),
        ("step__process_id", "step__number"),
    ),
}  # fmt: skip


def totals(*, by: By, outcome: Outcome | None, day: date) -> list[Total]:
    """The sales of an outcome, or all, in groups by name.

    Agent is the owner; manager and office are those of the owner's post on `day`. A sale of several products
    counts with each. A quarter is a calendar quarter of the closing day.
    """
    only = {"outcome": outcome.value} if outcome else {}
    if by is By.PRODUCT:
        return _by_product(Opportunity.objects.filter(**only))
    if by is By.QUARTER:
        return _by_quarter(Opportunity.objects.filter(**only))
    group = GROUPINGS[by]
    name = F(group.name) if isinstance(group.name, str) else group.name
    post = FilteredRelation("owner__posts", condition=Q(owner__posts__during__contains=day))
    rows = (
        SaleTally.objects.filter(**only).annotate(post=post).annotate(group_key=F(group.key), group_name=name)
    )
    found = rows.values_list("group_key", "group_name", "currency").annotate(
        count=Sum("sales"), total=Sum("amount")
    )
    return [
        _total(key, name, currency, count, total)
        for key, name, currency, count, total in found.filter(count__gt=0).order_by(*group.order, "currency")
    ]


def _by_quarter(sales: QuerySet[Opportunity]) -> list[Total]:
    found = sales.values_list("closed_on__year", "closed_on__quarter", "currency").annotate(
        count=Count("id"), total=Sum("amount")
    )
    rows = []
    for year, quarter, currency, count, total in found.order_by(
        "closed_on__year", "closed_on__quarter", "currency"
    ):
        name = f"{year}-Q{quarter}" if year else None
        rows.append(_total(name, name, currency, count, total))
    return rows


LINE = ("quantity", "unit_price", "discount_bp", "term_months")


def _by_product(sales: QuerySet[Opportunity]) -> list[Total]:
    """What each product brings to a sale: the whole amount where it is the only one, else its lines.

    An imported amount is not that of its list price, so it is never taken from a line.
    """
    counts: dict[tuple[str, int | None, str], int] = defaultdict(int)
    sums: dict[tuple[str, int | None, str], int] = defaultdict(int)
    lines = OpportunityLine.objects.filter(opportunity__in=sales).order_by("opportunity_id", "id")
    sold = lines.values_list(
        "opportunity_id", "opportunity__amount", "opportunity__currency", "product_id", "product__name", *LINE
    )
    for (_, whole, currency), of_sale in groupby(sold.iterator(), key=itemgetter(0, 1, 2)):
        brought: dict[tuple[str, int | None, str], int] = defaultdict(int)
        for _, _, _, product_id, name, *line in of_sale:
            values = LineValues(product_id=product_id, **dict(zip(LINE, line, strict=True)))
            brought[name, product_id, currency] += line_amount(values) or 0
        for product, amount in brought.items():
            counts[product] += 1
            sums[product] += amount if len(brought) > 1 else whole or 0
    rows = [
        _total(key, name, currency, counts[name, key, currency], sums[name, key, currency])
        for name, key, currency in sorted(counts)
    ]
    without = sales.filter(~Exists(OpportunityLine.objects.filter(opportunity=OuterRef("id"))))
    found = (
        without.values_list("currency").annotate(count=Count("id"), total=Sum("amount")).order_by("currency")
    )
    return rows + [_total(None, None, *row) for row in found]


def _total(key: int | str | None, name: str | None, currency: str, count: int, amount: int | None) -> Total:
    return Total(
        key=None if key is None else str(key),
        name=name or "",
        count=int(count),
        amount=int(amount or 0),
        currency=currency,
    )
