"""Where accounts stand by their confirmed papers, and which of them are shown otherwise."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from dugout.accounts.models import Account
from dugout.accounts.rules import stage_on
from dugout.revenue.models import Movement, Paper
from dugout.revenue.rules import standing_by
from dugout.revenue.terms import PaperKind, SignedPaper, Standing

# Accounts compared at once: a few plain tuples each.
CHUNK = 2000


def standings_of(accounts: Collection[int], *, day: date) -> Mapping[int, Standing]:
    """Any number of accounts as of a day, by the rules."""
    usual = dict(Account.objects.filter(id__in=accounts).values_list("id", "currency"))
    papers: defaultdict[int, list[SignedPaper]] = defaultdict(list)
    confirmed = Paper.objects.filter(account_id__in=accounts, confirmed_at__isnull=False, signed_on__lte=day)
    for account_id, kind, signed_on, ends_on, ended_at, renewed_by_id in confirmed.values_list(
        "account_id", "kind", "signed_on", "ends_on", "ended_at", "renewed_by_id"
    ):
        assert signed_on is not None  # the filter says so
        papers[account_id].append(
            SignedPaper(
                kind=PaperKind(kind),
                signed_on=signed_on,
                ends_on=ends_on,
                ended=ended_at is not None,
                renewed=renewed_by_id is not None,
            )
        )
    moved: defaultdict[int, list[tuple[date, str, int]]] = defaultdict(list)
    movements = Movement.objects.filter(account_id__in=accounts, on_day__lte=day)
    for account_id, on_day, currency, amount in movements.values_list(
        "account_id", "on_day", "currency", "amount"
    ):
        moved[account_id].append((on_day, currency, amount))
    return {
        account_id: standing_by(
            papers[account_id], moved[account_id], day=day, usual=usual.get(account_id) or "EUR"
        )
        for account_id in accounts
    }


def accounts_out_of_date(*, day: date, among: Collection[int] | None = None) -> Iterator[int]:
    """Accounts whose kept figures or stage differ from what the rules say of a day."""
    after = 0
    with_papers = Paper.objects.filter(account_id__isnull=False, confirmed_at__isnull=False)
    if among is not None:
        with_papers = with_papers.filter(account_id__in=among)
    while ids := list(
        with_papers.filter(account_id__gt=after)
        .order_by("account_id")
        .values_list("account_id", flat=True)
        .distinct()[:CHUNK]
    ):
        found = standings_of(ids, day=day)
        for account in Account.objects.filter(id__in=ids).select_related("figures").order_by("id"):
            if _differs(account, found[account.id], day):
                yield account.id
        after = ids[-1]


def _differs(account: Account, found: Standing, day: date) -> bool:
    kept = account.figures
    return (
        found.ran_out
        or found.figures != (kept.arr, kept.currency, kept.renewal_on, kept.client_since)
        or account.stage != stage_on(day, contracts=found.contracts, orders=found.orders)
    )
