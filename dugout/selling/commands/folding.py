"""Folds what every statement kept of sales and of the gates they went past into a row for each group."""

from dugout.bulk.folding import fold
from dugout.selling.models import PassTally, SaleTally

OF_SALES = ("step_id", "owner_id", "kind", "currency", "outcome", "settled", "without_account")
OF_PASSES = ("gate_id", "owner_id", "kind", "without_account")


def fold_tally() -> None:
    """Two statements."""
    fold(SaleTally, groups=OF_SALES, sums=("sales", "amount", "seconds"))
    fold(PassTally, groups=OF_PASSES, sums=("sales",))
