"""The list of accounts: filtered, sorted by any shipped column, one page at a time, with its number up to a cap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery, Value

from dugout.accounts.models import Account
from dugout.accounts.queries.beginnings import begins
from dugout.accounts.terms import AccountFilter, AccountSort
from dugout.paging.keyset import page_of
from dugout.people.models import Person

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
# What the list shows, and nothing else: fewer columns are asked for, brought and unpacked.
LISTED = (
    "name", "name_key", "city", "industry", "country", "stage", "employees", "annual_revenue", "currency",
    "owner__name",
    *(f"figures__{name}" for name in (
        "arr", "currency", "renewal_on", "open_signals", "worst_signal", "last_contact_at", "handoff_open",
        "managed_since", "renewed", "grown",
    )),
)  # fmt: skip
OF_THE_OWNER = [
    f"owner__{field.name}" for field in Person._meta.concrete_fields if field.name not in ("id", "name")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage:
    """Accounts of one page with figures and owner, the cursor after the last, and how many match in all.

    `count` stops at `MOST_COUNTED`, and `more` says so; it is 0 on a page without rows.
    """

    rows: Sequence[Account]
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
) -> AccountsPage:
    """One page of the accounts that match, those without a value of the sort's last. One query."""
    page = page_of(
        accounts(wanted).only(*LISTED).annotate(matching=CappedCount(_counted(wanted))),
        order=order_of(sort, descending=descending),
        after=after,
        limit=limit,
    )
    count = getattr(page.rows[0], "matching", 0) if page.rows else 0
    return AccountsPage(
        rows=page.rows, after=page.after, count=min(count, MOST_COUNTED), more=count > MOST_COUNTED
    )


def order_of(sort: AccountSort, *, descending: bool) -> tuple[str, ...]:
    """A sort as `page_of` takes it: both fields the same way, so that a page is one range of one index."""
    return tuple(f"-{path}" if descending else path for path in ORDERS[sort])


def accounts(wanted: AccountFilter = EVERY_ACCOUNT) -> QuerySet[Account]:
    """The accounts that match, with figures and the owner's name joined."""
    # Said so, every account has its figures: else the database would join them last, after sorting by them.
    rows = (
        Account.objects.filter(figures__isnull=False).select_related("figures", "owner").defer(*OF_THE_OWNER)
    )
    return rows.filter(_of_the_account(wanted), _of_its_figures(wanted))


def _counted(wanted: AccountFilter) -> QuerySet[Any, Any]:
    """One row for each that matches, up to the cap and one more; figures are joined only where they decide."""
    rows = Account.objects.filter(_of_the_account(wanted), _of_its_figures(wanted))
    return rows.order_by().annotate(one=Value(1)).values("one")[: MOST_COUNTED + 1]


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
    for name in ("industry", "country", "external_source", "external_id"):
        if value := getattr(wanted, name):
            # No text that is kept has a NUL in it, and the database would not even compare it.
            found &= Q(pk=None) if "\0" in value else Q(**{name: value})
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
