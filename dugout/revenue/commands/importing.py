"""Orders of another system's won sales: confirmed from the start, since they were signed long ago."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.bulk.copying import change_rows, copy_rows, new_ids
from dugout.history.parts import changed_values, record_many
from dugout.history.terms import Allowed, ManyChanged
from dugout.revenue.models import Paper, PaperLine
from dugout.revenue.terms import OrderToImport, PaperKind
from dugout.selling.models import Opportunity

FIELDS = ("account_id", "value", "signed_on")
COMPARED = (*FIELDS, "product_id")


def import_orders(
    *,
    orders: Sequence[OrderToImport],
    known: Collection[int],
    source: str,
    currency: str,
    zone: str,
    by: Allowed,
    at: datetime,
) -> None:
    """Writes an order for each sale, or corrects the one that an import wrote. Figures and stage are kept after.

    `known` are the sales that were here before: no other can have an order yet.

    Nothing is refused here: a sale that closes on a day to come is not a won one. Nobody confirmed them: a file did.
    """
    with transaction.atomic():
        orders = _with_accounts(orders, known)
        papers = Paper.objects.select_for_update(no_key=True).filter(
            opportunity_id__in=known, kind=PaperKind.ORDER.value
        )
        here = {paper.opportunity_id: paper for paper in papers.order_by("id")} if known else {}
        new = [one for one in orders if one.opportunity_id not in here]
        if new:
            _add(new, source=source, currency=currency, zone=ZoneInfo(zone), by=by, at=at)
        _correct(
            [(here[one.opportunity_id], one) for one in orders if one.opportunity_id in here],
            currency,
            by,
            at,
        )


def _with_accounts(orders: Sequence[OrderToImport], known: Collection[int]) -> Sequence[OrderToImport]:
    """Where the file names no account, the order belongs to that of its sale, if people named one."""
    here = set(known)
    without = [one.opportunity_id for one in orders if one.account_id is None and one.opportunity_id in here]
    if not without:
        return orders
    found = dict(Opportunity.objects.filter(id__in=without).values_list("id", "account_id"))
    return [one._replace(account_id=one.account_id or found.get(one.opportunity_id)) for one in orders]


def _add(
    new: Sequence[OrderToImport], *, source: str, currency: str, zone: ZoneInfo, by: Allowed, at: datetime
) -> None:
    rows = list(zip(new_ids(Paper, len(new)), new, strict=True))
    copy_rows(
        Paper,
        ("id", "kind", "account_id", "opportunity_id", "currency", "drafted_at", "signed_on", "confirmed_at",
         "value", "external_source", "external_id"),
        (
            (id_, PaperKind.ORDER.value, one.account_id, one.opportunity_id, currency, at, one.signed_on, at,
             one.value, source, one.external_id)
            for id_, one in rows
        ),
    )  # fmt: skip
    copy_rows(
        PaperLine,
        ("paper_id", "product_id", "quantity", "unit_price"),
        ((id_, one.product_id, 1, one.value) for id_, one in rows if one.product_id is not None),
    )
    record_many(
        kind="paper_confirmed",
        by=by,
        at=at,
        subject_kind="paper",
        changes=(
            ManyChanged(
                id_,
                one.account_id,
                None,
                _told(one, currency),
                datetime.combine(one.signed_on, time.min, zone),
            )
            for id_, one in rows
        ),
    )


def _told(one: OrderToImport, currency: str) -> dict[str, object]:
    return {
        "kind": PaperKind.ORDER.value,
        "value": one.value,
        "currency": currency,
        "signed_on": one.signed_on.isoformat(),
        "starts_on": None,
        "ends_on": None,
    }


def _correct(rows: Sequence[tuple[Paper, OrderToImport]], currency: str, by: Allowed, at: datetime) -> None:
    lines = {line.paper_id: line for line in PaperLine.objects.filter(paper__in=[paper for paper, _ in rows])}
    changed = []
    for paper, one in rows:
        line = lines.get(paper.id)
        before = {name: getattr(paper, name) for name in FIELDS}
        before["product_id"] = line.product_id if line else one.product_id
        after = {name: getattr(one, name) for name in COMPARED}
        was, becomes = changed_values(before | {"currency": paper.currency}, after | {"currency": currency})
        if becomes:
            changed.append((paper, one, was, becomes))
    if not changed:
        return
    change_rows(
        Paper,
        (*FIELDS, "currency", "version"),
        (
            (paper.id, *(getattr(one, name) for name in FIELDS), currency, paper.version + 1)
            for paper, one, _, _ in changed
        ),
    )
    change_rows(
        PaperLine,
        ("product_id", "unit_price"),
        (
            (lines[paper.id].id, one.product_id, one.value)
            for paper, one, _, _ in changed
            if paper.id in lines and one.product_id is not None
        ),
    )
    record_many(
        kind="paper_corrected",
        by=by,
        at=at,
        subject_kind="paper",
        changes=(
            ManyChanged(paper.id, paper.account_id, _plain(was), {**_plain(becomes), "currency": currency})
            for paper, _, was, becomes in changed
        ),
    )


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {key: str(value) if key == "signed_on" else value for key, value in values.items()}
