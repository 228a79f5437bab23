"""Sales in a list: those on the board, or those that ended."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dugout.paging.keyset import Page, page_of
from dugout.selling.models import Opportunity
from dugout.selling.queries.chosen import Chosen, of_view, on_board, whose
from dugout.selling.terms import Outcome

ENDED = (Outcome.WON, Outcome.LOST, Outcome.ABANDONED)
# What a list is ordered by, each with the field that makes it unique; the first is usual.
ORDERS = {
    "since": ("step_since", "id"),
    "close": ("expected_close", "id"),
    "next": ("next_step_on", "id"),
    "amount": ("-amount", "-id"),
}
ORDER_OF_ENDED = ("-closed_on", "-id")
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What of the chosen sales: which step of the board, or which outcome, in which order, after which row."""

    ended: Outcome | None = None
    step: int | None = None
    order: str = "since"
    after: str | None = None


def sales_listed(chosen: Chosen, wish: Wish) -> Page[Opportunity]:
    """A page of sales with account, owner and step. Refused for a cursor of another order."""
    rows = _ended(chosen, wish.ended) if wish.ended else _on_board(chosen, wish.step)
    order = ORDER_OF_ENDED if wish.ended else ORDERS[wish.order]
    return page_of(rows.select_related("account", "owner", "step"), order=order, after=wish.after, limit=PAGE)


def _on_board(chosen: Chosen, step: int | None) -> QuerySet[Opportunity]:
    rows = of_view(on_board(chosen), chosen)
    return rows if step is None else rows.filter(step__number=step)


def _ended(chosen: Chosen, outcome: Outcome) -> QuerySet[Opportunity]:
    return of_view(whose(chosen), chosen).filter(outcome=outcome.value)
