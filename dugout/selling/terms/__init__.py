"""The words of selling."""

from dugout.selling.terms.evidence import (
    EVIDENCE,
    NOBODY,
    Evidence,
    Listed,
    Shown,
    Who,
    type_of_sentence,
)
from dugout.selling.terms.words import (
    LATELY,
    Commitment,
    ConfirmationKind,
    LineValues,
    OpportunityKind,
    OpportunityToImport,
    OpportunityValues,
    Outcome,
    ProductKind,
    ProductToImport,
    ProductValues,
)

__all__ = [
    "EVIDENCE",
    "LATELY",
    "NOBODY",
    "Commitment",
    "ConfirmationKind",
    "Evidence",
    "LineValues",
    "Listed",
    "OpportunityKind",
    "OpportunityToImport",
    "OpportunityValues",
    "Outcome",
    "ProductKind",
    "ProductToImport",
    "ProductValues",
    "Shown",
    "Who",
    "type_of_sentence",
]
