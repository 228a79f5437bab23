"""A person's book of business in figures: the score strip of Today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from dugout.access.terms import Viewer
from dugout.accounts.models import Account, AccountFigures
from dugout.our_company.models import Company

RENEWAL_SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The accounts that a person owns, in sums.

    Money in minor units of `currency`; other currencies are counted apart.
    """

    currency: str
    accounts: int
    clients: int
    arr: int
    open_amount: int
    open_opportunities: int
    renewals_soon: int
    open_signals: int
    in_other_currencies: int
    company_has_accounts: bool


def book_of(viewer: Viewer) -> Book:
    """Three queries."""
    currency = Company.objects.values_list("currency", flat=True).first() or "EUR"
    mine = AccountFigures.objects.filter(account__owner_id__in=viewer.acts_for)
    same = Q(currency=currency)
    sums = mine.aggregate(
        # First: further down arr and open_amount are the sums, no longer the columns.
        in_other_currencies=Count("account_id", filter=~same & (Q(arr__gt=0) | Q(open_amount__gt=0))),
        accounts=Count("account_id"),
        clients=Count("account_id", filter=Q(account__stage="client")),
        arr=Sum("arr", filter=same),
        open_amount=Sum("open_amount", filter=same),
        open_opportunities=Sum("open_opportunities"),
        renewals_soon=Count("account_id", filter=Q(renewal_on__range=(viewer.day, until(viewer.day)))),
        open_signals=Sum("open_signals"),
    )
    return Book(
        currency=currency,
        company_has_accounts=bool(sums["accounts"]) or Account.objects.exists(),
        **{name: value or 0 for name, value in sums.items()},
    )


def until(day: date) -> date:
    """The last day of "within 90 days" of a day."""
    return day + RENEWAL_SOON
