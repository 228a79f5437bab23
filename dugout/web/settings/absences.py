"""One's own absences, with the stand-in who acts meanwhile."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.people.commands import absences as verbs
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.values.refused import Problem, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.showing import show


@guarded(Action.OWN_SETTINGS, "GET", "POST")
def absences(request: SignedInRequest) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            plan(request)
        except Refused as refusal:
            problems = refusal.problems
        else:
            return HttpResponseRedirect("/settings/absences")
    context = {
        "page": person_page(request.user.id, day=request.viewer.day),
        "people": [choice for choice in choices_of_people() if choice[0] != request.user.id],
        "typed": request.POST,
        "problems": problems,
    }
    return show(request, "settings/absences.html", context, status=422 if problems else 200)


def plan(request: SignedInRequest) -> None:
    first_day = read_day(request.POST.get("first_day"), "first_day")
    last_day = read_day(request.POST.get("last_day"), "last_day")
    if first_day is None or last_day is None:
        raise Refused.because("An absence has a first and a last day.", "Fill both.", "first_day")
    verbs.plan_absence(
        person=request.user,
        stand_in=Person.objects.here().filter(id=read_id(request.POST.get("stand_in")) or 0).first(),
        first_day=first_day,
        last_day=last_day,
        by=request.viewer.author,
        at=request.at,
    )


@guarded(Action.OWN_SETTINGS, "POST")
def cancel_absence(request: SignedInRequest, absence_id: int) -> HttpResponse:
    verbs.cancel_absence(absence_id=absence_id, person=request.user, by=request.viewer.author, at=request.at)
    return HttpResponseRedirect("/settings/absences")
