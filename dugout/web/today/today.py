"""Today, and on phones the places that the tab bar has no room for."""

from itertools import groupby

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.overview.queries.today import today_page
from dugout.overview.terms.snapshot import most_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show

# Each kind of line as its filter names it, in the order of the filters.
KINDS = {
    "handoff": "Hand-offs",
    "signal": "Signals",
    "next_step": "Next steps",
    "promise": "Promises",
    "paper": "Papers",
}


@guarded(Action.READ)
def today(request: SignedInRequest) -> HttpResponse:
    """The order of play. `?kind=` shows one kind of line only."""
    found = today_page(request.viewer, at=request.at)
    wanted = request.GET.get("kind", "")
    shown = [line for line in found.lines if wanted not in KINDS or line.kind == wanted]
    counts = {kind: sum(line.kind == kind for line in found.lines) for kind in KINDS}
    context = {
        "lines": found.lines,
        "groups": [(when, list(group)) for when, group in groupby(shown, key=lambda line: line.when)],
        "kinds": [(kind, KINDS[kind], count) for kind, count in counts.items() if count],
        "wanted": wanted if wanted in KINDS else "",
        "book": found.lists.book,
        "lists": found.lists,
        "waiting": found.waiting,
        "most_since": most_of(found.lists.since),
        "first": found.lists.first_steps,
    }
    return show(request, "today/today.html", context)


@guarded(Action.READ)
def more(request: SignedInRequest) -> HttpResponse:
    return show(request, "today/more.html")
