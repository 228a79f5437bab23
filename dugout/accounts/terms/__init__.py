"""The words of accounts and contacts, and the values that commands take."""

from dugout.accounts.terms.known import Known, LikelyKnown
from dugout.accounts.terms.lists import AccountFilter, AccountSort, ContactFilter
from dugout.accounts.terms.values import AccountToImport, AccountValues, ContactValues
from dugout.accounts.terms.words import CLIENT_DEPARTMENTS, WITH_AUTHORITY, CameBy, DecisionRole, Stage

__all__ = [
    "CLIENT_DEPARTMENTS",
    "WITH_AUTHORITY",
    "AccountFilter",
    "AccountSort",
    "AccountToImport",
    "AccountValues",
    "CameBy",
    "ContactFilter",
    "ContactValues",
    "DecisionRole",
    "Known",
    "LikelyKnown",
    "Stage",
]
