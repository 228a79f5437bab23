"""Who can sign in, and who administers: administrators."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.people.commands.administering import set_administrator
from dugout.people.commands.links import invite as make_invitation
from dugout.people.queries.directory import person_page
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "POST")
def invite(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Makes an invitation link and shows it once; no mail leaves before outreach exists."""
    page = person_page(person_id, day=request.viewer.day)
    secret = make_invitation(person=page.person, by=request.by, at=request.at)
    return show(
        request, "people/invited.html", {"page": page, "link": f"{settings.BASE_URL}/invitation/{secret}"}
    )


@guarded(Action.CONFIGURE, "POST")
def make_administrator(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = set_administrator(person_id=person_id, administers=True, by=request.by, at=request.at)
    say(request, f"{person.name} is an administrator.", undo=f"/people/{person_id}/end-administration")
    return HttpResponseRedirect(f"/people/{person_id}")


@guarded(Action.CONFIGURE, "POST")
def end_administration(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = set_administrator(person_id=person_id, administers=False, by=request.by, at=request.at)
    mine = person_id == request.user.id
    say(
        request,
        f"{person.name} is no longer an administrator.",
        undo="" if mine else f"/people/{person_id}/make-administrator",
    )
    return HttpResponseRedirect(f"/people/{person_id}")
