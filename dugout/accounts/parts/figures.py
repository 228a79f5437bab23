"""Keeps the figures of accounts: works them out in the same transaction as the change behind them."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from dugout.accounts.models import AccountFigures
from dugout.accounts.queries.figures import values_of
from dugout.accounts.terms.figures import Figure, Values, every_figure


def refresh(account_ids: Collection[int], *figures: Figure, at: datetime) -> None:
    """Works these figures out for any number of accounts and writes those that differ. Hold the accounts first."""
    if account_ids:
        for figure in figures:
            write_figure(figure, values_of(figure, account_ids, at), at=at)


def write_figure(figure: Figure, values: Values, *, at: datetime) -> list[int]:
    """Writes the known values that differ, then the figures that follow. Returns the accounts that changed."""
    changed = _write(figure, values) if values else []
    following = [one for one in every_figure() if set(one.follows) & set(figure.columns)]
    refresh(changed, *following, at=at)
    return changed


def _write(figure: Figure, values: Values) -> list[int]:
    types = {field.name: field.db_type(connection) for field in AccountFigures._meta.concrete_fields}
    names, arrays = ", ".join(figure.columns), ", ".join(f"%s::{types[name]}[]" for name in figure.columns)
    kept, true = (", ".join(f"{of}.{name}" for name in figure.columns) for of in ("kept", "found"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"update dugout_accountfigures kept set {', '.join(f'{name} = found.{name}' for name in figure.columns)}"
            f" from unnest(%s::bigint[], {arrays}) found (account_id, {names})"
            f" where kept.account_id = found.account_id and ({kept}) is distinct from ({true})"
            " returning kept.account_id",
            [list(values), *(list(column) for column in zip(*values.values(), strict=True))],
        )
        return [account_id for (account_id,) in cursor.fetchall()]
