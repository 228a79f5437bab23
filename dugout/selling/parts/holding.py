"""Holding an opportunity, telling history of it, and keeping what lists of accounts sort by."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from dugout.accounts.models import Contact
from dugout.accounts.parts import hold, refresh
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.our_company.queries import company_day
from dugout.selling.models import Opportunity
from dugout.selling.queries.figures import OPEN_SALES
from dugout.selling.terms import Outcome
from dugout.values.days import check_kept_day
from dugout.values.refused import Missing, Problem, Refused, Stale, Taken
from dugout.values.texts import clean_text


def take(
    opportunity_id: int, *, seen: int | None = None, yours: Mapping[str, Any] | None = None
) -> Opportunity:
    """The opportunity, locked with its account. Missing when there is none; Stale when it changed since `seen`."""
    if not connection.in_atomic_block:
        raise RuntimeError("an opportunity is held in a transaction")
    found = Opportunity.objects.filter(id=opportunity_id).values_list("account_id", flat=True).first()
    if found is not None:
        hold(found)
    rows = Opportunity.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("account", "process", "step", "owner").filter(id=opportunity_id).first()
    if row is None:
        raise Missing.because("There is no such sale.", "Look for it on the board.")
    check_seen(row, seen, yours)
    return row


def take_open(
    opportunity_id: int, *, seen: int | None = None, yours: Mapping[str, Any] | None = None
) -> Opportunity:
    """As take, of one that is open. Refused when it is closed."""
    row = take(opportunity_id, seen=seen, yours=yours)
    refuse_closed(row)
    return row


def take_to_close(opportunity_id: int, *, seen: int | None, outcome: Outcome) -> Opportunity:
    """As take_open, for who closes it: Taken, naming the winner, when somebody closed it first."""
    row = take(opportunity_id)
    if row.outcome != Outcome.OPEN:
        who = _closed_by(row)
        raise Taken.because(
            f"{who} closed {row.name} already: it is {row.outcome} since {_in_full(row.closed_on)}.",
            "There is nothing left for you to close.",
            winner=who,
        )
    check_seen(row, seen, {"outcome": outcome.value})
    return row


def take_living(opportunity_id: int) -> Opportunity:
    """As take, of one that is open, or won and not settled: evidence may still be written on it."""
    row = take(opportunity_id)
    refuse_dead(row)
    return row


def refuse_closed(row: Opportunity) -> None:
    """Refuses one that is not open any more."""
    if row.outcome != Outcome.OPEN:
        raise Refused.because(
            f"{row.name} is {row.outcome} since {_in_full(row.closed_on)}.",
            "What is closed does not change any more.",
            code="closed",
        )


def refuse_dead(row: Opportunity) -> None:
    """Refuses one that is neither open, nor won with its last step still to close."""
    if row.outcome not in (Outcome.OPEN, Outcome.WON) or row.settled_at is not None:
        raise Refused.because(
            f"{row.name} is closed.", "What is closed does not change any more.", code="closed"
        )


def check_seen(row: Opportunity, seen: int | None, yours: Mapping[str, Any] | None) -> None:
    """Stale, with both states, when it changed since version `seen`."""
    if seen is not None and row.version != seen:
        raise Stale.because(
            f"{row.name} was changed since you opened this.",
            "Nothing was overwritten. Read it again, and repeat what still holds.",
            theirs={"step": row.step.number, "outcome": row.outcome, "version": row.version},
            yours=yours or {},
        )


def check_come(day: date, at: datetime, remedy: str) -> None:
    """Refused for a day that has not come yet where the company is, or whose year cannot be meant."""
    if day > company_day(at):
        raise Refused.because("This day has not come yet.", remedy, "day")
    if problems := check_kept_day(day, "day"):
        raise Refused(problems)


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


def keep_selling_figures(account_id: int | None, *, at: datetime) -> None:
    """Works out what the account shows of its open sales. A sale may have none."""
    if account_id is not None:
        refresh((account_id,), OPEN_SALES, at=at)


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


def _closed_by(row: Opportunity) -> str:
    """Who closed it, as its timeline says."""
    of = {"account_id": row.account_id} if row.account_id else {"account": None}
    rows = Entry.objects.filter(
        subject_kind="opportunity", subject_id=row.id, kind=f"opportunity_{row.outcome}", **of
    )
    found = rows.order_by("-id").values_list("author__name", flat=True).first()
    return found or "The import"


def _in_full(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
