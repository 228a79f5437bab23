"""Absences: the days on which somebody is away, and who acts for them in everything."""

import datetime as dt
from typing import Annotated, Any

from ninja import Query, Router, Schema, Status

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import Paged, Sent, listed, number, number_or_none
from dugout.api.shown import From, Id, Moment, as_shape, shown
from dugout.people.commands import absences as commands
from dugout.people.models import Absence, Person
from dugout.people.queries.absences import absences
from dugout.values.refused import Refused

router = Router()


class AskedAbsences(Paged):
    """Of one `person`; `on` a day."""

    person: str | None = None
    on: dt.date | None = None


class AbsenceIn(Sent):
    """`person` is oneself unless told. Without a stand-in the manager acts."""

    first_day: dt.date
    last_day: dt.date
    person: str | None = None
    stand_in: str | None = None


class AbsenceOut(Schema):
    """Both days included. One that was cancelled before it began has `cancelled_at`."""

    id: Id
    person: Id
    stand_in: Id | None
    first_day: Annotated[dt.date, From("during.lower")]
    last_day: dt.date
    recorded_at: Moment
    cancelled_at: Moment | None


@router.get(
    "/absences", response={200: listed(AbsenceOut), **answers(404, 422)}, summary="Absences, newest first"
)
@acts(Action.READ)
def list_absences(request: ApiRequest, asked: Query[AskedAbsences]) -> Any:
    person_id = number_or_none(asked.person)
    rows = absences(person_ids=None if person_id is None else (person_id,), on=asked.on)
    return answer_list(request, rows, order=("-id",), show=as_shape(AbsenceOut))


@router.get("/absences/{absence_id}", response={200: AbsenceOut, **answers(404)}, summary="One absence")
@acts(Action.READ)
def read_absence(request: ApiRequest, absence_id: str) -> Any:  # noqa: ARG001  the guard reads the request
    return shown(AbsenceOut, loaded(Absence, number(absence_id)))


@router.post("/absences", response={201: AbsenceOut, **answers(404, 422)}, summary="Plan an absence")
@acts(Action.PLAN_ABSENCE)
def plan_absence(request: ApiRequest, sent: AbsenceIn) -> Any:
    """One's own, or of somebody whom one manages or stands in for."""
    person_id = number_or_none(sent.person) or request.viewer.person.id
    person = allowed(request, Action.PLAN_ABSENCE, Person, person_id)
    made = commands.plan_absence(
        person=person,
        stand_in=_stand_in(sent.stand_in),
        first_day=sent.first_day,
        last_day=sent.last_day,
        by=request.by,
        at=request.at,
    )
    return Status(201, shown(AbsenceOut, made))


@router.post(
    "/absences/{absence_id}/cancel",
    response={200: AbsenceOut, **answers(404, 422)},
    summary="Cancel an absence",
)
@acts(Action.PLAN_ABSENCE)
def cancel_absence(request: ApiRequest, absence_id: str) -> Any:
    """Of one that has begun, the days from today on."""
    absence = allowed(request, Action.PLAN_ABSENCE, Absence, number(absence_id))
    return shown(AbsenceOut, commands.cancel_absence(absence_id=absence.id, by=request.by, at=request.at))


def _stand_in(sent: str | None) -> Person | None:
    if sent is None:
        return None
    found = Person.objects.filter(id=number(sent)).first()
    if found is None:
        raise Refused.because(
            "There is no such stand-in.", "Take the id from the list of people.", "stand_in"
        )
    return found
