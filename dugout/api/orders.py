"""Orders: one-off lines. A draft changes nothing until it is confirmed."""

from ninja import Router

from dugout.api.papers import serve_papers
from dugout.revenue.commands.confirming import confirm_order
from dugout.revenue.terms import PaperKind

router = Router()
serve_papers(
    router,
    PaperKind.ORDER,
    confirm_order,
    about="From the signing day on the account is a client. ARR does not move.",
)
