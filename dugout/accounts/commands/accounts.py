"""Accounts: added, corrected, given to another owner."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dugout.accounts.models import Account, AccountFigures, Ownership
from dugout.accounts.parts.holding import hold
from dugout.accounts.parts.owning import give_owner
from dugout.accounts.parts.writing import keep_account_name, refuse_circle, write_values
from dugout.accounts.queries.likeness import likely_the_same
from dugout.accounts.rules.checks import check_account
from dugout.accounts.rules.likeness import bare_domain
from dugout.accounts.terms import AccountValues, Known, LikelyKnown
from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.queries import company_day
from dugout.our_company.terms import Side
from dugout.people.models import Person
from dugout.people.queries.standing import post_of
from dugout.values.records import cleaned, first_of_each
from dugout.values.refused import Problem, Refused, Stale
from dugout.values.texts import clean_line


def add_account(
    *, values: AccountValues, owner_id: int | None, by: Allowed, at: datetime, unless_known: bool = False
) -> Account:
    """A new account in stage prospect, with its owner from now on. Refused for values that cannot be taken.

    With `unless_known` also LikelyKnown, naming the accounts that are likely the same company.
    """
    values = as_kept(values)
    if unless_known:
        _refuse_known(values)
    with transaction.atomic():
        owner = _owner(owner_id) if owner_id is not None else None
        account = Account.objects.create(**{**asdict(values), "parent_id": None}, owner=owner, made_at=at)
        if values.parent_id is not None:
            refuse_circle(account.id, values.parent_id)
            account.parent_id = values.parent_id
            account.save(update_fields=["parent"])
        AccountFigures.objects.create(account=account, currency=values.currency)
        if owner is not None:
            Ownership.objects.create(account=account, person=owner, during=DateTimeTZRange(at, None))
        keep_account_name(account)
        record(
            kind="account_added",
            by=by,
            at=at,
            account_id=account.id,
            subject=Subject(kind="account", id=account.id),
            after={"name": account.name, "owner": owner.name if owner else None},
        )
    return account


def correct_account(
    *, account_id: int, values: AccountValues, seen: int, by: Allowed, at: datetime
) -> Account:
    """Changes the plain fields. Refused when somebody changed the account since `seen`; both states are given."""
    values = as_kept(values)
    return write_seen(account_id=account_id, wanted=asdict(values), seen=seen, by=by, at=at)


def change_parent(*, account_id: int, parent_id: int | None, seen: int, by: Allowed, at: datetime) -> Account:
    """Puts the account under another one, or under none. Refused for a circle; Stale as a correction."""
    return write_seen(account_id=account_id, wanted={"parent_id": parent_id}, seen=seen, by=by, at=at)


def write_seen(*, account_id: int, wanted: dict[str, Any], seen: int, by: Allowed, at: datetime) -> Account:
    """Writes those of the wanted values that differ, as one entry; nothing and no entry where none does."""
    with transaction.atomic():
        account = hold(account_id)
        before = {name: getattr(account, name) for name in wanted}
        refuse_stale(account, seen, theirs=before, yours=wanted)
        was, becomes = changed_values(before, wanted)
        if not becomes:
            return account
        write_values(account, becomes, at=at)
        record(
            kind="account_changed",
            by=by,
            at=at,
            account_id=account.id,
            subject=Subject(kind="account", id=account.id),
            before=was,
            after=becomes,
        )
    return account


def change_owner(
    *, account_id: int, person_id: int, reason: str, by: Allowed, at: datetime, seen: int | None = None
) -> Account:
    """Gives the account to another owner, with a reason. Stale when it changed since `seen`, where that is given.

    A hand-off that is open stays open: its receiver accepts it from the new owner. An account that was handed over
    stays with account management while its owner is on that side; with any other owner it leaves.
    """
    reason_text = clean_line(reason, 300, field="reason")
    if isinstance(reason_text, Problem):
        raise Refused((reason_text,))
    if not reason_text:
        raise Refused.because("A change of owner needs a reason.", "Write why, in a sentence.", "reason")
    with transaction.atomic():
        person = _owner(person_id)
        account = hold(account_id)
        if seen is not None:
            yours, theirs = {"owner_id": person_id}, {"owner_id": account.owner_id}
            refuse_stale(account, seen, theirs=theirs, yours=yours)
        if account.owner_id == person_id:
            raise Refused.because("They own it already.", "Choose somebody else.", "owner")
        before: dict[str, Any] = {"owner": account.owner.name if account.owner else None}
        after: dict[str, Any] = {"owner": person.name}
        was, managed = _managed_before_and_after(account, person, at)
        if was and not managed:
            before["account_manager"], after["account_manager"] = before["owner"], None
        give_owner(account=account, person_id=person_id, managed=managed, by=by, at=at)
        record(
            kind="owner_changed",
            by=by,
            at=at,
            account_id=account.id,
            subject=Subject(kind="account", id=account.id),
            text=reason_text,
            before=before,
            after=after,
        )
    return account


def _managed_before_and_after(account: Account, owner: Person, at: datetime) -> tuple[bool, bool]:
    """Whether its owner is its account manager, and whether the next one is."""
    running = Ownership.objects.filter(account=account, during__upper_inf=True, managed=True)
    if not running.exists():
        return False, False
    day = company_day(at)
    return True, post_of(owner, day=day).side == Side.ACCOUNT_MANAGEMENT


def refuse_stale(account: Account, seen: int, *, theirs: dict[str, Any], yours: dict[str, Any]) -> None:
    """Stale, with both states, when the account is of another version than was seen."""
    if account.version != seen:
        raise Stale.because(
            f"{account.name} was changed since you opened it.",
            "Nothing was overwritten. Compare both and save again.",
            theirs=theirs,
            yours=yours,
        )


def as_kept(values: AccountValues) -> AccountValues:
    """The values as they are kept, the domain bare. Refused with every problem at once, one of a field."""
    values, problems = cleaned(values)
    values = replace(values, domain=bare_domain(values.domain))
    if found := first_of_each(*problems, *check_account(values)):
        raise Refused(found)
    return values


def _refuse_known(values: AccountValues) -> None:
    alike = likely_the_same(name=values.name, domain=values.domain)
    if alike:
        raise LikelyKnown.because_of(
            tuple(
                Known(id=one.id, name=one.name, domain=one.domain, city=one.city, owner=str(one.owner or ""))
                for one in alike
            )
        )


def _owner(person_id: int) -> Person:
    found = Person.objects.here().filter(id=person_id).first()
    if found is None:
        raise Refused.because("The owner is somebody who works here.", "Choose a person.", "owner")
    return found
