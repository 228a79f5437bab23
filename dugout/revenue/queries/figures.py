"""What lists of accounts sort by, as far as revenue knows it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from dugout.accounts.terms.figures import Figure, Values
from dugout.our_company.queries import company_day
from dugout.revenue.models import Movement
from dugout.revenue.queries.standing import standings_of
from dugout.revenue.terms import MovementKind, Standing


def figures_by(found: Mapping[int, Standing]) -> Values:
    """The columns of STANDING, of accounts whose standing is known already."""
    return {account_id: one.figures for account_id, one in found.items()}


def _standing(account_ids: Collection[int], at: datetime) -> Values:
    return figures_by(standings_of(account_ids, day=company_day(at)))


def _path(account_ids: Collection[int], _: datetime) -> Values:
    """How far round the base path the account has come by its movements: whether it renewed, whether it grew."""
    counted = Movement.objects.filter(account_id__in=account_ids, reverses=None, reversal=None)
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for account_id, kind in counted.values_list("account_id", "kind"):
        kinds[account_id].add(kind)
    return {
        account_id: (MovementKind.RENEWAL in of, MovementKind.EXPANSION in of)
        for account_id, of in kinds.items()
    }


STANDING = Figure(columns=("arr", "currency", "renewal_on", "client_since"), of=_standing)
PATH = Figure(columns=("renewed", "grown"), of=_path)
