"""Where a client is in its life (book 02, "Phase"), and how far round the base path it has come."""

from dugout.overview.terms.snapshot import LifeFacts, Phase

# The sides of the base path in order: what was sold is handed over, renewed, grown.
SELLING, SOLD, HANDED_OVER, RENEWED, GROWN = range(5)


def phase_of(facts: LifeFacts) -> Phase:
    """Selling or lapsed; of a client the first that holds of hand-off, renewal, growth, managed."""
    if facts.stage == "lapsed":
        return Phase.LAPSED
    if facts.stage != "client":
        return Phase.SELLING
    if facts.handoff_open:
        return Phase.HANDOFF
    if "renewal" in facts.open_kinds:
        return Phase.RENEWAL
    return Phase.GROWTH if "expansion" in facts.open_kinds else Phase.MANAGED


def base_of(facts: LifeFacts) -> int:
    """The last side that it reached with none left out: who grew before a renewal stands at handed over."""
    ran = (
        facts.stage != "prospect" or facts.handoff_open or facts.managed,
        facts.managed,
        "renewal" in facts.movements,
        "expansion" in facts.movements,
    )
    return next((base for base, done in enumerate(ran) if not done), GROWN)
