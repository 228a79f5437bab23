"""What comes along with an account when it is asked for: a program builds a whole page from one call."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from ninja import Schema
from pydantic import Field

from dugout.accounts.queries.contacts import contacts_page
from dugout.accounts.terms import ContactFilter
from dugout.api.account_shapes import AccountOut
from dugout.api.auth import ApiRequest
from dugout.api.contact_shapes import ContactOut
from dugout.api.entry_shapes import EntryOut, entry_out
from dugout.api.lists import page_out
from dugout.api.opportunity_shapes import OpportunityRow
from dugout.api.shapes import listed
from dugout.api.shown import shown
from dugout.selling.queries.opportunities import Wanted, opportunities_page
from dugout.selling.terms import Outcome
from dugout.timeline.queries.around import Around
from dugout.timeline.queries.feed import entries_page
from dugout.values.ids import to_public

# As many as the account's own page shows of its timeline at first.
MOST = 30


class Include(StrEnum):
    """A list that may come along, named as its resource."""

    ENTRIES = "entries"
    CONTACTS = "contacts"
    OPPORTUNITIES = "opportunities"


class AccountAsked(Schema):
    include: list[Include] = Field(
        [],
        description=f"Lists of the account that come along, each its first {MOST}: the newest entries, its contacts, "
        "its open opportunities. `next` of each leads on.",
    )


class AccountWithOut(AccountOut):
    """An account, and of the lists below those that `include` named."""

    entries: listed(EntryOut) | None = None  # type: ignore[valid-type]
    contacts: listed(ContactOut) | None = None  # type: ignore[valid-type]
    opportunities: listed(OpportunityRow) | None = None  # type: ignore[valid-type]


FirstPage = tuple[list[dict[str, Any]], str | None]


def _entries(account_id: int) -> FirstPage:
    page = entries_page(account_id, after=None, limit=MOST)
    around = Around(page.rows)
    return [entry_out(row, around) for row in page.rows], page.after


def _contacts(account_id: int) -> FirstPage:
    page = contacts_page(ContactFilter(account_id=account_id), after=None, limit=MOST)
    return [shown(ContactOut, row) for row in page.rows], page.after


def _opportunities(account_id: int) -> FirstPage:
    page = opportunities_page(Wanted(account_id=account_id, outcome=Outcome.OPEN), after=None, limit=MOST)
    return [shown(OpportunityRow, row) for row in page.rows], page.after


PAGES: dict[Include, tuple[Callable[[int], FirstPage], dict[str, str]]] = {
    Include.ENTRIES: (_entries, {}),
    Include.CONTACTS: (_contacts, {}),
    Include.OPPORTUNITIES: (_opportunities, {"outcome": Outcome.OPEN.value}),
}


def included(request: ApiRequest, account_id: int, wanted: Iterable[Include]) -> dict[str, Any]:
    """The first page of each list, as that list answers."""
    found = {}
    for one in dict.fromkeys(wanted):
        page, narrowed = PAGES[one]
        items, after = page(account_id)
        query = QueryDict(mutable=True)
        query.update({"account": to_public(account_id), **narrowed, "limit": str(MOST)})
        found[one.value] = page_out(request, items, f"/api/v1/{one.value}", query, after)
    return found
