"""The nightly comparison: corrects kept figures that differ from their source, and tells the administrators."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dugout.accounts.parts import hold, refresh
from dugout.accounts.terms.figures import every_figure
from dugout.history.parts import record
from dugout.history.terms import system
from dugout.our_company.queries import company_day
from dugout.people.models import Person
from dugout.revenue.commands.restaging import restage_accounts
from dugout.revenue.parts.standing import bring_up_to_date
from dugout.timeline.parts import notify
from dugout.upkeep.queries.figures import false_figures
from dugout.upkeep.terms import FalseFigure

# So many accounts are held at once, and told of together.
ACCOUNTS = 500
WHY_YOU = (
    "You administer Dugout. A verb of it, or somebody past it, wrote a wrong figure: please report it with what "
    "was done before."
)


def compare_figures(*, at: datetime) -> list[FalseFigure]:
    """Corrects kept figures that differ from their source, tells the administrators, and returns what was wrong.

    What days alone changed is brought up to date first: that is nobody's mistake. Each account is compared again while
    it is held, so that a change under way does not count as wrong. Figures that are wrong even after they were worked
    out again are told as well.
    """
    restage_accounts(at=at)
    suspect = sorted({account for found in false_figures(at=at) for account in found.account_ids})
    some_of = (suspect[start : start + ACCOUNTS] for start in range(0, len(suspect), ACCOUNTS))
    return [found for accounts in some_of for found in _mend(accounts, at=at)]


def _mend(accounts: Sequence[int], *, at: datetime) -> list[FalseFigure]:
    """Corrects the figures of some accounts in one transaction."""
    with transaction.atomic():
        held = [hold(account) for account in accounts]
        wrong = false_figures(at=at, among=accounts)
        if wrong:
            day = company_day(at)
            for account in held:
                bring_up_to_date(account=account, day=day, by=system(), at=at)
            refresh(accounts, *every_figure(), at=at)
            _tell(wrong, false_figures(at=at, among=accounts), at=at)
    return wrong


def _tell(wrong: Sequence[FalseFigure], left: Sequence[FalseFigure], *, at: datetime) -> None:
    said = [f"{found.where[:1].upper()}{found.where[1:]}." for found in wrong]
    if left:
        said += ["Still wrong after they were worked out again:", *(f"{found.where}." for found in left)]
    entry = record(
        kind="figures_mended", by=system(), at=at, text=" ".join(said),
        after={"accounts": _accounts(wrong), "left": _accounts(left)},
    )  # fmt: skip
    administrators = Person.objects.here().filter(is_admin=True).values_list("id", flat=True)
    notify(persons=list(administrators), entry_id=entry.id, because=WHY_YOU, at=at)


def _accounts(told: Sequence[FalseFigure]) -> int:
    return len({account for one in told for account in one.account_ids})
