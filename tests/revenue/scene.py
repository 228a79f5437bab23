"""Contracts and orders as drafts and as signed, on an account that was never a client."""

import datetime as dt
from typing import Any

from dugout.accounts.models import Account, AccountFigures, StageChange
from dugout.history.terms import Author
from dugout.revenue.commands.confirming import confirm_contract, confirm_order
from dugout.revenue.models import Movement, Paper, PaperLine
from dugout.revenue.terms import ConfirmedTerms
from dugout.selling.models import Opportunity, Process, Product

SIGNED = dt.date(2026, 3, 2)
STARTS = dt.date(2026, 3, 3)


def a_draft(
    account: Account,
    kind: str,
    at: dt.datetime,
    *,
    price: int = 10_000,
    months: int = 12,
    currency: str = "EUR",
) -> Paper:
    """A draft of six units: of a contract for so many months, or of an order."""
    recurring = kind == "contract"
    product, _ = Product.objects.get_or_create(
        name=f"Thing for {kind}s", defaults={"kind": "recurring" if recurring else "one_off", "price": price}
    )
    paper = Paper.objects.create(
        kind=kind,
        account=account,
        currency=currency,
        drafted_at=at,
        value=6 * price * (12 if recurring else 1),
    )
    PaperLine.objects.create(
        paper=paper, product=product, quantity=6, unit_price=price, term_months=months if recurring else None
    )
    return paper


def a_renewal(account: Account, at: dt.datetime, **more: Any) -> Paper:
    """The contract draft of a renewal sale."""
    draft = a_draft(account, "contract", at, **more)
    process = Process.objects.filter(opportunity_kind="renewal", current=True).first()
    if process is None:
        process = Process.objects.create(key="test-renewal", name="Test", opportunity_kind="renewal")
        process.steps.create(
            number=1, name="Commit", purpose="Ask.", usual_days=7, probability_bp=8000, commits=True
        )
    step = process.steps.first()
    assert step is not None
    draft.opportunity = Opportunity.objects.create(
        account=account, name="Another year", kind="renewal", process=process, step=step, step_since=at,
        owner=account.owner, made_at=at,
    )  # fmt: skip
    draft.save()
    return draft


def sign(
    paper: Paper,
    by: Author,
    at: dt.datetime,
    *,
    signed: dt.date = SIGNED,
    starts: dt.date = STARTS,
    renews: tuple[int, ...] | None = None,
    **more: Any,
) -> Paper:
    """Confirms a draft as signed."""
    contract = paper.kind == "contract"
    terms = ConfirmedTerms(signed_on=signed, starts_on=starts if contract else None, renews=renews)
    verb = confirm_contract if contract else confirm_order
    return verb(paper_id=paper.id, terms=terms, seen=more.pop("seen", None), by=by, at=at, **more)


def standing(account: Account) -> tuple[str, int, dt.date | None, dt.date | None]:
    """What the account shows: stage, ARR, client since, renews on."""
    stage = Account.objects.values_list("stage", flat=True).get(id=account.id)
    figures = AccountFigures.objects.get(account=account)
    return stage, figures.arr, figures.client_since, figures.renewal_on


def movements(account: Account) -> list[tuple[str, int, str]]:
    """Kind, amount and first day of each movement in order of recording; a reversal bears a minus before its kind."""
    rows = Movement.objects.filter(account=account).order_by("id")
    return [
        (f"{'-' if row.reverses_id else ''}{row.kind}", row.amount, row.on_day.isoformat()) for row in rows
    ]


def stages(account: Account) -> list[tuple[str, str]]:
    rows = StageChange.objects.filter(account=account).order_by("id")
    return [(row.on_day.isoformat(), row.stage) for row in rows]
