"""Folds what every statement kept of people's books into a row for each group."""

from dugout.accounts.queries.tallies import BOOKS
from dugout.bulk.folding import fold


def fold_books() -> None:
    """One statement."""
    fold(BOOKS)
