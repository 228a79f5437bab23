"""Shows a form of the pages of people: what was typed stays, and what is wrong stands at its field."""

from typing import Any

from django.http import HttpResponse

from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest
from dugout.web.showing import show


def show_form(request: SignedInRequest, name: str, refusal: Refused | None, **more: Any) -> HttpResponse:
    """The page `people/NAME.html`. `typed` in `more` is what stands in its fields before anybody typed."""
    context = {
        **more,
        "typed": request.POST or more.get("typed", {}),
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
    }
    return show(request, f"people/{name}.html", context, status=status_of(refusal) if refusal else 200)
