"""Folds what every statement kept of sales into a row for each group."""

from dugout.bulk.folding import fold
from dugout.selling.models import SaleTally

GROUP = ("step_id", "owner_id", "kind", "currency", "outcome", "settled", "without_account")
SUMS = ("sales", "amount", "seconds")


def fold_tally() -> None:
    """One statement."""
    fold(SaleTally, groups=GROUP, sums=SUMS)
