"""The words of selling."""

from dugout.selling.terms.gates import (
    CONDITIONS,
    Answered,
    Condition,
    Confirmed,
    GateAsked,
    GateFacts,
    GateReading,
    GatesUnmet,
    NeedFact,
    Request,
    Verdict,
)
from dugout.selling.terms.words import (
    Commitment,
    ConfirmationKind,
    LineValues,
    OpportunityKind,
    OpportunityValues,
    Outcome,
    ProductKind,
    ProductValues,
)

__all__ = [
    "CONDITIONS",
    "Answered",
    "Commitment",
    "Condition",
    "ConfirmationKind",
    "Confirmed",
    "GateAsked",
    "GateFacts",
    "GateReading",
    "GatesUnmet",
    "LineValues",
    "NeedFact",
    "OpportunityKind",
    "OpportunityValues",
    "Outcome",
    "ProductKind",
    "ProductValues",
    "Request",
    "Verdict",
]
