"""Holding an opportunity, telling history of it, and keeping what lists of accounts sort by."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Sum

from dugout.accounts.models import AccountFigures, Contact
from dugout.accounts.parts import hold, keep_figures
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.selling.models import Opportunity
from dugout.selling.terms import Outcome
from dugout.values.refused import Missing, Problem, Refused, Stale
from dugout.values.texts import clean_text


def take(
    opportunity_id: int, *, seen: int | None = None, yours: Mapping[str, Any] | None = None
) -> Opportunity:
    """The opportunity, its account and itself locked. Missing; Stale when it changed since `seen`. Three statements."""
    if not connection.in_atomic_block:
        raise RuntimeError("an opportunity is held in a transaction")
    found = Opportunity.objects.filter(id=opportunity_id).values_list("account_id", flat=True).first()
    if found is not None:
        hold(found)
    rows = Opportunity.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("account", "process", "step", "owner").filter(id=opportunity_id).first()
    if row is None:
        raise Missing.because("There is no such opportunity.", "Look for it on the board.")
    if seen is not None and row.version != seen:
        raise Stale.because(
            f"{row.name} was changed since you opened this.",
            "Nothing was overwritten. Read it again, and repeat what still holds.",
            theirs={"step": row.step.number, "outcome": row.outcome, "version": row.version},
            yours=yours or {},
        )
    return row


def take_open(
    opportunity_id: int, *, seen: int | None = None, yours: Mapping[str, Any] | None = None
) -> Opportunity:
    """As take, of one that is open. Refused when it is closed."""
    row = take(opportunity_id, seen=seen, yours=yours)
    if row.outcome != Outcome.OPEN:
        raise Refused.because(
            f"{row.name} is {row.outcome} since {row.closed_on}.",
            "What is closed does not change any more.",
            code="closed",
        )
    return row


def take_living(opportunity_id: int) -> Opportunity:
    """As take, of one that is open, or won and not settled: evidence may still be written on it."""
    row = take(opportunity_id)
    if row.outcome not in (Outcome.OPEN, Outcome.WON) or row.settled_at is not None:
        raise Refused.because(
            f"{row.name} is closed.", "What is closed does not change any more.", code="closed"
        )
    return row


def tell(
    kind: str, row: Opportunity, *, by: Author, at: datetime, text: str = "",
    before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None,
) -> Entry:  # fmt: skip
    """One entry about an opportunity, on its account."""
    return record(
        kind=kind, by=by, at=at, account_id=row.account_id, subject=Subject(kind="opportunity", id=row.id),
        text=text, before=before, after={"name": row.name, **(after or {})},
    )  # fmt: skip


def touch(row: Opportunity, *fields: str) -> None:
    """Writes the fields and the next version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def keep_selling_figures(account_id: int | None) -> None:
    """Recomputes open sales, their sum and the furthest step of an account. Three statements; none without one.

    Summed are the amounts in the currency of the account's figures; others count, but are not added.
    """
    if account_id is None:
        return
    rows = Opportunity.objects.filter(account_id=account_id, outcome=Outcome.OPEN.value)
    found = rows.aggregate(count=Count("id"), step=Max("step__number"))
    currency = AccountFigures.objects.filter(account_id=account_id).values("currency")
    total = rows.filter(currency__in=currency).aggregate(total=Sum("amount"))["total"]
    keep_figures(account_id, open_opportunities=found["count"], open_amount=total or 0, step=found["step"])


def writer(by: Author) -> int:
    """The person who writes evidence down: never the system itself."""
    if by.person_id is None:
        raise RuntimeError("evidence is written down by a person")
    return by.person_id


def contact_of(row: Opportunity, contact_id: int | None, field: str = "contact") -> Contact:
    """A contact of the opportunity's account. Refused for nobody, and for a stranger."""
    contact = None
    if contact_id and row.account_id:
        contact = Contact.objects.filter(id=contact_id, account_id=row.account_id).first()
    if contact is None:
        raise Refused.because("This needs a contact of the account.", "Choose one of its contacts.", field)
    return contact


def said(text: str, field: str, *, limit: int = 4000, needed: bool = True) -> str:
    """A text, cleaned. Refused when it cannot be kept, or is empty where it is needed."""
    cleaned = clean_text(text, limit, field=field)
    if isinstance(cleaned, Problem):
        raise Refused((cleaned,))
    if needed and not cleaned:
        raise Refused.because("This is empty.", "Write it in a few words.", field)
    return cleaned
