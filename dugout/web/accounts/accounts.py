"""The list of accounts, and the form that narrows it down."""

from typing import Any

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.accounts.queries.choices import Choices, account_choices
from dugout.accounts.queries.lists import ListedAccount, accounts_page
from dugout.accounts.rules.lists import DESCENDING_FIRST
from dugout.accounts.terms import AccountSort, Stage
from dugout.overview.rules.life import base_of
from dugout.overview.terms.snapshot import LifeFacts
from dugout.web.accounts.narrowing import VIEWS, Narrowing, conditions_in_words, read_narrowing
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.showing import show

# Every sort in words, as a chooser says it, and what the list says of itself.
SORTS = (
    ("-arr", "Largest ARR first"),
    ("arr", "Smallest ARR first"),
    ("name", "By name, A to Z"),
    ("-name", "By name, Z to A"),
    ("renewal", "Next renewal first"),
    ("-renewal", "Last renewal first"),
    ("-last_contact", "Latest contact first"),
    ("last_contact", "Longest without contact first"),
    ("-employees", "Most employees first"),
    ("employees", "Fewest employees first"),
    ("-annual_revenue", "Largest revenue first"),
    ("annual_revenue", "Smallest revenue first"),
    ("-open_signals", "Most open signals first"),
    ("open_signals", "Fewest open signals first"),
)
STAGES = [(one.value, one.value.capitalize()) for one in Stage]


@guarded(Action.READ)
def accounts(request: SignedInRequest) -> HttpResponse:
    """Filtered, sorted and paged by the address. A condition that cannot be read shows the form with what is wrong."""
    choices = account_choices()
    narrowing = read_narrowing(request.GET, viewer=request.viewer, currency=choices.currency)
    if narrowing.problems:
        return _form(request, narrowing, choices)
    after = request.GET.get("after")
    page = accounts_page(narrowing.wanted, sort=narrowing.sort, descending=narrowing.descending, after=after)
    context = {
        **_context(narrowing, choices),
        "page": page,
        "bases": {row.id: _base(row) for row in page.rows},
        "views": [(text, narrowing.address(typed), typed == narrowing.typed) for text, typed in VIEWS],
        "conditions": list(conditions_in_words(narrowing, choices)),
        "columns": {sort.value: _column(narrowing, sort) for sort in AccountSort},
        "is_first": not after,
    }
    return show(request, "accounts/accounts.html", context)


@guarded(Action.READ)
def narrow(request: SignedInRequest) -> HttpResponse:
    """The form alone: a dialog where the page has no room for it beside the list."""
    choices = account_choices()
    return _form(
        request, read_narrowing(request.GET, viewer=request.viewer, currency=choices.currency), choices
    )


def _form(request: SignedInRequest, narrowing: Narrowing, choices: Choices) -> HttpResponse:
    template = "accounts/_narrow_dialog.html" if wants_a_part(request) else "accounts/narrow.html"
    return show(request, template, _context(narrowing, choices), status=422 if narrowing.problems else 200)


def _context(narrowing: Narrowing, choices: Choices) -> dict[str, Any]:
    return {
        "narrowing": narrowing,
        "typed": narrowing.typed,
        "problems": narrowing.problems,
        "choices": choices,
        "owners": [("me", "Mine"), ("none", "Nobody"), *choices.owners],
        "industries": [(one, one) for one in choices.industries],
        "countries": [(one, one) for one in choices.countries],
        "stages": STAGES,
        "sorts": SORTS,
        "sorted_in_words": dict(SORTS)[narrowing.sort_text],
    }


def _base(account: ListedAccount) -> int:
    """How far round the base path, as the account's own page says it."""
    ran = {kind for kind, done in (("renewal", account.renewed), ("expansion", account.grown)) if done}
    return base_of(
        LifeFacts(
            stage=account.stage,
            handoff_open=account.handoff_open,
            managed=account.managed_since is not None,
            movements=frozenset(ran),
        )
    )


def _column(narrowing: Narrowing, sort: AccountSort) -> tuple[str, str]:
    """Where a column's head leads (the other way round where it is sorted by already), and how it is sorted."""
    here = narrowing.sort is sort
    descending = not narrowing.descending if here else sort in DESCENDING_FIRST
    now = ("descending" if narrowing.descending else "ascending") if here else ""
    return narrowing.address(sort=f"-{sort.value}" if descending else sort.value), now
