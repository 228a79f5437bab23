"""Sales as a list: the same choice as the board's, in an order, a page at a time."""

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.selling.queries.listed import ENDED, ORDERS, Wish, sales_listed
from dugout.selling.rules.stalling import is_stalled
from dugout.selling.terms import Outcome
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.jinja import local_day
from dugout.web.reading import read_id
from dugout.web.selling.choosing import EVERYONE, KINDS, MINE, read_choice
from dugout.web.showing import show

VIEWS = (("", "On the board"), ("won", "Won"), ("lost", "Lost"), ("abandoned", "Given up"))


@guarded(Action.READ)
def list_sales(request: SignedInRequest) -> HttpResponse:
    """What "Show all" of a column leads to, and where lost sales are found again."""
    choice, asked = read_choice(request), request.GET
    order = asked.get("order", "")
    wish = Wish(
        ended=Outcome(asked["view"]) if asked.get("view") in tuple(ENDED) else None,
        step=read_id(asked.get("step")),
        order=order if order in ORDERS else "since",
        after=asked.get("after"),
    )
    page = sales_listed(choice.chosen, wish)
    day = request.viewer.day
    stalled = {
        row.id
        for row in page.rows
        if row.outcome == Outcome.OPEN
        and is_stalled(
            days_in_step=(day - local_day(row.step_since)).days, usual_days=row.step.usual_days,
            next_step_on=row.next_step_on, today=day,
        )
    }  # fmt: skip
    context = {
        "choice": choice, "wish": wish, "page": page, "kinds": KINDS, "views": VIEWS, "everyone": EVERYONE,
        "mine": MINE, "stalled": stalled,
    }  # fmt: skip
    return show(request, "selling/list.html", context)
