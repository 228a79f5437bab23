"""Adding and correcting persons: administrators."""

from functools import partial

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.people.commands import employing
from dugout.people.models import Person
from dugout.people.queries.directory import person_page
from dugout.people.rules.persons import check_person
from dugout.people.terms import PersonValues
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.forms import answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.people.posts import choices_of_posts, typed_post
from dugout.web.settings.hours import zone_choices


@guarded(Action.CONFIGURE, "GET", "POST")
def add_person(request: SignedInRequest) -> HttpResponse:
    return answered(
        request,
        form=lambda refusal: show_form(
            request, "people/add_person.html", refusal, zones=zone_choices(), **choices_of_posts()
        ),
        verb=lambda: _employ(request),
        said=lambda person: f"{person.name} works here now.",
        back=_place,
    )


def _employ(request: SignedInRequest) -> Person:
    values = typed_as(PersonValues, request.POST, name="")
    post = typed_post(request, *check_person(values)[1])
    return employing.add_person(values=values, post=post, by=request.by, at=request.at)


@guarded(Action.CONFIGURE, "GET", "POST")
def correct_person(request: SignedInRequest, person_id: int) -> HttpResponse:
    return answered(
        request,
        form=partial(_form, request, person_id),
        verb=lambda: employing.correct_person(
            person_id=person_id,
            values=typed_as(PersonValues, request.POST, name=""),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda person: f"{person.name} is saved.",
        back=_place,
    )


def _form(request: SignedInRequest, person_id: int, refusal: Refused | None) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    now = texts_of(values_of(PersonValues, page.person))
    return show_form(
        request,
        "people/correct_person.html",
        refusal,
        fields=fields_of(request, now, page.person.version, refusal),
        who=who_changed("person", person_id, None) if refusal else "",
        page=page,
        zones=zone_choices(),
    )


def _place(person: Person) -> str:
    return f"/people/{person.id}"
