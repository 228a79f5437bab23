"""Taking a record of the document, checking what it names, adding it and writing it anew."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from dugout.accounts.models import Contact
from dugout.accounts.parts import hold
from dugout.client_document.models import Goal, Need, Promise
from dugout.history.models import Entry
from dugout.history.parts import change_row, record
from dugout.history.queries import missing
from dugout.history.terms import Author, Subject
from dugout.people.models import Person
from dugout.values.records import columns_of
from dugout.values.refused import Problem, Refused

R = TypeVar("R", Need, Goal, Promise)


def take(model: type[R], record_id: int) -> R:
    """A record of a document with its account held, so that nobody changes either meanwhile."""
    found = model.objects.filter(id=record_id).values_list("account_id", flat=True).first()
    if found is None:
        raise missing(model)
    hold(found)
    return model.objects.select_for_update(of=("self",)).get(id=record_id)


def missing_links(
    account_id: int,
    *,
    persons: tuple[tuple[str, int | None], ...] = (),
    contact: tuple[str, int | None] = ("", None),
    entry: tuple[str, int | None] = ("", None),
) -> tuple[Problem, ...]:
    """A problem for each field that names a record which is missing or belongs to another account."""
    found: list[Problem] = []
    for name, person_id in persons:
        if person_id is not None and not Person.objects.filter(id=person_id).exists():
            found.append(Problem(name, "There is no such person.", "Choose one from the list."))
    name, contact_id = contact
    if contact_id is not None and not Contact.objects.filter(id=contact_id, account_id=account_id).exists():
        found.append(Problem(name, "This contact is not one of this account.", "Choose one from the list."))
    name, entry_id = entry
    if entry_id is not None and not Entry.objects.filter(id=entry_id, account_id=account_id).exists():
        found.append(
            Problem(name, "This entry is not on this account’s timeline.", "Choose one that is on it.")
        )
    return tuple(found)


def add_item(
    model: type[R],
    account_id: int,
    values: Any,
    *,
    told: Callable[[R], dict[str, Any]],
    kind: str,
    by: Author,
    at: datetime,
) -> R:
    """Writes a new record of a held account, and that it was added."""
    made = model.objects.create(account_id=account_id, **columns_of(values))
    subject = Subject(kind=str(model._meta.verbose_name), id=made.id)
    record(kind=kind, by=by, at=at, account_id=account_id, subject=subject, after=told(made))
    return made


def change_item(
    found: R,
    columns: Mapping[str, Any],
    *,
    seen: int,
    told: Callable[[R], dict[str, Any]],
    kind: str,
    by: Author,
    at: datetime,
    checked: Callable[[], Sequence[Problem]] = tuple,
) -> R:
    """Writes columns on a taken record. Its text stands in each entry about it."""
    change_row(
        found,
        columns,
        seen=seen,
        told=told,
        kind=kind,
        subject=str(found._meta.verbose_name),
        account_id=found.account_id,
        by=by,
        at=at,
        checked=checked,
        always=("text",),
    )
    return found


def refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise Refused(problems)
