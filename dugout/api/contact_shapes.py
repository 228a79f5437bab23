"""Contacts in JSON, what is sent to make or change one, and what a list is asked."""

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import Field

from dugout.accounts.models import Contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.api.sent import sent_of
from dugout.api.shapes import OfAccount, Sent
from dugout.api.shown import From, Id, Moment


class ContactsAsked(OfAccount):
    """Every condition narrows the list down."""

    name: str | None = Field(
        None, description="The beginning of the family name, whatever its case and accents."
    )
    email: str | None = Field(None, description="The whole address, whatever its case.")
    role: DecisionRole | None = Field(None, description="Has this decision role.")
    left: bool | None = Field(None, description="True for those who left, false for those who are there.")
    external_source: str | None = None
    external_id: str | None = None


class ContactPatch(sent_of(ContactValues)):  # type: ignore[misc]
    """What is left out stays as it is. `influence` is 1 to 5, `attitude` to us -2 to 2."""


class ContactIn(ContactPatch):
    account: str
    family_name: str


class LeaveIn(Sent):
    """`on_day` is today unless told. `seen` is the version read, where one wants to be told of a change since."""

    on_day: dt.date | None = None
    seen: int | None = None


class ComeBackIn(Sent):
    """`seen` as in leave."""

    seen: int | None = None


def roles_of(row: Contact) -> list[str]:
    """The decision roles of a contact. A row of `contacts_page` has them already."""
    names = row.role_names if hasattr(row, "role_names") else [one.role for one in row.roles.all()]
    return sorted(names)


class ContactOut(Schema):
    """`left_on` is the day on which they left the account, null while they are there."""

    id: Id
    account: Id
    account_name: Annotated[str, From("account.name")]
    name: str
    given_name: str
    family_name: str
    title: str
    client_department: str
    email: str
    phone: str
    language: str
    reports_to: Id | None
    influence: int | None
    attitude: int | None
    roles: Annotated[list[DecisionRole], From(roles_of)]
    left_on: dt.date | None
    external_id: str
    external_source: str
    made_at: Moment
    version: int
