"""Both heads with their deputies, and the heads of departments: administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.models import Department
from dugout.our_company.queries.choices import choices_of_departments
from dugout.our_company.terms import Side
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people
from dugout.people.queries.heads import department_heads_on, side_heads_on
from dugout.values.refused import Problem, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def heads(request: SignedInRequest) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            name_head(request)
        except Refused as refusal:
            problems = refusal.problems
        else:
            return HttpResponseRedirect("/settings/heads")
    context = {
        "side_heads": side_heads_on(day=request.viewer.day),
        "department_heads": department_heads_on(day=request.viewer.day),
        "people": choices_of_people(),
        "departments": choices_of_departments(),
        "typed": request.POST,
        "problems": problems,
    }
    return show(request, "settings/heads.html", context, status=422 if problems else 200)


def name_head(request: SignedInRequest) -> None:
    typed = request.POST
    person = Person.objects.here().filter(id=read_id(typed.get("person")) or 0).first()
    if person is None:
        raise Refused.because("A head is somebody who works here.", "Choose a person.", "person")
    from_day = read_day(typed.get("from_day"), "from_day") or request.viewer.day
    by, at = request.viewer.author, request.at
    if typed.get("side"):
        side = Side.SALES if typed["side"] == Side.SALES.value else Side.ACCOUNT_MANAGEMENT
        deputy = Person.objects.here().filter(id=read_id(typed.get("deputy")) or 0).first()
        name_side_head(side=side, person=person, deputy=deputy, from_day=from_day, by=by, at=at)
        return
    department = Department.objects.filter(id=read_id(typed.get("department")) or 0).first()
    if department is None:
        raise Refused.because("Name what they head.", "Choose a department.", "department")
    name_department_head(department=department, person=person, from_day=from_day, by=by, at=at)
