"""The page of one sale: where it stands, what its gates want, the offer, what was said, what comes next."""

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.table import may
from dugout.access.terms import Action
from dugout.handoffs.queries.opened import handoff_of_sale, win_can_go_back
from dugout.selling.models import Opportunity
from dugout.selling.queries.page import SalePage, sale_page
from dugout.selling.terms import Outcome
from dugout.web.formats import day, plural
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.jinja import local_day, reader_zone, today
from dugout.web.selling.adding import CAME_BY
from dugout.web.selling.choosing import KINDS
from dugout.web.showing import show


@guarded(Action.READ)
def opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Everybody reads the same; its owner and its team find the forms beside it."""
    sale = loaded(Opportunity, opportunity_id)
    page = sale_page(sale, at=request.at, zone=reader_zone())
    won = sale.outcome == Outcome.WON
    context = {
        "sale": sale,
        "page": page,
        "path": f"/opportunities/{sale.id}",
        "stages": stages(page),
        "may_change": page.is_living and may(request.viewer, Action.CHANGE_OPPORTUNITY, sale).allowed,
        "may_undo": won and may(request.viewer, Action.UNDO_WIN, sale).allowed and win_can_go_back(sale),
        "handoff": handoff_of_sale(sale) if won else None,
        "kinds": KINDS,
        "came_by": dict(CAME_BY),
        "log_href": f"/accounts/{sale.account_id}/log" if sale.account_id else "/log",
    }
    return show(request, "selling/sale.html", context)


def stages(page: SalePage) -> list[tuple[str, str, str]]:
    """The steps as the track draws them: when each was left, how long the present one lasts."""
    closed = not page.is_living
    left: dict[int, str] = {}
    for move in page.written.moves:
        if move.from_step is not None:
            left[move.from_step.number] = day(local_day(move.at), today())
    here = page.step.number
    return [
        (
            f"{step.number} {step.name}",
            _ended(page) if step.number == here and closed else
            _here(page) if step.number == here else
            left.get(step.number, "") if step.number < here else "",
            "done" if step.number < here or (closed and page.sale.outcome == Outcome.WON) else
            "now" if step.number == here else "",
        )
        for step in page.steps
    ]  # fmt: skip


def _here(page: SalePage) -> str:
    return f"{plural(page.days, 'day')} here" if page.days else "since today"


def _ended(page: SalePage) -> str:
    return f"{page.sale.outcome.capitalize()} {day(page.sale.closed_on, today())}"
