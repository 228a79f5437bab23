"""The first administrator, by the one-time link that the terminal printed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from dugout.history.terms import Source, system
from dugout.our_company.queries import the_company
from dugout.our_company.terms import Founding
from dugout.people.commands.links import open_link
from dugout.people.terms import LinkPurpose, PersonValues
from dugout.upkeep.commands import begin
from dugout.values.refused import Missing, Problem, Refused
from dugout.values.zones import time_zones
from dugout.web.errors import status_of
from dugout.web.guard import public
from dugout.web.signin.begun import begin_session
from dugout.web.signin.devices import remember_device
from dugout.web.signin.links import link_gone


@public("GET", "POST")
def become_first_admin(request: HttpRequest, secret: str) -> HttpResponse:
    """Founds the company, where there is none yet, and makes its first administrator, once."""
    at = timezone.now()
    try:
        open_link(secret=secret, purpose=LinkPurpose.FIRST_ADMIN, at=at)
    except Missing:
        return link_gone(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            person = begin(
                secret=secret,
                founding=read_founding(request),
                values=read_person(request),
                password=request.POST.get("password", ""),
                by=system(Source.SCREEN),
                at=at,
            )
        except Refused as refusal:
            if status_of(refusal) != 422:
                raise
            problems = refusal.problems
        else:
            begin_session(request, person)
            response = HttpResponseRedirect("/")
            remember_device(request, response, person.email)
            return response
    context = {
        "company": the_company(),
        "typed": request.POST,
        "problems": problems,
        "zones": [(zone, zone) for zone in time_zones()],
    }
    return render(request, "signin/first_admin.html", context, status=422 if problems else 200)


def read_founding(request: HttpRequest) -> Founding:
    typed = request.POST
    return Founding(
        name=typed.get("company", "").strip(),
        currency=typed.get("currency", "EUR").strip().upper(),
        time_zone=typed.get("time_zone", "").strip(),
        location=typed.get("location", "").strip() or "Head office",
    )


def read_person(request: HttpRequest) -> PersonValues:
    typed = request.POST
    return PersonValues(
        name=typed.get("name", "").strip(),
        email=typed.get("email", "").strip() or None,
        title=typed.get("title", "").strip(),
    )
