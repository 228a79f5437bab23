"""Where somebody works from a day on: administrators."""

from functools import partial
from typing import Any

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.our_company.queries.choices import (
    choices_of_calendars,
    choices_of_departments,
    choices_of_locations,
)
from dugout.people.commands import employing
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.people.queries.standing import post_of
from dugout.people.rules.persons import check_post
from dugout.people.terms import PostValues
from dugout.values.records import values_of
from dugout.values.refused import Problem, Refused
from dugout.web.forms import YES_OR_NO, answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded


@guarded(Action.CONFIGURE, "GET", "POST")
def change_post(request: SignedInRequest, person_id: int) -> HttpResponse:
    def verb() -> tuple[Person, PostValues]:
        post = typed_post(request)
        person = employing.change_post(
            person_id=person_id, post=post, seen=seen(request), by=request.by, at=request.at
        )
        return person, post

    return answered(
        request,
        form=partial(_form, request, person_id),
        verb=verb,
        said=lambda done: f"The post of {done[0].name} changes on {done[1].from_day:%d %b %Y}.",
        back=f"/people/{person_id}",
    )


def _form(request: SignedInRequest, person_id: int, refusal: Refused | None) -> HttpResponse:
    day = request.viewer.day
    page = person_page(person_id, day=day)
    now = texts_of(values_of(PostValues, post_of(page.person, day=day), from_day=day))
    return show_form(
        request,
        "people/change_post.html",
        refusal,
        fields=fields_of(request, now, page.person.version, refusal),
        who=who_changed("person", person_id, None) if refusal else "",
        page=page,
        yes_or_no=YES_OR_NO,
        **choices_of_posts(but=person_id),
    )


def choices_of_posts(*, but: int | None = None) -> dict[str, Any]:
    """What the choosers of a post offer: nobody reports to themselves."""
    return {
        "departments": choices_of_departments(),
        "locations": choices_of_locations(),
        "calendars": choices_of_calendars(),
        "people": [choice for choice in choices_of_people() if choice[0] != but],
    }


def typed_post(request: SignedInRequest, *more: Problem) -> PostValues:
    """The post that was typed, from today on where no day was given.

    Refused for what cannot be read, then with `more` that is wrong beside it.
    """
    return typed_as(
        PostValues,
        request.POST,
        check=lambda post: (*more, *check_post(post)),
        department_id=0,
        from_day=request.viewer.day,
    )
