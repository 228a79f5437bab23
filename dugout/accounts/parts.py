"""Pieces of larger verbs: holding an account, and keeping what lists sort by."""

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dugout.accounts.models import Account, AccountFigures, Ownership, StageChange
from dugout.accounts.terms import Stage
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.values.refused import Missing


def hold(account_id: int) -> Account:
    """Locks an account's row until the transaction ends. One statement. Missing when there is none."""
    if not connection.in_atomic_block:
        raise RuntimeError("an account is held in a transaction")
    found = Account.objects.select_for_update(no_key=True).filter(id=account_id).first()
    if found is None:
        raise Missing.because("There is no such account.", "Look it up in the list of accounts.")
    return found


def keep_figures(account_id: int, **values: Any) -> None:
    """Writes columns of the account's figures. One statement; values may be expressions."""
    AccountFigures.objects.filter(account_id=account_id).update(**values)


def give_owner(*, account: Account, person_id: int, managed: bool, by: Author, at: datetime) -> None:  # noqa: ARG001
    """Ends the running ownership and begins the next; `managed` from an accepted hand-off on.

    Records no entry: the verb that calls it tells why. Four statements.
    """
    running = Ownership.objects.filter(account=account, during__upper_inf=True).first()
    if running is not None and running.during.lower < at:
        running.during = DateTimeTZRange(running.during.lower, at)
        running.save(update_fields=["during"])
    elif running is not None:
        running.delete()
    Ownership.objects.create(
        account=account, person_id=person_id, managed=managed, during=DateTimeTZRange(at, None)
    )
    account.owner_id = person_id
    account.version += 1
    account.save(update_fields=["owner", "version"])
    if managed:
        keep_figures(account.id, managed_since=at)


def keep_stage(
    *, account: Account, stage: Stage, on_day: date, because: str, by: Author, at: datetime
) -> None:
    """Writes a change of stage that a rule decided: dated, with the record that decided it. Nothing when it holds."""
    if account.stage == stage.value:
        return
    StageChange.objects.create(
        account=account, stage=stage.value, on_day=on_day, because=because[:200], recorded_at=at
    )
    record(
        kind="stage_changed",
        by=by,
        at=at,
        account_id=account.id,
        subject=Subject(kind="account", id=account.id),
        before={"stage": account.stage},
        after={"stage": stage.value, "on_day": on_day.isoformat(), "because": because},
    )
    account.stage = stage.value
    account.save(update_fields=["stage"])
