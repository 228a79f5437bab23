"""Writing the plain fields of an account that is held."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from dugout.accounts.models import Account, Contact
from dugout.accounts.parts.figures import refresh
from dugout.accounts.queries.families import above
from dugout.accounts.rules.family import makes_a_circle
from dugout.accounts.terms.figures import FIGURES
from dugout.bulk.copying import change_rows
from dugout.search.models import SearchName
from dugout.search.parts import keep_details, keep_name, keep_names
from dugout.values.refused import Refused

# Only one transaction changes parents at a time: two changes that are each right could close a circle together.
FAMILIES_LOCK = 4202


def write_values(account: Account, becomes: Mapping[str, Any], *, at: datetime) -> None:
    """Writes plain fields of an account that is held, with its next version, its name in the search and its parent.

    Refused for a parent that is not there or lies under the account.
    """
    if "parent_id" in becomes:
        refuse_circle(account.id, becomes["parent_id"])
    for name, value in becomes.items():
        setattr(account, name, value)
    account.version += 1
    account.save(update_fields=[*becomes, "version"])
    if becomes.keys() & {"name", "city", "country"}:
        keep_account_name(account)
    if "name" in becomes:
        contacts = Contact.objects.filter(account=account).values("id")
        SearchName.objects.filter(kind="contact", record_id__in=contacts).update(detail=account.name)
    if "currency" in becomes:
        _refresh_money([account.id], at)


def write_many(
    written: Collection[tuple[Account, Mapping[str, Any]]], *, fields: Sequence[str], at: datetime
) -> None:
    """The same for many accounts that are held, each with what it becomes, by fields of which some change.

    Parents are checked by the caller.
    """
    for account, becomes in written:
        for name, value in becomes.items():
            setattr(account, name, value)
        account.version += 1
    names = (*fields, "version")
    change_rows(Account, names, ((one.id, *(getattr(one, name) for name in names)) for one, _ in written))
    placed = [one for one, becomes in written if becomes.keys() & {"name", "city", "country"}]
    keep_names(kind="account", names=((one.id, one.name, one.city or one.country) for one in placed))
    named = {one.id: one.name for one, becomes in written if "name" in becomes}
    contacts = Contact.objects.filter(account_id__in=named).values_list("id", "account_id")
    keep_details(
        kind="contact", details=((id_, named[account_id]) for id_, account_id in contacts) if named else ()
    )
    _refresh_money([one.id for one, becomes in written if "currency" in becomes], at)


def _refresh_money(account_ids: Collection[int], at: datetime) -> None:
    """Figures are in the currency of the ARR, or in the account's own where it has none. Revenue knows which."""
    refresh(account_ids, FIGURES.get("currency"), at=at)


def keep_account_name(account: Account) -> None:
    """Writes the account's name and place where they are searched."""
    keep_name(kind="account", record_id=account.id, name=account.name, detail=account.city or account.country)


def hold_families() -> None:
    """Nobody else changes a parent until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [FAMILIES_LOCK])


def refuse_circle(account_id: int, parent_id: int | None) -> None:
    """Refused for a parent that is not there, or under which the account would lie under itself."""
    if parent_id is None:
        return
    hold_families()
    if not Account.objects.filter(id=parent_id).exists():
        raise Refused.because("There is no such parent account.", "Choose one of the list.", "parent")
    if makes_a_circle(account_id, parent_id, {one.id for one in above(parent_id)}):
        raise Refused.because(
            "An account cannot lie under itself, at any depth.", "Choose another parent.", "parent"
        )
