"""Which contracts a new one renews, and writing down that they go on in it."""

from collections.abc import Collection, Set
from datetime import datetime, timedelta

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.revenue.models import Paper
from dugout.revenue.queries.renewing import meant_by, not_renewed
from dugout.revenue.rules import renewable
from dugout.revenue.terms import ConfirmedTerms
from dugout.values.refused import Refused


def renewed_by(contract: Paper, terms: ConfirmedTerms) -> list[Paper]:
    """The contracts that one with these terms renews: those chosen, else what its sale says by kind.

    Refused for a chosen one that it cannot renew. The account must be held.
    """
    assert terms.starts_on is not None
    can = renewable(
        not_renewed(contract),
        starts_on=terms.starts_on,
        signed_on=terms.signed_on,
        currency=contract.currency,
    )
    if terms.renews is not None:
        _refuse_others(terms.renews, {one.id for one in can})
        chosen: Collection[int] = terms.renews
    else:
        chosen = meant_by(contract, can, terms.starts_on)
    return list(Paper.objects.select_for_update(of=("self",)).filter(id__in=chosen).order_by("id"))


def go_on_in(contract: Paper, renewed: Collection[Paper], *, by: Author, at: datetime) -> None:
    """Writes that contracts go on in another: each serves until the day before it begins, at the longest."""
    assert contract.starts_on is not None
    for one in renewed:
        assert one.ends_on is not None
        before, one.ends_on = one.ends_on, min(one.ends_on, contract.starts_on - timedelta(days=1))
        one.renewed_by, one.ended_at = contract, one.ended_at or at
        one.version += 1
        one.save(update_fields=["ends_on", "renewed_by", "ended_at", "version"])
        record(
            kind="contract_renewed",
            by=by,
            at=at,
            account_id=one.account_id,
            subject=Subject(kind="paper", id=one.id),
            before={"ends_on": before.isoformat()},
            after={
                "ends_on": one.ends_on.isoformat(),
                "goes_on": contract.starts_on.isoformat(),
                "contract": contract.id,
            },
        )


def _refuse_others(chosen: Set[int], can: Set[int]) -> None:
    if chosen - can:
        raise Refused.because(
            "A contract that you chose cannot be renewed by this one.",
            "It renews contracts of the account in its own currency that began before it, that no other renewed, and "
            "that ran out 30 days before it was signed and starts at the most.",
            "renews",
        )
