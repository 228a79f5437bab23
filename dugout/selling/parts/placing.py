"""What naming its account means to a sale that came without one. The verb is revenue's, which moves its papers."""

from datetime import datetime

from dugout.accounts.models import Account
from dugout.history.terms import Author
from dugout.selling.models import Opportunity
from dugout.selling.parts.holding import keep_selling_figures, take, tell, touch
from dugout.values.refused import Taken


def place(
    *, opportunity_id: int, account: Account, seen: int | None, by: Author, at: datetime
) -> Opportunity:
    """Gives a sale without account its account, which must be held, for good. Taken when it has one; Stale as ever."""
    row = take(opportunity_id, seen=seen, yours={"account": account.name})
    if row.account is not None:
        raise Taken.because(
            f"{row.name} belongs to {row.account.name} already.", "A sale stays with its account.", "account"
        )
    row.account = account
    touch(row, "account")
    keep_selling_figures(account.id, at=at)
    tell("opportunity_changed", row, by=by, at=at, before={"account": None}, after={"account": account.name})
    return row
