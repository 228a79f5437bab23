"""Contacts: the people at an account, with what they decide. Listed, read, added, corrected, left and back."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Status

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.accounts.commands import contacts as commands
from dugout.accounts.models import Contact
from dugout.accounts.queries.contacts import contacts_page, values_of_contact
from dugout.accounts.terms import ContactFilter, ContactValues
from dugout.api.auth import ApiRequest
from dugout.api.contact_shapes import (
    ComeBackIn,
    ContactIn,
    ContactOut,
    ContactPatch,
    ContactsAsked,
    LeaveIn,
)
from dugout.api.lists import list_of, read_limit
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.sent import read_sent, same_names
from dugout.api.shapes import listed, number, number_or_none
from dugout.api.shown import shown

router = Router()


@router.get(
    "/contacts", response={200: listed(ContactOut), **answers(404, 422)}, summary="Contacts by family name"
)
@acts(Action.READ)
def list_contacts(request: ApiRequest, asked: Query[ContactsAsked]) -> Any:
    """Of one account or of all."""
    wanted = ContactFilter(**same_names(ContactFilter, asked), account_id=number_or_none(asked.account))
    page = contacts_page(wanted, after=asked.after, limit=read_limit(request.GET.get("limit"), 50))
    return list_of(request, [shown(ContactOut, row) for row in page.rows], page.after)


@router.get("/contacts/{contact_id}", response={200: ContactOut, **answers(404)}, summary="One contact")
@acts(Action.READ)
def read_contact(request: ApiRequest, response: HttpResponse, contact_id: str) -> Any:  # noqa: ARG001
    """Its ETag is the version."""
    return _shown(number(contact_id), response)


@router.post("/contacts", response={201: ContactOut, **answers(404, 422)}, summary="Add a contact")
@acts(Action.ADD_CONTACT)
def add_contact(request: ApiRequest, response: HttpResponse, sent: ContactIn) -> Any:
    made = commands.add_contact(
        account_id=number(sent.account),
        values=read_sent(ContactValues(family_name=sent.family_name), sent),
        by=request.by,
        at=request.at,
    )
    return Status(201, _shown(made.id, response))


@router.patch(
    "/contacts/{contact_id}",
    response={200: ContactOut, **answers(404, 412, 422, 428)},
    summary="Correct a contact",
)
@acts(Action.CORRECT_CONTACT)
def correct_contact(request: ApiRequest, response: HttpResponse, contact_id: str, sent: ContactPatch) -> Any:
    """`If-Match` is the ETag as read; a stale one gets both states. `roles` replaces all of them."""
    row = loaded(Contact, number(contact_id))
    commands.correct_contact(
        contact_id=row.id,
        values=read_sent(values_of_contact(row), sent),
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return _shown(row.id, response)


@router.post(
    "/contacts/{contact_id}/leave",
    response={200: ContactOut, **answers(404, 412, 422)},
    summary="Write down that a contact left",
)
@acts(Action.CORRECT_CONTACT)
def leave(request: ApiRequest, response: HttpResponse, contact_id: str, sent: LeaveIn) -> Any:
    """They stay findable, and count no more as somebody who can say yes."""
    row = commands.contact_left(
        contact_id=number(contact_id),
        on_day=sent.on_day or request.viewer.day,
        seen=sent.seen,
        by=request.by,
        at=request.at,
    )
    return _shown(row.id, response)


@router.post(
    "/contacts/{contact_id}/return",
    response={200: ContactOut, **answers(404, 412, 422)},
    summary="Write down that a contact is back",
)
@acts(Action.CORRECT_CONTACT)
def come_back(request: ApiRequest, response: HttpResponse, contact_id: str, sent: ComeBackIn) -> Any:
    row = commands.contact_is_back(
        contact_id=number(contact_id), seen=sent.seen, by=request.by, at=request.at
    )
    return _shown(row.id, response)


def _shown(contact_id: int, response: HttpResponse) -> dict[str, Any]:
    row = loaded(Contact, contact_id)
    response["ETag"] = etag(row.version)
    return shown(ContactOut, row)
