"""Accounts: added, corrected, given to another owner."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dugout.accounts.models import Account, AccountFigures, Ownership
from dugout.accounts.parts import give_owner, hold
from dugout.accounts.rules import check_account, makes_a_circle
from dugout.accounts.terms import AccountValues
from dugout.history.parts import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.people.models import Person
from dugout.search.parts import keep_name
from dugout.values.refused import Problem, Refused, Stale
from dugout.values.texts import clean_line, clean_text

# Longer ancestries are a mistake in the data.
DEEPEST = 50


def add_account(*, values: AccountValues, owner_id: int | None, by: Author, at: datetime) -> Account:
    """A new account in stage prospect, with its owner from now on. Refused for values that cannot be taken."""
    values = cleaned(values)
    with transaction.atomic():
        account = Account.objects.create(**asdict(values), owner_id=owner_id, made_at=at)
        _refuse_circle(account.id, values.parent_id)
        AccountFigures.objects.create(account=account, currency=values.currency)
        if owner_id is not None:
            Ownership.objects.create(account=account, person_id=owner_id, during=DateTimeTZRange(at, None))
        keep_name(
            kind="account", record_id=account.id, name=account.name, detail=account.city or account.country
        )
        record(
            kind="account_added",
            by=by,
            at=at,
            account_id=account.id,
            subject=Subject(kind="account", id=account.id),
            after={"name": account.name, "owner": _name_of(owner_id)},
        )
    return account


def correct_account(
    *, account_id: int, values: AccountValues, seen: int, by: Author, at: datetime
) -> Account:
    """Changes the plain fields. Refused when somebody changed the account since `seen`; both states are given."""
    values = cleaned(values)
    wanted = asdict(values)
    with transaction.atomic():
        account = hold(account_id)
        before = {name: getattr(account, name) for name in wanted}
        if account.version != seen:
            raise Stale.because(
                f"{account.name} was changed since you opened it.",
                "Nothing was overwritten. Compare both and save again.",
                theirs=before,
                yours=wanted,
            )
        was, becomes = changed_values(before, wanted)
        if not becomes:
            return account
        _write(account, becomes)
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


def change_owner(*, account_id: int, person_id: int, reason: str, by: Author, at: datetime) -> Account:
    """Gives the account to another owner, with a reason. Who is on no hand-off needs no acceptance."""
    reason_text = clean_line(reason, 300, field="reason")
    if isinstance(reason_text, Problem):
        raise Refused((reason_text,))
    if not reason_text:
        raise Refused.because("A change of owner needs a reason.", "Write why, in a sentence.", "reason")
    if not Person.objects.here().filter(id=person_id).exists():
        raise Refused.because("The owner is somebody who works here.", "Choose a person.", "owner")
    with transaction.atomic():
        account = hold(account_id)
        if account.owner_id == person_id:
            raise Refused.because("They own it already.", "Choose somebody else.", "owner")
        before = _name_of(account.owner_id)
        managed = Ownership.objects.filter(account=account, during__upper_inf=True, managed=True).exists()
        give_owner(account=account, person_id=person_id, managed=managed, by=by, at=at)
        record(
            kind="owner_changed",
            by=by,
            at=at,
            account_id=account.id,
            subject=Subject(kind="account", id=account.id),
            text=reason_text,
            before={"owner": before},
            after={"owner": _name_of(person_id)},
        )
    return account


def cleaned(values: AccountValues) -> AccountValues:
    """The values with their texts cleaned. Refused with every problem at once."""
    problems: list[Problem] = []
    texts: dict[str, Any] = {}
    for name in ("name", "legal_name", "domain", "industry", "country", "city", "phone"):
        text = clean_line(getattr(values, name), 1000, field=name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[name] = text
    address = clean_text(values.address, 1000, field="address")
    if isinstance(address, Problem):
        problems.append(address)
    else:
        texts["address"] = address
    result = AccountValues(**{**asdict(values), **texts})
    problems += check_account(result)
    if problems:
        raise Refused(problems)
    return result


def _write(account: Account, becomes: dict[str, Any]) -> None:
    for name, value in becomes.items():
        setattr(account, name, value)
    account.version += 1
    account.save(update_fields=[*becomes, "version"])
    if "parent_id" in becomes:
        _refuse_circle(account.id, account.parent_id)
    if becomes.keys() & {"name", "city", "country"}:
        keep_name(
            kind="account", record_id=account.id, name=account.name, detail=account.city or account.country
        )


def _refuse_circle(account_id: int, parent_id: int | None) -> None:
    """Walks up from the parent, locking as it goes, so that two changes at once cannot close a circle together."""
    if parent_id is None:
        return
    ancestors: list[int] = []
    at: int | None = parent_id
    while at is not None and at not in ancestors and len(ancestors) < DEEPEST:
        ancestors.append(at)
        row = Account.objects.select_for_update(no_key=True).filter(id=at).values_list("parent_id").first()
        if row is None:
            raise Refused.because("There is no such parent account.", "Choose one of the list.", "parent")
        at = row[0]
    if makes_a_circle(account_id, parent_id, ancestors):
        raise Refused.because(
            "An account cannot lie under itself, at any depth.", "Choose another parent.", "parent"
        )


def _name_of(person_id: int | None) -> str | None:
    return Person.objects.values_list("name", flat=True).filter(id=person_id).first() if person_id else None
