"""What a token may be, and what its scopes hold. Pure."""

from collections.abc import Collection

from dugout.people.terms import Scope
from dugout.values.refused import Problem
from dugout.values.texts import clean_line

LONGEST_NAME = 100
LONGEST_DAYS = 365
# Each holds the ones before it.
SCOPE_ORDER = (Scope.READ, Scope.WRITE, Scope.ADMIN)


def holds(held: Scope, needed: Scope) -> bool:
    """Whether one scope is another or holds it."""
    return SCOPE_ORDER.index(held) >= SCOPE_ORDER.index(needed)


def check_token(name: str, scopes: Collection[Scope], days: int, *, admin: bool) -> tuple[Problem, ...]:
    """Everything that is wrong with a token that somebody asks for."""
    problems = []
    line = clean_line(name, LONGEST_NAME, field="name")
    if isinstance(line, Problem):
        problems.append(line)
    elif not line:
        problems.append(Problem("name", "A token needs a name.", "Write what it is for."))
    if not scopes:
        problems.append(Problem("scopes", "A token is for something.", "Choose at least one scope."))
    if Scope.ADMIN in scopes and not admin:
        problems.append(
            Problem(
                "scopes",
                "Only an administrator’s token can have the scope admin.",
                "Choose read or write.",
            )
        )
    if not 1 <= days <= LONGEST_DAYS:
        problems.append(
            Problem("days", f"A token ends after 1 to {LONGEST_DAYS} days.", "Write a number of days.")
        )
    return tuple(problems)
