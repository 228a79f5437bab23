"""Somebody leaves, with what they hold passed on in one step; and comes back. Administrators."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.our_company.terms import Side
from dugout.people.commands.leaving import employ_again as employ
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.people.queries.standing import post_of
from dugout.upkeep.commands.leaving import leave as pass_on_and_leave
from dugout.upkeep.queries.holdings import holdings_of
from dugout.values.refused import Refused
from dugout.web.forms import answered, seen, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.people.posts import choices_of_posts, typed_post
from dugout.web.reading import read_id


@guarded(Action.CONFIGURE, "GET", "POST")
def leave(request: SignedInRequest, person_id: int) -> HttpResponse:
    """What they hold, who takes it over, and the end of their work here today."""
    if request.method != "POST" and loaded(Person, person_id).left_on is not None:
        return HttpResponseRedirect(f"/people/{person_id}")
    return answered(
        request,
        form=partial(_leave_form, request, person_id),
        verb=lambda: pass_on_and_leave(
            person_id=person_id,
            successor_id=read_id(request.POST.get("successor")),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda person: f"{person.name} left today. What they did stays theirs.",
        back=f"/people/{person_id}",
    )


def _leave_form(request: SignedInRequest, person_id: int, refusal: Refused | None) -> HttpResponse:
    return show_form(
        request,
        "people/leave.html",
        refusal,
        page=person_page(person_id, day=request.viewer.day),
        held=holdings_of(person_id, day=request.viewer.day),
        side_of={side.value: side.label for side in Side},
        people=[choice for choice in choices_of_people() if choice[0] != person_id],
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def employ_again(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Somebody who left works here again, in a post."""
    return answered(
        request,
        form=partial(_employ_form, request, person_id),
        verb=lambda: employ(person_id=person_id, post=typed_post(request), by=request.by, at=request.at),
        said=lambda person: f"{person.name} works here again. To sign in they need a new link.",
        back=f"/people/{person_id}",
    )


def _employ_form(request: SignedInRequest, person_id: int, refusal: Refused | None) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    last = post_of(page.person, day=page.person.left_on or request.viewer.day)
    return show_form(
        request,
        "people/employ_again.html",
        refusal,
        page=page,
        typed={"department": str(last.department_id or "")},
        **choices_of_posts(but=person_id),
    )
