"""The list of accounts: filtered, sorted by any shipped column, one page at a time, with its number up to a cap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, NamedTuple

from django.db.models import IntegerField, Q, QuerySet, Subquery, Value

from dugout.accounts.models import Account
from dugout.accounts.queries.beginnings import begins
from dugout.accounts.terms import AccountFilter, AccountSort
from dugout.paging.kept import KeptPages
from dugout.statements import Given, Kept
from dugout.values.refused import Missing

# Counting goes no further: "1,000+" says enough, and costs the same however many there are.
MOST_COUNTED = 1000
EVERY_ACCOUNT = AccountFilter()
# What a sort reads, and the unique field beside it in the same index.
ORDERS = {
    AccountSort.NAME: ("name_key", "id"),
    AccountSort.ARR: ("figures__arr", "figures__account_id"),
    AccountSort.RENEWAL: ("figures__renewal_on", "figures__account_id"),
    AccountSort.LAST_CONTACT: ("figures__last_contact_at", "figures__account_id"),
    AccountSort.EMPLOYEES: ("employees", "id"),
    AccountSort.ANNUAL_REVENUE: ("annual_revenue", "id"),
    AccountSort.OPEN_SIGNALS: ("figures__open_signals", "figures__account_id"),
}


class ListedAccount(NamedTuple):
    """An account as lists show it, with its figures and its owner's name: plain values, no instances of models.

    `matching` is how many match in all, up to the cap, where the list counts them.
    """

    id: int
    name: str
    name_key: str
    legal_name: str
    domain: str
    stage: str
    parent_id: int | None
    owner_id: int | None
    owner_name: str | None
    industry: str
    employees: int | None
    annual_revenue: int | None
    currency: str
    country: str
    city: str
    address: str
    phone: str
    founded: int | None
    came_by: str
    external_source: str
    external_id: str
    made_at: datetime
    version: int
    arr: int
    figures_currency: str
    client_since: date | None
    renewal_on: date | None
    open_opportunities: int
    open_amount: int
    open_signals: int
    worst_signal: int
    last_contact_at: datetime | None
    last_proper_at: datetime | None
    next_step_on: date | None
    handoff_open: bool
    managed_since: datetime | None
    renewed: bool
    grown: bool
    matching: int

    @property
    def place(self) -> str:
        """Where it is and what it does, in as few words as are known: "Leeds, Food"."""
        return ", ".join(filter(None, (self.city, self.industry))) or self.country


_OF_FIGURES = ListedAccount._fields[ListedAccount._fields.index("arr") : -1]
_ELSEWHERE = {"owner_name": "owner__name", "figures_currency": "figures__currency"}
# Where each of its values is read, and where in a row the fields of the orders stand.
PATHS = tuple(
    _ELSEWHERE.get(name) or (f"figures__{name}" if name in _OF_FIGURES else name)
    for name in ListedAccount._fields
)
PLACES = {path: place for place, path in enumerate(PATHS)} | {"figures__account_id": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage:
    """Accounts of one page, the cursor after the last, and how many match in all.

    `count` stops at `MOST_COUNTED`, and `more` says so; it is 0 on a page without rows and where nobody counted.
    """

    rows: Sequence[ListedAccount]
    after: str | None
    count: int
    more: bool


class CappedCount(Subquery):
    """How many rows a sliced query set has, within the statement that it is part of."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def accounts_page(
    wanted: AccountFilter = EVERY_ACCOUNT,
    *,
    sort: AccountSort = AccountSort.ARR,
    descending: bool = True,
    after: str | None = None,
    limit: int = 50,
    counted: bool = True,
) -> AccountsPage:
    """One page of the accounts that match, those without a value of the sort's last."""
    if any("\0" in getattr(wanted, name) for name in TEXTS):
        # No text that is kept has a NUL in it, and the database would not even compare it.
        return AccountsPage(rows=[], after=None, count=0, more=False)
    pages = _pages(MOST_COUNTED + 1 if counted else 0)
    page = pages.page(wanted, order=order_of(sort, descending=descending), after=after, limit=limit)
    rows = [ListedAccount._make(row[: len(PATHS)]) for row in page.rows]
    count = rows[0].matching if rows else 0
    return AccountsPage(
        rows=rows, after=page.after, count=min(count, MOST_COUNTED), more=count > MOST_COUNTED
    )


def listed_account(account_id: int) -> ListedAccount:
    """One account as lists show it. Missing when there is none."""
    found = _ONE.first(id=account_id)
    if found is None:
        raise Missing.because("There is no such account.", "Look it up in the list of accounts.")
    return ListedAccount._make(found)


TEXTS = ("industry", "country", "external_source", "external_id")
TYPED = (
    *TEXTS, "employees_from", "employees_to", "annual_revenue_from", "annual_revenue_to", "nothing_next_on",
    "parent_id",
)  # fmt: skip


def _listed(most: int, wanted: AccountFilter) -> QuerySet[Any, tuple[Any, ...]]:
    """With the number of all that match up to a cap; 0 where nobody counts."""
    matching = CappedCount(_counted(wanted, most)) if most else Value(0)
    return accounts(wanted).annotate(matching=matching).values_list(*PATHS)


@cache
def _pages(most: int) -> KeptPages[AccountFilter, tuple[Any, ...]]:
    return KeptPages(Account, partial(_listed, most), typed=TYPED, places=PLACES)


_ONE = Kept(lambda: _listed(0, EVERY_ACCOUNT).filter(id=Given("id")))


def order_of(sort: AccountSort, *, descending: bool) -> tuple[str, ...]:
    """The order of a sort for `page_of`. Both fields run the same way, so that a page is one range of one index."""
    return tuple(f"-{path}" if descending else path for path in ORDERS[sort])


def accounts(wanted: AccountFilter = EVERY_ACCOUNT) -> QuerySet[Account]:
    """The accounts that match."""
    # Every account has figures. The condition tells the database so: else it would join them last, after the sort.
    rows = Account.objects.filter(figures__isnull=False)
    return rows.filter(_of_the_account(wanted), _of_its_figures(wanted))


def _counted(wanted: AccountFilter, most: int) -> QuerySet[Any, Any]:
    """One row for each that matches, up to so many; figures are joined only where they decide."""
    rows = Account.objects.filter(_of_the_account(wanted), _of_its_figures(wanted))
    return rows.order_by().annotate(one=Value(1)).values("one")[:most]


def _of_the_account(wanted: AccountFilter) -> Q:
    found = Q()
    if wanted.name:
        found &= begins("name_key", wanted.name)
    if wanted.stages:
        found &= Q(stage__in=sorted(wanted.stages))
    if wanted.owners or wanted.no_owner:
        owned = Q(owner_id__in=sorted(wanted.owners)) if wanted.owners else Q()
        found &= owned | Q(owner_id=None) if wanted.no_owner else owned
    if wanted.parent_id is not None:
        found &= Q(parent_id=wanted.parent_id)
    for name in TEXTS:
        if value := getattr(wanted, name):
            found &= Q(**{name: value})
    return found & _between("employees", wanted.employees_from, wanted.employees_to) & _revenue(wanted)


def _revenue(wanted: AccountFilter) -> Q:
    found = _between("annual_revenue", wanted.annual_revenue_from, wanted.annual_revenue_to)
    return found & Q(currency=wanted.currency) if found and wanted.currency else found


def _between(path: str, least: int | None, most: int | None) -> Q:
    found = Q()
    if least is not None:
        found &= Q(**{f"{path}__gte": least})
    if most is not None:
        found &= Q(**{f"{path}__lte": most})
    return found


def _of_its_figures(wanted: AccountFilter) -> Q:
    found = Q()
    if wanted.open_signal:
        found &= Q(figures__open_signals__gt=0)
    if wanted.nothing_next_on is not None:
        found &= Q(figures__next_step_on=None) | Q(figures__next_step_on__lt=wanted.nothing_next_on)
    return found
