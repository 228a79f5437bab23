"""The lines of an offer: set together, or one at a time; the amount follows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.history.terms import Allowed
from dugout.selling.models import Opportunity, OpportunityLine, Product
from dugout.selling.parts.holding import keep_selling_figures, take_open, tell, touch
from dugout.selling.queries.opportunities import lines_of
from dugout.selling.rules.amounts import amount_of
from dugout.selling.rules.checks import check_line, check_offer
from dugout.selling.rules.pairing import pair_lines
from dugout.selling.terms import LineValues, ProductKind
from dugout.values.refused import Missing, Problem, Refused


def set_lines(
    *, opportunity_id: int, lines: Sequence[LineValues], seen: int | None, by: Allowed, at: datetime
) -> Opportunity:
    """Replaces the lines, and with them the amount. A line that stays keeps its id and its need matches."""
    with transaction.atomic():
        row = take_open(opportunity_id, seen=seen, yours={"lines": [asdict(line) for line in lines]})
        return _rewrite(row, lines, lines_of(row), by=by, at=at)


def add_line(
    *, opportunity_id: int, line: LineValues, seen: int | None, by: Allowed, at: datetime
) -> OpportunityLine:
    """Puts one more line on the offer; the amount follows. Refused for what no line can be."""
    with transaction.atomic():
        row, offer = _offer(opportunity_id, seen)
        _write(row, offer, [*offer, replace(line, id=None)], len(offer), by=by, at=at)
        return OpportunityLine.objects.filter(opportunity=opportunity_id).latest("id")


def change_line(
    *, opportunity_id: int, line_id: int, line: LineValues, seen: int | None, by: Allowed, at: datetime
) -> OpportunityLine:
    """Writes a line anew. With another product it is another line, and its need matches go."""
    with transaction.atomic():
        row, offer = _offer(opportunity_id, seen)
        here = _place_of(line_id, offer)
        wanted = [*offer[:here], replace(line, id=line_id), *offer[here + 1 :]]
        _write(row, offer, wanted, here, by=by, at=at)
        lines = OpportunityLine.objects.filter(opportunity=opportunity_id)
        return lines.filter(id=line_id).first() or lines.latest("id")


def remove_line(*, opportunity_id: int, line_id: int, seen: int | None, by: Allowed, at: datetime) -> None:
    """Takes a line off the offer, with its need matches: their gate is unmet again."""
    with transaction.atomic():
        row, offer = _offer(opportunity_id, seen)
        here = _place_of(line_id, offer)
        _write(row, offer, [*offer[:here], *offer[here + 1 :]], here, by=by, at=at)


def _offer(opportunity_id: int, seen: int | None) -> tuple[Opportunity, list[LineValues]]:
    row = take_open(opportunity_id, seen=seen, yours={})
    return row, lines_of(row)


def _place_of(line_id: int, offer: Sequence[LineValues]) -> int:
    place = next((place for place, line in enumerate(offer) if line.id == line_id), None)
    if place is None:
        raise Missing.because("There is no such line.", "Read the offer again.")
    return place


def _write(
    row: Opportunity,
    offer: Sequence[LineValues],
    wanted: Sequence[LineValues],
    here: int,
    *,
    by: Allowed,
    at: datetime,
) -> None:
    """Sets the lines. Problems name the fields of the line at `here` alone, as its form does."""
    try:
        _rewrite(row, wanted, offer, by=by, at=at)
    except Refused as refused:
        raise Refused([_plain(problem, here) for problem in refused.problems], code=refused.code) from None


def _plain(problem: Problem, place: int) -> Problem:
    field = problem.field.removeprefix(f"lines.{place}.")
    return Problem(field.rpartition(".")[2], problem.what, problem.remedy)


def _rewrite(
    row: Opportunity, wanted: Sequence[LineValues], offer: Sequence[LineValues], *, by: Allowed, at: datetime
) -> Opportunity:
    """Makes of the offer that stands the one that is wanted. A line that says the same is left as it is."""
    products = Product.objects.in_bulk({line.product_id for line in wanted})
    _refuse_lines(wanted, products, row, offered=offer)
    standing = {line.id: line for line in offer}
    kept = pair_lines(wanted, offer)
    gone = [line.id for line in offer if line.id and line.id not in kept]
    written = [
        OpportunityLine(
            id=line_id,
            opportunity=row,
            recurring=products[line.product_id].kind == ProductKind.RECURRING,
            **_columns(line),
        )
        for line, line_id in zip(wanted, kept, strict=True)
        if standing.get(line_id) != line
    ]
    OpportunityLine.objects.filter(id__in=gone).delete()
    for one in written:
        one.save()
    before, row.amount = row.amount, amount_of(wanted, row.amount_typed)
    if gone or written:
        row.offer_changed_at = at
    touch(row, "amount", "offer_changed_at")
    keep_selling_figures(row.account_id, at=at)
    tell(
        "opportunity_changed", row, by=by, at=at,
        before={"amount": before}, after={"amount": row.amount, "lines": len(wanted)},
    )  # fmt: skip
    return row


def _columns(line: LineValues) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name != "id"}


def _refuse_lines(
    lines: Sequence[LineValues],
    products: Mapping[int, Product],
    row: Opportunity,
    *,
    offered: Sequence[LineValues],
) -> None:
    """`offered` are the lines that stand already: they may stay as they are, and their products may be retired."""
    problems: list[Problem] = []
    sold, standing = {line.product_id for line in offered}, {line.id for line in offered}
    for place, line in enumerate(lines):
        product = products.get(line.product_id)
        if line.id is not None and line.id not in standing:
            problems.append(Problem(f"lines.{place}.id", "The offer has no such line.", "Leave the id out."))
        if line in offered and product is not None:
            continue
        if product is None or (product.retired_at is not None and product.id not in sold):
            problems.append(
                Problem(f"lines.{place}.product", "There is no such product.", "Choose one of the list.")
            )
        elif product.currency != row.currency:
            problems.append(
                Problem(
                    f"lines.{place}.product",
                    f"{product.name} is priced in {product.currency}, the sale in {row.currency}.",
                    "Choose a product in the sale's currency.",
                )
            )
        else:
            problems += check_line(line, place, recurring=product.kind == ProductKind.RECURRING)
    if not problems:
        problems += check_offer(lines)
    if problems:
        raise Refused(problems)
