"""One sale as its page shows it: the steps with their gates, and everything that was written down."""

from dugout.selling.queries.page.making import sale_page
from dugout.selling.queries.page.shown import SalePage, StepShown

__all__ = ["SalePage", "StepShown", "sale_page"]
