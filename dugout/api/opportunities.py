"""Opportunities: one possible sale each, on its way through the steps of its process."""

from ninja import Router

from dugout.api import opportunity_evidence, opportunity_moves, opportunity_records, opportunity_totals

router = Router()
# The totals come first: "totals" would be read as an id otherwise.
for part in (opportunity_totals, opportunity_records, opportunity_moves, opportunity_evidence):
    router.add_router("", part.router)
