"""Taking the last correction back: of an account, of a contact. It is a change like any other, with its entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dugout.accounts.commands.accounts import refuse_stale
from dugout.accounts.commands.contacts import CHANGED, refuse_stale_contact, state_of
from dugout.accounts.models import Account, Contact
from dugout.accounts.parts.contacts import take_contact, write_contact
from dugout.accounts.parts.holding import hold
from dugout.accounts.parts.writing import write_values
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.values.refused import Refused

TAKEN_BACK = "The correction before was taken back."


def undo_correction(*, account_id: int, seen: int, by: Allowed, at: datetime) -> Account:
    """Writes the values from before the newest correction again. Stale when anything changed since it was `seen`."""
    with transaction.atomic():
        account = hold(account_id)
        refuse_stale(account, seen, theirs={"version": account.version}, yours={"version": seen})
        before, after = _newest(Subject(kind="account", id=account.id), "account_changed", account.id)
        if any(getattr(account, name) != value for name, value in after.items()):
            raise _nothing()
        write_values(account, before, at=at)
        record(
            kind="account_changed", by=by, at=at, account_id=account.id,
            subject=Subject(kind="account", id=account.id), text=TAKEN_BACK, before=after, after=before,
        )  # fmt: skip
    return account


def undo_contact_correction(*, contact_id: int, seen: int, by: Allowed, at: datetime) -> Contact:
    """As `undo_correction`, of a contact: also of leaving and of coming back."""
    with transaction.atomic():
        contact = take_contact(contact_id)
        now = state_of(contact)
        refuse_stale_contact(contact, seen, theirs={"version": contact.version}, yours={"version": seen})
        before, after = _newest(Subject(kind="contact", id=contact.id), CHANGED, contact.account_id)
        if any(_plain(now[name]) != value for name, value in after.items()):
            raise _nothing()
        write_contact(contact, {name: _typed(name, value) for name, value in before.items()})
        record(
            kind=CHANGED, by=by, at=at, account_id=contact.account_id,
            subject=Subject(kind="contact", id=contact.id), text=TAKEN_BACK, before=after, after=before,
        )  # fmt: skip
    return contact


def _newest(subject: Subject, kind: str, account_id: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Before and after of the newest change of a record's values."""
    found = (
        Entry.objects.filter(
            account_id=account_id, kind=kind, subject_kind=subject.kind, subject_id=subject.id
        )
        .order_by("-id")
        .first()
    )
    if found is None or not found.before or not found.after:
        raise _nothing()
    return found.before, found.after


def _nothing() -> Refused:
    return Refused.because("There is no correction to take back.", "Correct the field itself.")


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "left_on" and value else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
