"""Products, processes, opportunities, and the records that gates ask for."""

from dugout.selling.models.evidence import (
    CommitmentRequest,
    Concern,
    Confirmation,
    NeedMatch,
    Objection,
)
from dugout.selling.models.opportunity import (
    Opportunity,
    OpportunityLine,
    OpportunityMember,
    StepMove,
    WentOnWithout,
)
from dugout.selling.models.process import Gate, Process, SellingStep
from dugout.selling.models.product import Product

__all__ = [
    "CommitmentRequest",
    "Concern",
    "Confirmation",
    "Gate",
    "NeedMatch",
    "Objection",
    "Opportunity",
    "OpportunityLine",
    "OpportunityMember",
    "Process",
    "Product",
    "SellingStep",
    "StepMove",
    "WentOnWithout",
]
