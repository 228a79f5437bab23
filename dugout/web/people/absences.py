"""Days on which somebody is away: one's own, and those of one's people."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.people.commands import absences as commands
from dugout.people.models import Absence, Person
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.people.terms import AbsenceValues
from dugout.web.forms import answered, show_form, typed_as
from dugout.web.guard import SignedInRequest, guarded
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
    person = allowed(request, Action.PLAN_ABSENCE, Person, person_id)
    return answered(
        request,
        form=lambda refusal: show_form(
            request,
            "people/absences.html",
            refusal,
            page=person_page(person_id, day=request.viewer.day),
            mine=person_id == request.user.id,
            here_at=back,
            people=[choice for choice in choices_of_people() if choice[0] != person_id],
        ),
        verb=lambda: _plan(request, person),
        said="The absence is planned.",
        back=back,
    )


def _plan(request: SignedInRequest, person: Person) -> Absence:
    values = typed_as(AbsenceValues, request.POST)
    return commands.plan_absence(
        person=person,
        stand_in=Person.objects.filter(id=values.stand_in_id or 0).first(),
        first_day=values.first_day,
        last_day=values.last_day,
        by=request.by,
        at=request.at,
    )
