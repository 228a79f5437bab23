"""Who writes an account's document: whether the reader may, and whom to ask who may."""

from dataclasses import dataclass

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.people.models import Person
from dugout.selling.queries.teams import people_on_open_opportunities
from dugout.web.guard import SignedInRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """`allowed` for the reader; else the rule that refuses, the owner and who else can write."""

    allowed: bool
    rule: str
    owner: Person | None
    team: tuple[Person, ...]


def writers_of(request: SignedInRequest, account: Account) -> Writers:
    """The writers of this account's document, for the reader of this request."""
    verdict = may(request.viewer, Action.WRITE_DOCUMENT, account)
    team = () if verdict.allowed else people_on_open_opportunities(account.id)
    return Writers(
        allowed=verdict.allowed,
        rule=verdict.rule,
        owner=account.owner,
        team=tuple(person for person in team if person != account.owner),
    )
