"""Loading a record and asking who may, in one place: pages, API and command line come through here."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from django.db.models import Model, QuerySet

from dugout.access.table import must
from dugout.access.terms import Action, Viewer
from dugout.accounts.models import Account, Contact
from dugout.accounts.queries.accounts import the_account
from dugout.accounts.queries.contacts import contacts
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.queries import items
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.history.queries import the
from dugout.history.terms import Allowed
from dugout.our_company.models import Calendar, Department, Location
from dugout.people.models import Absence, Person
from dugout.revenue.models import Paper
from dugout.revenue.queries.papers import papers
from dugout.selling.models import Opportunity, Product
from dugout.selling.queries.opportunities import opportunities
from dugout.timeline.models import Signal
from dugout.timeline.queries.feed import entries_of
from dugout.timeline.queries.signals import signals

M = TypeVar("M", bound=Model)

# Each kind of record, with the rows that the access table and the head of its page read along with it.
ROWS: dict[type[Model], Callable[[], QuerySet[Any]]] = {
    Contact: contacts,
    Entry: lambda: entries_of(None).select_related("account"),
    Signal: signals,
    Need: items.needs,
    Goal: items.goals,
    Promise: items.promises,
    Opportunity: lambda: opportunities().select_related("account__owner"),
    Product: Product.objects.all,
    Paper: lambda: papers().select_related("account__owner", "confirmed_by", "opportunity"),
    Handoff: lambda: Handoff.objects.select_related(
        "account__owner", "opportunity__owner", "receiver", "pool"
    ),
    Person: Person.objects.all,
    Absence: lambda: Absence.objects.select_related("person", "stand_in"),
    Department: lambda: Department.objects.select_related("position"),
    Calendar: Calendar.objects.all,
    Location: lambda: Location.objects.select_related("calendar"),
}


def loaded(kind: type[M], record_id: int) -> M:
    """The record of this kind and id. Missing when there is none."""
    # Every page of an account begins with one: it has a kept statement.
    found = the_account(record_id) if kind is Account else the(ROWS[kind](), record_id)
    return cast(M, found)


class Asking(Protocol):
    """A request of a page or of the API: who asks, and the author under whom its changes are recorded."""

    viewer: Viewer
    by: Allowed


def allowed(request: Asking, action: Action, kind: type[M], record_id: int) -> M:
    """The record, for who may do this to it; `request.by` is their author from now on.

    Missing, or NotAllowed with whom to ask.
    """
    row = loaded(kind, record_id)
    request.by = must(request.viewer, action, row)
    return row
