"""Both heads with their deputies, and the heads of departments: administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.models import Department
from dugout.our_company.queries.choices import choices_of_departments
from dugout.our_company.terms import Side
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people
from dugout.people.queries.heads import heads_page
from dugout.values.refused import Problem, Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say
from dugout.web.showing import show

SIDES = (Side.SALES, Side.ACCOUNT_MANAGEMENT)


@guarded(Action.CONFIGURE, "GET", "POST")
def heads(request: SignedInRequest) -> HttpResponse:
    """Three forms, one for each side and one for departments: their fields end with what they are of."""
    sent = request.POST.get("of", "")
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            named = name_head(request, sent)
        except Refused as refused:
            refusal = refused
        else:
            say(request, named)
            return HttpResponseRedirect("/settings/heads")
    context = {
        "page": heads_page(day=request.viewer.day),
        "sides": [(side.value, side.label) for side in SIDES],
        "people": choices_of_people(),
        "departments": choices_of_departments(),
        "sent": sent,
        "typed": request.POST,
        "problems": [
            Problem(f"{one.field}-{sent}" if one.field else "", one.what, one.remedy)
            for one in (refusal.problems if refusal else ())
        ],
    }
    return show(request, "settings/heads.html", context, status=status_of(refusal) if refusal else 200)


def name_head(request: SignedInRequest, sent: str) -> str:
    """Names the head that was typed in the form of a side or of departments; the sentence that says so."""
    typed = {
        name: request.POST.get(f"{name}-{sent}") for name in ("person", "deputy", "department", "from_day")
    }
    from_day = read_day(typed["from_day"], "from_day") or request.viewer.day
    at = request.at
    person = _here(typed["person"])
    if person is None:
        raise Refused.because("A head is somebody who works here.", "Choose a person.", "person")
    side = next((one for one in SIDES if one.value == sent), None)
    if side is not None:
        name_side_head(
            side=side, person=person, deputy=_here(typed["deputy"]), from_day=from_day, by=request.by, at=at
        )
        return f"{person.name} heads {side.label.lower()} from {from_day:%d %b %Y} on."
    department = Department.objects.filter(id=read_id(typed["department"]) or 0).first()
    if department is None:
        raise Refused.because("Name what they head.", "Choose a department.", "department")
    name_department_head(department=department, person=person, from_day=from_day, by=request.by, at=at)
    return f"{person.name} heads {department.name} from {from_day:%d %b %Y} on."


def _here(typed: str | None) -> Person | None:
    return Person.objects.here().filter(id=read_id(typed) or 0).first()
