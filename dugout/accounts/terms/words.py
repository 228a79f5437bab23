"""The words of accounts and contacts: stages, ways in, decision roles, departments of the client."""

from enum import StrEnum


class Stage(StrEnum):
    PROSPECT = "prospect"
    CLIENT = "client"
    LAPSED = "lapsed"


class CameBy(StrEnum):
    """How an account first came to us."""

    CAMPAIGN = "campaign"
    REFERRAL = "referral"
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    IMPORT = "import"


class DecisionRole(StrEnum):
    ECONOMIC_BUYER = "economic_buyer"
    DECISION_MAKER = "decision_maker"
    INFLUENCER = "influencer"
    USER = "user"
    BLOCKER = "blocker"
    CHAMPION = "champion"
    GATEKEEPER = "gatekeeper"
    PAYABLES = "payables"
    PROCUREMENT = "procurement"
    TECHNICAL = "technical"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


# Who can say yes: any of these roles answers "who has authority".
WITH_AUTHORITY = frozenset({DecisionRole.ECONOMIC_BUYER, DecisionRole.DECISION_MAKER})

CLIENT_DEPARTMENTS = ("management", "users", "technology", "operations", "purchasing", "payables", "law")
