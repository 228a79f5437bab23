"""The box that finds and does: a page of its own, and the part that the palette shows while one types."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dugout.access.terms import Action
from dugout.overview.queries.finding import find_records
from dugout.search.rules import words_of
from dugout.search.terms import KINDS
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.search.doing import doings_for, doings_on
from dugout.web.showing import show

TITLES = {"account": "Accounts", "contact": "Contacts", "opportunity": "Sales", "person": "People"}
ICONS = {"contact": "user-round", "opportunity": "target", "person": "users-round"}
# A sign in front narrows it down: @ to persons of both companies, > to what can be done.
PERSONS, DOINGS = "@", ">"
MOST_IN_PALETTE, MOST_ON_PAGE = 5, 20


@guarded(Action.READ)
def search(request: SignedInRequest) -> HttpResponse:
    """What `?q=` finds, names first."""
    part = wants_a_part(request)
    typed = request.GET.get("q", "")[:400]
    context = {"typed": typed, **_found(request, typed, most=MOST_IN_PALETTE if part else MOST_ON_PAGE)}
    if part:
        return render(request, "search/_found.html", context)
    return show(request, "search/search.html", context)


def _found(request: SignedInRequest, typed: str, *, most: int) -> dict[str, Any]:
    sign, rest = (typed[:1], typed[1:]) if typed[:1] in (PERSONS, DOINGS) else ("", typed)
    kinds = ("contact", "person") if sign == PERSONS else KINDS
    records = {} if sign == DOINGS else find_records(rest, kinds=kinds, most=most)
    doings = [] if sign == PERSONS else doings_for(rest, is_admin=request.viewer.is_admin)
    first = records.get("account", [])[:1]
    return {
        "records": records,
        "doings": [*(on for one in first for on in doings_on(one.id, one.name, words_of(rest))), *doings],
        "titles": TITLES,
        "icons": ICONS,
        "asked": bool(words_of(rest)),
    }
