"""One small form after another: shown, read, written by one verb, and back to the sale."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from dugout.selling.models import Opportunity
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest
from dugout.web.saying import say
from dugout.web.selling.forms import show_form
from dugout.web.selling.typed import Typed


def written(
    request: SignedInRequest,
    sale: Opportunity,
    name: str,
    title: str,
    write: Callable[[Typed], Any],
    *,
    done: str = "",
    place: str = "",
    **more: Any,
) -> HttpResponse:
    """The form `selling/_NAME.html` of a sale. `write` calls the one verb.

    `done` is said on the sale's page, which is shown at `place`.
    """
    refusal = None
    if request.method == "POST":
        form = Typed(request.POST)
        try:
            write(form)
        except Refused as refused:
            refusal = refused
        else:
            if done:
                say(request, done)
            return HttpResponseRedirect(f"/opportunities/{sale.id}{'#' + place if place else ''}")
    return show_form(request, name, title, refusal, sale=sale, **more)
