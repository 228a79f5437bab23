"""Today, and on phones the places that the tab bar has no room for."""

from itertools import groupby

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.overview.queries.book import book_of
from dugout.overview.queries.today import today_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.READ)
def today(request: SignedInRequest) -> HttpResponse:
    """The order of play. `?kind=` shows one kind of line only."""
    lines = today_of(request.viewer, at=request.at)
    kinds = {kind: len(list(group)) for kind, group in groupby(sorted(line.kind for line in lines))}
    wanted = request.GET.get("kind", "")
    shown = [line for line in lines if wanted in ("", line.kind)]
    groups = [(when, list(group)) for when, group in groupby(shown, key=lambda line: line.when)]
    context = {
        "lines": lines,
        "groups": groups,
        "kinds": kinds,
        "wanted": wanted,
        "book": book_of(request.viewer),
    }
    return show(request, "today/today.html", context)


@guarded(Action.READ)
def more(request: SignedInRequest) -> HttpResponse:
    return show(request, "today/more.html")
