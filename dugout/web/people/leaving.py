"""Somebody leaves, with what they hold passed on in one step; and comes back. Administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.terms import Side
from dugout.people.commands.leaving import employ_again as employ
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.people.queries.standing import post_of
from dugout.upkeep.commands.leaving import leave as pass_on_and_leave
from dugout.upkeep.queries.holdings import holdings_of
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.people.forms import show_form
from dugout.web.people.posts import choices_of_posts, read_post
from dugout.web.reading import read_id
from dugout.web.saying import say


@guarded(Action.CONFIGURE, "GET", "POST")
def leave(request: SignedInRequest, person_id: int) -> HttpResponse:
    """What they hold, who takes it over, and the end of their work here today."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            person = pass_on_and_leave(
                person_id=person_id,
                successor_id=read_id(request.POST.get("successor")),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{person.name} left today. What they did stays theirs.")
            return HttpResponseRedirect(f"/people/{person_id}")
    page = person_page(person_id, day=request.viewer.day)
    if page.person.left_on is not None and refusal is None:
        return HttpResponseRedirect(f"/people/{person_id}")
    return show_form(
        request,
        "leave",
        refusal,
        page=page,
        held=holdings_of(person_id, day=request.viewer.day),
        side_of={side.value: side.label for side in Side},
        people=[choice for choice in choices_of_people() if choice[0] != person_id],
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def employ_again(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Somebody who left works here again, in a post."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            person = employ(person_id=person_id, post=read_post(request), by=request.by, at=request.at)
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{person.name} works here again. To sign in they need a new link.")
            return HttpResponseRedirect(f"/people/{person_id}")
    page = person_page(person_id, day=request.viewer.day)
    last = post_of(page.person, day=page.person.left_on or request.viewer.day)
    typed = {"department": str(last.department_id or "")}
    return show_form(
        request, "employ_again", refusal, page=page, typed=typed, **choices_of_posts(but=person_id)
    )
