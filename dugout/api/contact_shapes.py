"""Contacts in JSON, what is sent to make or change one, and what a list is asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from dugout.accounts.models import Contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.api.shapes import OfAccount, id_text, moment, number


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


class ContactPatch(Schema):
    """What is left out stays as it is. `influence` is 1 to 5, `attitude` to us -2 to 2."""

    model_config = ConfigDict(extra="forbid")

    given_name: str = ""
    family_name: str = ""
    title: str = ""
    client_department: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    reports_to: str | None = None
    influence: int | None = None
    attitude: int | None = None
    roles: list[DecisionRole] = []


class ContactIn(ContactPatch):
    account: str
    family_name: str


class LeaveIn(Schema):
    """`on_day` is today unless told. `seen` is the version read, where one wants to be told of a change since."""

    model_config = ConfigDict(extra="forbid")

    on_day: dt.date | None = None
    seen: int | None = None


class ComeBackIn(Schema):
    """`seen` as in leave."""

    model_config = ConfigDict(extra="forbid")

    seen: int | None = None


class ContactOut(Schema):
    """`left_on` is the day on which they left the account, null while they are there."""

    id: str
    account: str
    account_name: str
    name: str
    given_name: str
    family_name: str
    title: str
    client_department: str
    email: str
    phone: str
    language: str
    reports_to: str | None
    influence: int | None
    attitude: int | None
    roles: list[DecisionRole]
    left_on: dt.date | None
    external_id: str
    external_source: str
    made_at: str
    version: int


class ContactList(Schema):
    items: list[ContactOut]
    next: str | None


CONTACT_PLAIN = (
    "name", "given_name", "family_name", "title", "client_department", "email", "phone", "language", "influence",
    "attitude", "left_on", "external_id", "external_source", "version",
)  # fmt: skip


def contact_out(row: Contact, roles: Iterable[str]) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "account_name": row.account.name,
        **{name: getattr(row, name) for name in CONTACT_PLAIN},
        "reports_to": id_text(row.reports_to_id),
        "roles": sorted(roles),
        "made_at": moment(row.made_at),
    }


def contact_row(row: Contact) -> dict[str, Any]:
    """A contact of `contacts_page`. No query."""
    return contact_out(row, getattr(row, "role_names", ()))


def contact_values_sent(values: ContactValues, sent: ContactPatch) -> ContactValues:
    """The values with what was sent in their place."""
    given: dict[str, Any] = sent.model_dump(exclude_unset=True, exclude={"account"})
    if "reports_to" in given:
        manager = given.pop("reports_to")
        given["reports_to_id"] = number(manager) if manager else None
    if "roles" in given:
        given["roles"] = frozenset(given["roles"])
    return replace(values, **given)
