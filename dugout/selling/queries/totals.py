"""How many sales and how much, by who sold them, where, what, when and how far they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import ExtractQuarter, ExtractYear

from dugout.our_company.models import Location
from dugout.people.models import Person, Post
from dugout.selling.models import Opportunity, OpportunityLine, Product, SellingStep
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


NAMED: dict[By, type[Person | Location | Product]] = {
    By.AGENT: Person,
    By.MANAGER: Person,
    By.OFFICE: Location,
    By.PRODUCT: Product,
}
LINE = ("product_id", "quantity", "unit_price", "discount_bp", "term_months")

# Key, currency, how many sales and how much.
GroupSum = tuple[Any, str, int, int]


def totals(*, by: By, outcome: Outcome | None, day: date) -> list[Total]:
    """The sales of an outcome, or all, in groups by name; steps in their order, quarters in time.

    Agent is the owner; manager and office are those of the owner's post on `day`. A sale of several products
    counts with each. A quarter is a calendar quarter of the closing day.
    """
    counts: defaultdict[tuple[Any, str], int] = defaultdict(int)
    amounts: defaultdict[tuple[Any, str], int] = defaultdict(int)
    for key, currency, count, amount in _parts(by, _sales(outcome), day):
        counts[key, currency] += count
        amounts[key, currency] += amount
    names = _names(by, {key for key, _ in counts})
    found = sorted(counts, key=lambda of: (of[0] is None, *names[of[0]], of[1]))
    return [
        Total(
            key=None if key is None else str(key),
            name=names[key][-1],
            count=counts[key, currency],
            amount=amounts[key, currency],
            currency=currency,
        )
        for key, currency in found
    ]


def _sales(outcome: Outcome | None) -> QuerySet[Opportunity]:
    if outcome is None:
        return Opportunity.objects.all()
    rows = Opportunity.objects.filter(outcome=outcome.value)
    # An open sale is never settled. The condition lets the database use the index of what stands on a board.
    return rows.filter(settled_at=None) if outcome is Outcome.OPEN else rows


def _parts(by: By, sales: QuerySet[Opportunity], day: date) -> Iterable[GroupSum]:
    """The sums of the groups, some of them in several parts."""
    if by is By.STEP:
        return _summed(sales, "step_id")
    if by is By.QUARTER:
        return _by_quarter(sales)
    if by is By.PRODUCT:
        return [*_of_one_product(sales), *_of_several(sales)]
    if by is By.AGENT:
        return _summed(sales, "owner_id")
    column = "reports_to_id" if by is By.MANAGER else "location_id"
    group = dict(Post.objects.filter(during__contains=day).values_list("person_id", column))
    return [(group.get(owner_id), *of) for owner_id, *of in _summed(sales, "owner_id")]


def _summed(sales: QuerySet[Opportunity], *groups: str) -> Iterable[Any]:
    rows = sales.order_by().values_list(*groups, "currency")
    return [(*of, int(amount or 0)) for *of, amount in rows.annotate(count=Count("*"), total=Sum("amount"))]


def _by_quarter(sales: QuerySet[Opportunity]) -> Iterable[GroupSum]:
    rows = sales.annotate(year=ExtractYear("closed_on"), quarter=ExtractQuarter("closed_on"))
    for year, quarter, *of in _summed(rows, "year", "quarter"):
        yield (f"{year}-Q{quarter}" if year else None, *of)


def _several() -> QuerySet[OpportunityLine, Any]:
    """The sales with lines of several products."""
    of_each = OpportunityLine.objects.values("opportunity_id").annotate(
        products=Count("product", distinct=True)
    )
    return of_each.filter(products__gt=1).values("opportunity_id")


def _of_one_product(sales: QuerySet[Opportunity]) -> Iterable[GroupSum]:
    """Each counts with its whole amount: that of an imported sale is not its list price."""
    line = OpportunityLine.objects.filter(opportunity=OuterRef("id")).values("product_id")[:1]
    return _summed(sales.exclude(id__in=_several()).annotate(product=Subquery(line)), "product")


def _of_several(sales: QuerySet[Opportunity]) -> Iterable[GroupSum]:
    """Each product gets the amount of its own lines."""
    rows = OpportunityLine.objects.filter(opportunity__in=sales.filter(id__in=_several()))
    counted = set()
    for sale, currency, *values in rows.values_list("opportunity_id", "opportunity__currency", *LINE):
        line = LineValues(**dict(zip(LINE, values, strict=True)))
        yield line.product_id, currency, int((sale, line.product_id) not in counted), line_amount(line) or 0
        counted.add((sale, line.product_id))


def _names(by: By, keys: set[Any]) -> dict[Any, tuple[Any, ...]]:
    """The key by which groups are ordered, the name last."""
    if by is By.QUARTER:
        return {key: (key or "",) for key in keys}
    if by is By.STEP:
        steps = SellingStep.objects.filter(id__in=keys)
        return {
            key: (process_id, number, f"{process}, {number} {name}")
            for key, process_id, process, number, name in steps.values_list(
                "id", "process_id", "process__name", "number", "name"
            )
        }
    named = NAMED[by]._default_manager.filter(id__in=keys - {None}).values_list("id", "name")
    return {None: ("",)} | {key: (name, key, name) for key, name in named}
