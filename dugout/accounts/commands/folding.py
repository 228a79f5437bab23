"""Folds what every statement kept of people's books into a row for each group."""

from dugout.accounts.models import BookTally
from dugout.bulk.folding import fold

GROUP = ("owner_id", "currency", "renewal_on")
SUMS = (
    "accounts",
    "clients",
    "renewals",
    "with_money",
    "open_opportunities",
    "open_signals",
    "arr",
    "open_amount",
)


def fold_books() -> None:
    """One statement."""
    fold(BookTally, groups=GROUP, sums=SUMS)
