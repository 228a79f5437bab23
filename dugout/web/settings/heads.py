"""Both heads with their deputies, and the heads of departments: administrators."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.our_company.models import Department
from dugout.our_company.queries.choices import choices_of_departments
from dugout.our_company.terms import Side
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people
from dugout.people.queries.heads import heads_page
from dugout.values.refused import Problem, Refused
from dugout.web.forms import Fields, answered, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id

SIDES = (Side.SALES, Side.ACCOUNT_MANAGEMENT)


@guarded(Action.CONFIGURE, "GET", "POST")
def heads(request: SignedInRequest) -> HttpResponse:
    """Three forms, one for each side and one for departments: their fields end with what they are of."""
    sent = request.POST.get("of", "")
    return answered(
        request,
        form=partial(_form, request, sent),
        verb=lambda: _name_head(request, sent),
        said=lambda named: named,
        back="/settings/heads",
    )


def _form(request: SignedInRequest, sent: str, refusal: Refused | None) -> HttpResponse:
    problems = [
        replace(one, field=f"{one.field}-{sent}" if one.field else "")
        for one in (refusal.problems if refusal else ())
    ]
    return show_form(
        request,
        "settings/heads.html",
        refusal,
        fields=Fields(typed=request.POST, was={}, seen="", problems=problems),
        page=heads_page(day=request.viewer.day),
        sides=[(side.value, side.label) for side in SIDES],
        people=choices_of_people(),
        departments=choices_of_departments(),
        sent=sent,
    )


def _name_head(request: SignedInRequest, sent: str) -> str:
    """Names the head that was typed in the form of a side or of departments; the sentence that says so."""
    typed = {
        name: request.POST.get(f"{name}-{sent}", "")
        for name in ("person", "deputy", "department", "from_day")
    }
    problems: list[Problem] = []
    person, deputy = _here(typed["person"]), _here(typed["deputy"])
    of: Side | Department | None = next((one for one in SIDES if one.value == sent), None)
    if of is None:
        of = Department.objects.filter(id=read_id(typed["department"]) or 0).first()
    if of is None:
        problems.append(Problem("department", "Name what they head.", "Choose a department."))
    if person is None:
        problems.append(Problem("person", "A head is somebody who works here.", "Choose a person."))
    from_day = request.viewer.day
    try:
        from_day = read_day(typed["from_day"], "from_day") or from_day
    except Refused as unreadable:
        problems += unreadable.problems
    if problems or person is None or of is None:
        raise Refused(problems)
    given = {"person": person, "from_day": from_day, "by": request.by, "at": request.at}
    if isinstance(of, Side):
        name_side_head(side=of, deputy=deputy, **given)
        return f"{person.name} heads {of.label.lower()} from {from_day:%d %b %Y} on."
    name_department_head(department=of, **given)
    return f"{person.name} heads {of.name} from {from_day:%d %b %Y} on."


def _here(typed: str) -> Person | None:
    return Person.objects.here().filter(id=read_id(typed) or 0).first()
