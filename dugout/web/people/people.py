"""The directory and one person's page: read by everybody."""

from itertools import groupby

from django.http import HttpResponse

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.people.queries.directory import people_on, person_page
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show


@guarded(Action.READ)
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody here, by department, with manager, stand-in and quota."""
    lines = people_on(day=request.viewer.day)
    departments = [(name, list(group)) for name, group in groupby(lines, key=lambda line: line.department)]
    return show(request, "people/people.html", {"departments": departments, "total": len(lines)})


@guarded(Action.READ)
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    may_plan = may(request.viewer, Action.PLAN_ABSENCE, page.person).allowed
    return show(request, "people/person.html", {"page": page, "may_plan": may_plan})
