"""Opportunities: one possible sale each, on its way through the steps of its process."""

from ninja import Router

from dugout.api import opportunity_totals

router = Router()
# Before what reads an id: "totals" is none.
router.add_router("", opportunity_totals.router)
