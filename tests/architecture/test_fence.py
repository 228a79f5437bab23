"""A fence round cleverness: who asks statements that are written and planned once, and for what; nobody else does.

Everywhere else a query set is asked as Django asks it. A new name here is a decision, with the figure that asks for it
(docs/decisions/0008).
"""

from tests.architecture.test_house import PACKAGE, imported_modules

WHO_ASKS = "who asks: the session, the person or the token, the post, and what waits for them"
ACCOUNT = "an account by its id"
PARTS = "the parts of an account's page"
TODAY = "Today"
LISTS = "the lists of accounts, and of their contacts and sales: an account with all of them is one call of the API"
FEED = "the feed of entries, and whom it can be narrowed to"
SEARCH = "what search found, while somebody types"
GATES = "the gates of what stands on the board and on an account's page: the ORM writes their facts in 10 ms and more"

MAY_ASK = {
    "web.signin.arriving": WHO_ASKS,
    "people.commands.tokens": WHO_ASKS,
    "people.queries.who_asks": WHO_ASKS,
    "overview.queries.counts": WHO_ASKS,
    "accounts.queries.accounts": ACCOUNT,
    "overview.queries.on_account": PARTS,
    "timeline.queries.conversations": PARTS,
    "handoffs.queries.latest": PARTS,
    "overview.queries.parts": PARTS,
    "overview.queries.today_lists": TODAY,
    "history.queries": TODAY,
    "selling.queries.sellers": TODAY,
    "handoffs.queries.moves": TODAY,
    "handoffs.queries.lists": TODAY,
    "accounts.queries.choices": LISTS,
    "accounts.queries.lists": LISTS,
    "accounts.queries.contacts": LISTS,
    "selling.queries.opportunities": LISTS,
    "paging.kept": LISTS,
    "timeline.queries.feed": FEED,
    "timeline.queries.around": FEED,
    "timeline.queries.naming": FEED,
    "people.queries.directory": FEED,
    "overview.queries.finding": SEARCH,
    "gates.queries": GATES,
}


def test_statements_are_kept_for_those_who_are_named_here() -> None:
    asking = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for path in PACKAGE.rglob("*.py")
        if {"dugout.statements", "dugout.paging.kept"} & set(imported_modules(path))
    }
    assert asking == set(MAY_ASK)
