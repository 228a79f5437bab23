"""People: who works here, where they stand, who may sign in and administer."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from ninja import Query, Router, Status

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version, version_sent
from dugout.api.person_shapes import (
    AskedPeople,
    InvitationOut,
    LeavingIn,
    NewPersonIn,
    PersonOut,
    PersonPatch,
    PersonWithPosts,
    PostIn,
    PostOut,
    post_values,
)
from dugout.api.shapes import listed, number, number_or_none
from dugout.api.shown import as_shape, shown
from dugout.people.commands import administering, employing, leaving
from dugout.people.commands.links import invite
from dugout.people.queries.directory import person_page, with_present
from dugout.people.queries.lists import persons
from dugout.people.terms import PersonValues, Scope
from dugout.upkeep.commands.leaving import leave as pass_on_and_leave
from dugout.values.records import values_of

router = Router()
ACTED = {200: PersonWithPosts, **answers(404, 412, 422)}


@router.get("/people", response={200: listed(PersonOut), **answers(404, 422)}, summary="People by name")
@acts(Action.READ)
def list_people(request: ApiRequest, asked: Query[AskedPeople]) -> Any:
    day = request.viewer.day
    rows = persons(day=day, name=asked.name, department_id=number_or_none(asked.department), left=asked.left)
    return answer_list(request, with_present(rows, day=day), order=("name", "id"), show=as_shape(PersonOut))


@router.get("/people/{person_id}", response={200: PersonWithPosts, **answers(404)}, summary="One person")
@acts(Action.READ)
def read_person(request: ApiRequest, response: HttpResponse, person_id: str) -> Any:
    return _shown(request, number(person_id), response)


@router.post("/people", response={201: PersonWithPosts, **answers(404, 422)}, summary="Add a person")
@acts(Action.CONFIGURE, Scope.ADMIN)
def add_person(request: ApiRequest, response: HttpResponse, sent: NewPersonIn) -> Any:
    person = employing.add_person(
        values=PersonValues(**sent.model_dump(exclude={"post"})),
        post=post_values(sent.post, request.viewer.day),
        by=request.by,
        at=request.at,
    )
    return Status(201, _shown(request, person.id, response))


@router.patch("/people/{person_id}", response={**ACTED, **answers(428)}, summary="Correct a person")
@acts(Action.CONFIGURE, Scope.ADMIN)
def correct_person(request: ApiRequest, response: HttpResponse, person_id: str, sent: PersonPatch) -> Any:
    page = person_page(number(person_id), day=request.viewer.day)
    person = employing.correct_person(
        person_id=page.person.id,
        values=replace(values_of(PersonValues, page.person), **sent.model_dump(exclude_unset=True)),
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return _shown(request, person.id, response)


@router.post("/people/{person_id}/change-post", response=ACTED, summary="Change a person's post")
@acts(Action.CONFIGURE, Scope.ADMIN)
def change_post(request: ApiRequest, response: HttpResponse, person_id: str, sent: PostIn) -> Any:
    """From a day on. What was planned for that day or later is replaced; no line goes round in a circle."""
    person = employing.change_post(
        person_id=number(person_id),
        post=post_values(sent, request.viewer.day),
        seen=version_sent(request, None),
        by=request.by,
        at=request.at,
    )
    return _shown(request, person.id, response)


@router.post(
    "/people/{person_id}/invite",
    response={200: InvitationOut, **answers(404, 422)},
    summary="Make a sign-in link",
)
@acts(Action.CONFIGURE, Scope.ADMIN, secret=True)
def invite_person(request: ApiRequest, person_id: str) -> Any:
    """Links made before stop working. Give it to the person yourself: no mail is sent."""
    person = person_page(number(person_id), day=request.viewer.day).person
    secret = invite(person=person, by=request.by, at=request.at)
    return {"link": f"{settings.BASE_URL}/invitation/{secret}"}


@router.post("/people/{person_id}/make-administrator", response=ACTED, summary="Make an administrator")
@acts(Action.CONFIGURE, Scope.ADMIN)
def make_administrator(request: ApiRequest, response: HttpResponse, person_id: str) -> Any:
    return _administers(request, response, person_id, administers=True)


@router.post("/people/{person_id}/end-administration", response=ACTED, summary="End an administration")
@acts(Action.CONFIGURE, Scope.ADMIN)
def end_administration(request: ApiRequest, response: HttpResponse, person_id: str) -> Any:
    """Refused for the last administrator who can sign in."""
    return _administers(request, response, person_id, administers=False)


@router.post("/people/{person_id}/leave", response=ACTED, summary="End somebody's work here")
@acts(Action.CONFIGURE, Scope.ADMIN)
def leave(request: ApiRequest, response: HttpResponse, person_id: str, sent: LeavingIn) -> Any:
    """Today. What has to have an owner goes to the successor; without one it is refused where something does."""
    page = person_page(number(person_id), day=request.viewer.day)
    seen = version_sent(request, None)
    person = pass_on_and_leave(
        person_id=page.person.id,
        successor_id=number_or_none(sent.successor),
        seen=page.person.version if seen is None else seen,
        by=request.by,
        at=request.at,
    )
    return _shown(request, person.id, response)


@router.post("/people/{person_id}/employ-again", response=ACTED, summary="Employ somebody again")
@acts(Action.CONFIGURE, Scope.ADMIN)
def employ_again(request: ApiRequest, response: HttpResponse, person_id: str, sent: PostIn) -> Any:
    """Of who left. To sign in they need a new link."""
    person = leaving.employ_again(
        person_id=number(person_id),
        post=post_values(sent, request.viewer.day),
        by=request.by,
        at=request.at,
    )
    return _shown(request, person.id, response)


def _administers(
    request: ApiRequest, response: HttpResponse, person_id: str, *, administers: bool
) -> dict[str, Any]:
    person = administering.set_administrator(
        person_id=number(person_id), administers=administers, by=request.by, at=request.at
    )
    return _shown(request, person.id, response)


def _shown(request: ApiRequest, person_id: int, response: HttpResponse) -> dict[str, Any]:
    page = person_page(person_id, day=request.viewer.day)
    response["ETag"] = etag(page.person.version)
    return shown(PersonWithPosts, page.person, posts=[shown(PostOut, post) for post in page.posts])
