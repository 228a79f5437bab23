"""Contracts: recurring lines on terms. A draft changes nothing until it is confirmed."""

from ninja import Router

from dugout.api.papers import serve_papers
from dugout.revenue.commands.confirming import confirm_contract
from dugout.revenue.terms import PaperKind

router = Router()
serve_papers(
    router,
    PaperKind.CONTRACT,
    confirm_contract,
    about="From the signing day on the account is a client. ARR moves on the service start.",
)
