"""An invited person sets their password, by the one-time link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from dugout.people.commands.links import accept_invitation as accept
from dugout.people.commands.links import open_link
from dugout.people.terms import LinkPurpose
from dugout.values.refused import Missing, Problem, Refused
from dugout.web.errors import status_of
from dugout.web.guard import public
from dugout.web.signin.begun import begin_session, end_others
from dugout.web.signin.devices import remember_device
from dugout.web.signin.links import link_gone


@public("GET", "POST")
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    at = timezone.now()
    try:
        link = open_link(secret=secret, purpose=LinkPurpose.INVITATION, at=at)
    except Missing:
        return link_gone(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            person = accept(secret=secret, password=request.POST.get("password", ""), at=at)
        except Refused as refusal:
            if status_of(refusal) != 422:
                raise
            problems = refusal.problems
        else:
            begin_session(request, person)
            end_others(request, person)
            response = HttpResponseRedirect("/")
            remember_device(request, response, person.email)
            return response
    context = {"person": link.person, "problems": problems}
    return render(request, "signin/invitation.html", context, status=422 if problems else 200)
