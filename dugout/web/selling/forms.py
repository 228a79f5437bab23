"""Shows a form of one sale: a dialog's inside for a script, a page of its own without one."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render

from dugout.selling.models import Opportunity
from dugout.selling.queries.opportunities import last_change_of
from dugout.values.refused import Refused, Stale
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, wants_a_part
from dugout.web.reading import read_id
from dugout.web.selling.choices import choices_of_products
from dugout.web.selling.fields import rows_of
from dugout.web.showing import show


def seen_by(request: SignedInRequest) -> int | None:
    """The version that the person's page showed."""
    return read_id(request.POST.get("seen") or request.GET.get("seen"))


def way_back(request: SignedInRequest, sale: Opportunity) -> str:
    """Where a form leads: the board from which it was opened, else the sale's own page."""
    asked = request.POST.get("back") or urlsplit(request.headers.get("Referer", "")).path
    if asked == "/selling":
        query = "" if request.POST.get("back") else urlsplit(request.headers.get("Referer", "")).query
        return f"/selling?{query}" if query else "/selling"
    return asked if asked.startswith("/selling?") else f"/opportunities/{sale.id}"


def show_form(
    request: SignedInRequest, name: str, title: str, refusal: Refused | None = None, **more: Any
) -> HttpResponse:
    """The form `selling/_NAME.html`. What was typed stays, and what is wrong stands at its field.

    `more` holds the `sale`. A form that was overtaken says what happened, and may be sent again as it is.
    """
    sale: Opportunity | None = more.get("sale")
    stale = isinstance(refusal, Stale)
    part = wants_a_part(request)
    context = {
        "typed": request.POST,
        "refusal": refusal,
        "problems": () if stale or refusal is None else refusal.problems,
        "overtaken": last_change_of(sale) if stale and sale else None,
        "seen": sale.version if sale and (stale or seen_by(request) is None) else seen_by(request),
        "form": f"selling/_{name}.html",
        "title": title,
        "part": part,
        "viewer": request.viewer,
        "choices_of_products": choices_of_products,
        "rows_of": rows_of,
        **more,
    }
    status = status_of(refusal) if refusal else 200
    if part:
        return render(request, f"selling/_{name}.html", context, status=status)
    return show(request, "selling/form.html", context, status=status)


def what_happened(request: SignedInRequest, sale: Opportunity, stale: Stale) -> HttpResponse:
    """A page that says where the sale stands now, and who changed it last: nothing was typed that could be kept."""
    context = {"sale": sale, "overtaken": last_change_of(sale), "back": way_back(request, sale)}
    return show(request, "selling/overtaken.html", context, status=status_of(stale))
