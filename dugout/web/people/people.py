"""The directory and one person's page: read by everybody."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.our_company.queries.choices import choices_of_departments
from dugout.people.queries.directory import PersonLine, person_page
from dugout.people.queries.lists import directory_page
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.showing import show


@guarded(Action.READ)
def people(request: SignedInRequest) -> HttpResponse:
    """Who works here: all, of one department, or those whose name begins so.

    By department where they fit on one page, else by name, a page at a time.
    """
    name = request.GET.get("name", "").strip()[:200]
    department_id = read_id(request.GET.get("department"))
    after = request.GET.get("after")
    page = directory_page(day=request.viewer.day, name=name, department_id=department_id, after=after)
    asked = {key: text for key, text in (("name", name), ("department", department_id)) if text}
    context = {
        "page": page,
        "groups": _by_department(page.lines) if page.whole else [("", page.lines)],
        "name": name,
        "department": department_id or "",
        "departments": choices_of_departments(),
        "narrowed": bool(asked),
        "is_first": not after,
        "first": f"/people?{urlencode(asked)}",
        "next": f"/people?{urlencode({**asked, 'after': page.after})}" if page.after else None,
    }
    return show(request, "people/people.html", context)


def _by_department(lines: Sequence[PersonLine]) -> list[tuple[str, list[PersonLine]]]:
    """The heads of a department first in it."""
    ordered = sorted(
        lines, key=lambda line: (line.department, line.department not in line.heads.departments, line.name)
    )
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda line: line.department)]


@guarded(Action.READ)
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    may_plan = may(request.viewer, Action.PLAN_ABSENCE, page.person).allowed
    return show(request, "people/person.html", {"page": page, "may_plan": may_plan})
