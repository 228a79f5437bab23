"""The living styleguide."""

from datetime import timedelta

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.gates.rules import unmet
from dugout.gates.terms import Condition, GateAsked, GateReading
from dugout.values.refused import Problem
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.showing import show

PROBLEMS = (Problem("name", "The name is missing.", "Write it as it stands on invoices."),)
NOBODYS = Condition(key="", of="", reads=(), check=lambda: unmet(""))
READINGS = (
    GateReading(
        condition=NOBODYS,
        gate=GateAsked(condition="", sentence="Decision team has a signer"),
        met=True,
        because="Dr. Léa Sutter, economic buyer",
    ),
    GateReading(
        condition=NOBODYS,
        gate=GateAsked(condition="", sentence="What was not promised is written down"),
        met=False,
        because="Nothing is written and nobody said “none known”.",
    ),
)
DEPARTMENTS = (
    ("p", "Executive team"), ("c", "Business unit lead"), ("1b", "Finance"), ("2b", "Operations"),
    ("ss", "Engineering"), ("3b", "Technical support"), ("lf", "Customer success"), ("cf", "Outside sales"),
    ("rf", "Inside sales"), ("am", "Account management"),
)  # fmt: skip
ACCOUNTS = (
    ("Brightwater Foods", "Ines Duarte", "am", "30 Jan", 41_280_000),
    ("St. Agnes Hospital Group", "Ines Duarte", "am", "12 Mar", 63_750_050),
    ("Lindqvist Dairies & Łódź Creamery", "Tom Okafor", "cf", "2 Jun", 9_600_000),
)


@guarded(Action.READ)
def styleguide(request: SignedInRequest) -> HttpResponse:
    if wants_a_part(request):  # the example board asks for its form
        return show(request, "styleguide/asked.html", {"step": request.GET.get("to", "")})
    return show(
        request,
        "styleguide/page.html",
        {
            "problems": PROBLEMS,
            "readings": READINGS,
            "departments": DEPARTMENTS,
            "accounts": ACCOUNTS,
            "left": timedelta(hours=29),
        },
    )
