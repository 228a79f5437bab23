"""The living styleguide."""

from dataclasses import dataclass

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.values.refused import Problem
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@dataclass(frozen=True)
class Reading:
    sentence: str
    met: bool
    because: str


@guarded(Action.READ)
def styleguide(request: SignedInRequest) -> HttpResponse:
    context = {
        "problems": (Problem("name", "Give the name.", "As it stands on invoices."),),
        "readings": (
            Reading("Decision team has a signer", True, "Dr. Léa Sutter, economic buyer"),
            Reading(
                "What was not promised is written down",
                False,
                "Nothing is written and nobody said “none known”.",
            ),
        ),
    }
    return show(request, "styleguide/page.html", context)
