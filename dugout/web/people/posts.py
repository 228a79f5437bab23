"""Where somebody works from a day on: administrators."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.queries.choices import (
    choices_of_calendars,
    choices_of_departments,
    choices_of_locations,
)
from dugout.people.commands import employing
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.people.queries.standing import post_of
from dugout.people.terms import PostValues
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.people.forms import show_form
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say


@guarded(Action.CONFIGURE, "GET", "POST")
def change_post(request: SignedInRequest, person_id: int) -> HttpResponse:
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            post = read_post(request)
            person = employing.change_post(
                person_id=person_id,
                post=post,
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"The post of {person.name} changes on {post.from_day:%d %b %Y}.")
            return HttpResponseRedirect(f"/people/{person_id}")
    page = person_page(person_id, day=request.viewer.day)
    now = post_of(page.person, day=request.viewer.day)
    typed = {
        "department": str(now.department_id or ""),
        "reports_to": str(now.reports_to_id or ""),
        "location": str(now.location_id or ""),
        "own_hours": str(now.own_hours_id or ""),
        "carries_quota": "on" if now.carries_quota else "",
        "from_day": request.viewer.day.isoformat(),
    }
    return show_form(
        request, "change_post", refusal, page=page, typed=typed, **choices_of_posts(but=person_id)
    )


def choices_of_posts(*, but: int | None = None) -> dict[str, Any]:
    """What the choosers of a post offer: nobody reports to themselves."""
    return {
        "departments": choices_of_departments(),
        "locations": choices_of_locations(),
        "calendars": choices_of_calendars(),
        "people": [choice for choice in choices_of_people() if choice[0] != but],
    }


def read_post(request: SignedInRequest) -> PostValues:
    """The post that was typed; from today on where no day was given."""
    typed = request.POST
    department_id = read_id(typed.get("department"))
    if department_id is None:
        raise Refused.because("Everybody works in a department.", "Choose one.", "department")
    return PostValues(
        department_id=department_id,
        from_day=read_day(typed.get("from_day"), "from_day") or request.viewer.day,
        reports_to_id=read_id(typed.get("reports_to")),
        location_id=read_id(typed.get("location")),
        own_hours_id=read_id(typed.get("own_hours")),
        carries_quota=bool(typed.get("carries_quota")),
    )
