"""What gates of sales are met by, one file for each kind: its facts and conditions, its record and its small forms."""

from dugout.gates.terms import Condition
from dugout.selling.evidence import (
    authority,
    commitment,
    concerns,
    confirmations,
    matches,
    needs,
    objections,
    sale,
    thanks,
)
from dugout.selling.terms import Evidence

# In the order in which pages show them.
KINDS: tuple[Evidence, ...] = (
    confirmations.CONFIRMATION,
    concerns.CONCERN,
    commitment.REQUEST,
    objections.OBJECTION,
    matches.MATCH,
)
CONDITIONS: tuple[Condition, ...] = tuple(
    condition
    for of in (confirmations, concerns, commitment, objections, matches, needs, authority, sale, thanks)
    for condition in of.CONDITIONS
)
