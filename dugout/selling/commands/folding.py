"""Folds what every statement kept of sales and of the gates they went past into a row for each group."""

from dugout.bulk.folding import fold
from dugout.selling.queries.tallies import PASSES, SALES


def fold_tally() -> None:
    """Two statements."""
    fold(SALES)
    fold(PASSES)
