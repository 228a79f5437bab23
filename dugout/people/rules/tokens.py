"""What a token may be, and what its scopes hold. Pure."""

from dugout.our_company.rules.company import check_named
from dugout.people.terms import Scope, TokenValues
from dugout.values.refused import Problem

LONGEST_DAYS = 365
# Each holds the ones before it.
SCOPE_ORDER = (Scope.READ, Scope.WRITE, Scope.ADMIN)


def holds(held: Scope, needed: Scope) -> bool:
    """Whether one scope is another or holds it."""
    return SCOPE_ORDER.index(held) >= SCOPE_ORDER.index(needed)


def check_token(values: TokenValues, *, admin: bool) -> tuple[TokenValues, tuple[Problem, ...]]:
    """The token as it is kept, and everything that is wrong with it."""
    values, wrong = check_named(values, "A token")
    problems = list(wrong)
    if not values.scopes:
        problems.append(Problem("scopes", "A token is for something.", "Choose at least one scope."))
    if Scope.ADMIN in values.scopes and not admin:
        problems.append(
            Problem(
                "scopes",
                "Only an administrator’s token can have the scope admin.",
                "Choose read or write.",
            )
        )
    if not 1 <= values.days <= LONGEST_DAYS:
        problems.append(
            Problem("days", f"A token ends after 1 to {LONGEST_DAYS} days.", "Write a number of days.")
        )
    return values, tuple(problems)
