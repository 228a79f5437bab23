"""Taking a record of the document, checking what it names, and writing it anew."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from dugout.accounts.models import Contact
from dugout.accounts.parts import hold
from dugout.client_document.models import Goal, Need, Promise
from dugout.history.models import Entry
from dugout.history.parts import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.our_company.queries import company_zone
from dugout.people.models import Person
from dugout.values.refused import Missing, Problem, Refused, Stale

R = TypeVar("R", Need, Goal, Promise)


def take(model: type[R], record_id: int) -> R:
    """A record of a document with its account held, so that nobody changes either meanwhile. Three statements."""
    word = str(model._meta.verbose_name)
    found = model.objects.filter(id=record_id).values_list("account_id", flat=True).first()
    if found is None:
        raise Missing.because(f"There is no such {word}.", "Look at the client document again.")
    hold(found)
    return model.objects.select_for_update(of=("self",)).get(id=record_id)


def missing_links(
    account_id: int,
    *,
    persons: tuple[tuple[str, int | None], ...] = (),
    contact: tuple[str, int | None] = ("", None),
    entry: tuple[str, int | None] = ("", None),
) -> tuple[Problem, ...]:
    """What is named by field and is not there, or stands at another account. One query for each that is given."""
    found: list[Problem] = []
    for name, person_id in persons:
        if person_id is not None and not Person.objects.filter(id=person_id).exists():
            found.append(Problem(name, "There is no such person.", "Choose one from the list."))
    name, contact_id = contact
    if contact_id is not None and not Contact.objects.filter(id=contact_id, account_id=account_id).exists():
        found.append(Problem(name, "This contact is not one of this account.", "Choose one from the list."))
    name, entry_id = entry
    if entry_id is not None and not Entry.objects.filter(id=entry_id, account_id=account_id).exists():
        found.append(Problem(name, "This entry is not on this account's timeline.", "Choose one of it."))
    return tuple(found)


def change_record(
    found: R,
    columns: Mapping[str, Any],
    *,
    seen: int,
    state: Callable[[R], dict[str, Any]],
    kind: str,
    by: Author,
    at: datetime,
    checked: Callable[[], tuple[Problem, ...]] = tuple,
) -> R:
    """Writes columns on a taken record, one version up, and records what differs. Two statements, none for nothing.

    Stale with both states when the version is not `seen`; Refused for what `checked` finds, asked after that.
    """
    before = state(found)
    seen_is_old = found.version != seen
    for name, value in columns.items():
        setattr(found, name, value)
    after = state(found)
    word = str(found._meta.verbose_name)
    if seen_is_old:
        raise Stale.because(
            f"Somebody changed this {word} while you wrote.",
            "Read what it says now, then write yours again.",
            theirs={**as_json(before), "version": found.version},
            yours={**as_json(after), "version": seen},
        )
    refuse(checked())
    changed_before, changed_after = changed_values(before, after)
    if not changed_after:
        return found
    found.version += 1
    found.save()
    record(
        kind=kind,
        by=by,
        at=at,
        account_id=found.account_id,
        subject=Subject(kind=word, id=found.id),
        before={"text": before["text"], **changed_before},
        after={"text": after["text"], **changed_after},
    )
    return found


def as_json(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state with public ids, as the API shows it."""
    return {
        name.removesuffix("_id"): str(value) if name.endswith("_id") and value else value
        for name, value in state.items()
    }


def refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Refused(problems)


def day_of(at: datetime) -> date:
    """The day of a moment in the company's zone. One query."""
    return at.astimezone(ZoneInfo(company_zone())).date()
