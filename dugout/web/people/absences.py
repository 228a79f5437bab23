"""Days on which somebody is away: one's own, and those of one's people."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.table import must
from dugout.access.terms import Action
from dugout.people.commands import absences as commands
from dugout.people.models import Absence, Person
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.people.forms import show_form
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say


@guarded(Action.PLAN_ABSENCE, "GET", "POST")
def own_absences(request: SignedInRequest) -> HttpResponse:
    return _absences(request, request.user.id, back="/settings/absences")


@guarded(Action.PLAN_ABSENCE, "GET", "POST")
def absences_of(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Of somebody else: they are ill, and their manager or an administrator plans it."""
    return _absences(request, person_id, back=f"/people/{person_id}/absences")


@guarded(Action.PLAN_ABSENCE, "POST")
def cancel_absence(request: SignedInRequest, absence_id: int) -> HttpResponse:
    absence = allowed(request, Action.PLAN_ABSENCE, Absence, absence_id)
    commands.cancel_absence(absence_id=absence_id, by=request.by, at=request.at)
    mine = absence.person_id == request.user.id
    say(request, "The absence is taken back." if mine else f"{absence.person.name} is no longer away then.")
    return HttpResponseRedirect("/settings/absences" if mine else f"/people/{absence.person_id}/absences")


def _absences(request: SignedInRequest, person_id: int, *, back: str) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    request.by = must(request.viewer, Action.PLAN_ABSENCE, page.person)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _plan(request, page.person)
        except Refused as refused:
            refusal = refused
        else:
            say(request, "The absence is planned.")
            return HttpResponseRedirect(back)
    return show_form(
        request,
        "absences",
        refusal,
        page=page,
        mine=person_id == request.user.id,
        here_at=back,
        people=[choice for choice in choices_of_people() if choice[0] != person_id],
    )


def _plan(request: SignedInRequest, person: Person) -> None:
    typed = request.POST
    first_day = read_day(typed.get("first_day"), "first_day")
    last_day = read_day(typed.get("last_day"), "last_day")
    if first_day is None or last_day is None:
        raise Refused.because(
            "An absence has a first and a last day.",
            "Give both.",
            "first_day" if first_day is None else "last_day",
        )
    stand_in = read_id(typed.get("stand_in"))
    commands.plan_absence(
        person=person,
        stand_in=Person.objects.filter(id=stand_in).first() if stand_in else None,
        first_day=first_day,
        last_day=last_day,
        by=request.by,
        at=request.at,
    )
