"""Adding and correcting persons: administrators."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.people.commands import employing
from dugout.people.models import Person
from dugout.people.queries.directory import person_page
from dugout.people.rules.persons import check_person
from dugout.people.terms import PersonValues
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.people.forms import show_form
from dugout.web.people.posts import choices_of_posts, read_post
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.settings.hours import zone_choices


@guarded(Action.CONFIGURE, "GET", "POST")
def add_person(request: SignedInRequest) -> HttpResponse:
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            person = _employ(request)
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{person.name} works here now.")
            return HttpResponseRedirect(f"/people/{person.id}")
    return show_form(request, "add_person", refusal, zones=zone_choices(), **choices_of_posts())


def _employ(request: SignedInRequest) -> Person:
    values = read_person(request)
    try:
        post = read_post(request)
    except Refused as unreadable:
        # All that is wrong at once, though the post cannot be read.
        raise Refused((*check_person(values), *unreadable.problems)) from unreadable
    return employing.add_person(values=values, post=post, by=request.by, at=request.at)


@guarded(Action.CONFIGURE, "GET", "POST")
def correct_person(request: SignedInRequest, person_id: int) -> HttpResponse:
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            person = employing.correct_person(
                person_id=person_id,
                values=read_person(request),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{person.name} is saved.")
            return HttpResponseRedirect(f"/people/{person_id}")
    page = person_page(person_id, day=request.viewer.day)
    typed = {
        "name": page.person.name,
        "email": page.person.email or "",
        "title": page.person.title,
        "phone": page.person.phone,
        "time_zone": page.person.time_zone,
    }
    return show_form(request, "correct_person", refusal, page=page, typed=typed, zones=zone_choices())


def read_person(request: HttpRequest) -> PersonValues:
    typed = request.POST
    return PersonValues(
        name=typed.get("name", "").strip(),
        email=typed.get("email", "").strip() or None,
        title=typed.get("title", "").strip(),
        phone=typed.get("phone", "").strip(),
        time_zone=typed.get("time_zone", "").strip(),
    )
