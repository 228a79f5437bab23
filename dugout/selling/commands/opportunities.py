"""Opportunities: added, changed, their lines and their team."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.history.parts import changed_values
from dugout.history.terms import Author
from dugout.people.models import Person
from dugout.search.parts import keep_name
from dugout.selling.models import Opportunity, OpportunityLine, OpportunityMember, Process, Product, StepMove
from dugout.selling.parts.holding import keep_selling_figures, take, take_open, tell, touch
from dugout.selling.rules.amounts import amount_of
from dugout.selling.rules.checks import check_line, check_opportunity
from dugout.selling.terms import LineValues, OpportunityValues, ProductKind
from dugout.values.refused import Missing, Problem, Refused
from dugout.values.texts import clean_line

FIXED = "kind"


def add_opportunity(*, account_id: int, values: OpportunityValues, by: Author, at: datetime) -> Opportunity:
    """A new opportunity in the first step of its kind's current process. Owned by its maker unless said."""
    fields = _fields(values)
    with transaction.atomic():
        hold(account_id)
        fields["owner_id"] = _owner(values.owner_id or by.person_id)
        process = Process.objects.filter(opportunity_kind=values.kind.value, current=True).first()
        if process is None:
            raise Refused.because("No process is made for this kind.", "Choose another kind.", "kind")
        first = process.steps.earliest("number")
        row = Opportunity.objects.create(
            account_id=account_id, process=process, step=first, step_since=at, made_at=at,
            opened_on=at.date(), amount=values.amount_typed, **fields,
        )  # fmt: skip
        StepMove.objects.create(opportunity=row, to_step=first, by_id=by.person_id, at=at)
        keep_selling_figures(account_id)
        keep_name(kind="opportunity", record_id=row.id, name=row.name)
        tell("opportunity_added", row, by=by, at=at, after=_plain(fields))
    return row


def change_opportunity(
    *, opportunity_id: int, values: OpportunityValues, seen: int, by: Author, at: datetime
) -> Opportunity:
    """Changes what a person writes on it. Stale when it changed since `seen`; the kind stays.

    Of a won one only the next step may still change.
    """
    fields = _fields(values)
    with transaction.atomic():
        row = take(opportunity_id, seen=seen, yours=_plain(fields))
        fields["owner_id"] = (
            row.owner_id if values.owner_id in (None, row.owner_id) else _owner(values.owner_id)
        )
        before = {name: getattr(row, name) for name in fields}
        was, becomes = changed_values(before, fields)
        if not becomes:
            return row
        if FIXED in becomes:
            raise Refused.because(
                "The kind chose the process, and stays.", "Add another opportunity.", "kind"
            )
        if "currency" in becomes and OpportunityLine.objects.filter(opportunity=row).exists():
            raise Refused.because(
                "The lines of the offer are priced in another currency.", "Take them out first.", "currency"
            )
        if set(becomes) - {"next_step", "next_step_on"}:
            row = take_open(opportunity_id)
        for name, value in becomes.items():
            setattr(row, name, value)
        row.amount = amount_of(lines_of(row), row.amount_typed)
        touch(row, *becomes, "amount")
        keep_selling_figures(row.account_id)
        if "name" in becomes:
            keep_name(kind="opportunity", record_id=row.id, name=row.name)
        tell("opportunity_changed", row, by=by, at=at, before=_plain(was), after=_plain(becomes))
    return row


def set_lines(
    *, opportunity_id: int, lines: Sequence[LineValues], seen: int | None, by: Author, at: datetime
) -> Opportunity:
    """Replaces the lines, and with them the amount. Lines whose product stays keep their need matches."""
    with transaction.atomic():
        row = take_open(opportunity_id, seen=seen, yours={"lines": [asdict(line) for line in lines]})
        products = Product.objects.in_bulk({line.product_id for line in lines})
        kept = list(OpportunityLine.objects.filter(opportunity=row).order_by("id"))
        _refuse_lines(lines, products, row, offered=lines_of(row))
        before = row.amount
        for line in lines:
            old = next((one for one in kept if one.product_id == line.product_id), None)
            if old is not None:
                kept.remove(old)
            written = old or OpportunityLine(opportunity=row, product_id=line.product_id)
            written.quantity, written.unit_price = line.quantity, line.unit_price
            written.discount_bp, written.term_months = line.discount_bp, line.term_months
            written.recurring = products[line.product_id].kind == ProductKind.RECURRING
            written.save()
        OpportunityLine.objects.filter(id__in=[one.id for one in kept]).delete()
        row.amount = amount_of(lines, row.amount_typed)
        touch(row, "amount")
        keep_selling_figures(row.account_id)
        tell(
            "opportunity_changed", row, by=by, at=at,
            before={"amount": before}, after={"amount": row.amount, "lines": len(lines)},
        )  # fmt: skip
    return row


def add_member(*, opportunity_id: int, person_id: int, by: Author, at: datetime) -> OpportunityMember:
    """Puts somebody on the team. A second time changes nothing."""
    with transaction.atomic():
        row = take_open(opportunity_id)
        made, is_new = OpportunityMember.objects.get_or_create(
            opportunity=row, person_id=_owner(person_id, "person")
        )
        if is_new:
            tell("opportunity_changed", row, by=by, at=at, after={"member_added": made.person.name})
    return made


def remove_member(*, opportunity_id: int, person_id: int, by: Author, at: datetime) -> None:
    """Takes somebody off the team. Missing when they are not on it."""
    with transaction.atomic():
        row = take_open(opportunity_id)
        found = (
            OpportunityMember.objects.filter(opportunity=row, person_id=person_id)
            .select_related("person")
            .first()
        )
        if found is None:
            raise Missing.because("They are not on this team.", "Read the opportunity again.")
        tell("opportunity_changed", row, by=by, at=at, after={"member_removed": found.person.name})
        found.delete()


def lines_of(row: Opportunity) -> list[LineValues]:
    """The lines as values. One query."""
    return [
        LineValues(
            product_id=line.product_id, quantity=line.quantity, unit_price=line.unit_price,
            discount_bp=line.discount_bp, term_months=line.term_months,
        )
        for line in OpportunityLine.objects.filter(opportunity=row).order_by("id")
    ]  # fmt: skip


def _fields(values: OpportunityValues) -> dict[str, Any]:
    problems = list(check_opportunity(values))
    fields = {**asdict(values), "kind": values.kind.value}
    for name, limit in (("name", 200), ("next_step", 300), ("came_by", 20)):
        cleaned = clean_line(fields[name], limit, field=name)
        if isinstance(cleaned, Problem):
            problems.append(cleaned)
        elif name == "name" and not cleaned:
            problems.append(
                Problem("name", "An opportunity has a name.", "Write one, such as the offer in short.")
            )
        else:
            fields[name] = cleaned
    if problems:
        raise Refused(problems)
    return fields


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in fields.items()}


def _owner(person_id: int | None, field: str = "owner") -> int:
    if person_id is None or not Person.objects.filter(id=person_id).exists():
        raise Refused.because("There is no such person here.", "Choose one of our people.", field)
    return person_id


def _refuse_lines(
    lines: Sequence[LineValues],
    products: dict[int, Product],
    row: Opportunity,
    *,
    offered: Sequence[LineValues],
) -> None:
    """`offered` are the lines that stand already: they may stay as they are, and their products may be retired."""
    problems: list[Problem] = []
    sold = {line.product_id for line in offered}
    for place, line in enumerate(lines):
        product = products.get(line.product_id)
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
                    f"{product.name} is priced in {product.currency}, the opportunity in {row.currency}.",
                    "Choose a product in the opportunity's currency.",
                )
            )
        else:
            problems += check_line(line, place, recurring=product.kind == ProductKind.RECURRING)
    if problems:
        raise Refused(problems)
