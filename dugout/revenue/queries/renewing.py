"""The contracts of an account that a new one may renew."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dugout.revenue.models import Paper
from dugout.revenue.rules import usually_renewed
from dugout.revenue.terms import PaperKind, SignedContract
from dugout.selling.terms import OpportunityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRenew:
    """A contract that the form of a draft offers to renew; `usual` where nobody has to choose it."""

    contract: Paper
    usual: bool


def not_renewed(draft: Paper) -> tuple[SignedContract, ...]:
    """The confirmed contracts of a draft's account that go on in no other yet, by their last day."""
    return tuple(_signed(row) for row in _rows(draft))


def meant_by(draft: Paper, contracts: Collection[SignedContract], starts_on: date) -> frozenset[int]:
    """Which of these a draft renews where nobody chose, by the kind of its sale."""
    sale = draft.opportunity
    is_renewal = sale is not None and sale.kind == OpportunityKind.RENEWAL
    return usually_renewed(contracts, starts_on) if is_renewal else frozenset()


def offered_to_renew(draft: Paper, *, day: date) -> tuple[ToRenew, ...]:
    """What the form of a draft offers to renew, in its currency."""
    if draft.kind != PaperKind.CONTRACT.value:
        return ()
    rows = list(_rows(draft).filter(currency=draft.currency))
    usual = meant_by(draft, [_signed(row) for row in rows], day)
    return tuple(ToRenew(contract=row, usual=row.id in usual) for row in rows)


def _rows(draft: Paper) -> QuerySet[Paper]:
    assert draft.account_id is not None  # a paper of no account is confirmed by nobody
    rows = Paper.objects.filter(
        account_id=draft.account_id,
        kind=PaperKind.CONTRACT.value,
        confirmed_at__isnull=False,
        renewed_by=None,
    )
    return rows.exclude(id=draft.id).order_by("ends_on", "id")


def _signed(row: Paper) -> SignedContract:
    assert row.starts_on is not None  # a constraint of confirmed contracts
    assert row.ends_on is not None
    return SignedContract(id=row.id, currency=row.currency, starts_on=row.starts_on, ends_on=row.ends_on)
