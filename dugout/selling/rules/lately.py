"""How long who sold to an account still hears of its trouble (book 09, "Never blindsided")."""

from datetime import date

from dugout.selling.terms import LATELY


def lately_since(day: date) -> date:
    """The first day on which a win still counts as lately: the seller hears of trouble on day 365 after it too."""
    return day - LATELY
