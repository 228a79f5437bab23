"""Many accounts with every kind of value, also none and equal ones, and how plain Python sorts them."""

import datetime as dt
from typing import Any

from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.terms import AccountSort
from dugout.values.texts import fold

DAYS = [None, dt.date(2026, 3, 4), dt.date(2026, 9, 30), dt.date(2027, 1, 30)]
MOMENTS = [None, *(dt.datetime(2026, 3, day, 9, 0, 0, day, tzinfo=dt.UTC) for day in (1, 2, 3))]
NAMES = [
    "Brightwater Foods",
    "brightwater dairies",
    "Élan",
    "elan",
    "Zürich Fisch",
    "Östersund AB",
    "7 Seas",
    "مخزن",
]
WORDS = {
    AccountSort.NAME: lambda one: fold(one["name"]),
    AccountSort.ARR: lambda one: one["arr"],
    AccountSort.RENEWAL: lambda one: one["renewal_on"],
    AccountSort.LAST_CONTACT: lambda one: one["last_contact_at"],
    AccountSort.EMPLOYEES: lambda one: one["employees"],
    AccountSort.ANNUAL_REVENUE: lambda one: one["annual_revenue"],
    AccountSort.OPEN_SIGNALS: lambda one: one["open_signals"],
}
FIGURES = frozenset({
    "arr", "renewal_on", "last_contact_at", "open_signals", "worst_signal", "sale_step_on", "logged_step_on",
    "managed_since",
})  # fmt: skip


def stock(shelf: list[dict[str, Any]], at: dt.datetime) -> list[int]:
    """Puts these accounts into the database; their ids, in order."""
    ids = []
    for one in shelf:
        plain = {key: one[key] for key in one if key not in FIGURES}
        account = Account.objects.create(made_at=at, **plain)
        AccountFigures.objects.create(account=account, **{key: one[key] for key in one if key in FIGURES})
        ids.append(account.id)
    return ids


def sorted_plainly(
    shelf: list[dict[str, Any]], ids: list[int], sort: AccountSort, *, descending: bool
) -> list[int]:
    """The ids as the list must give them: by the value, then by id; without a value last."""
    value = WORDS[sort]
    pairs = list(zip(shelf, ids, strict=True))
    filled = sorted((p for p in pairs if value(p[0]) is not None), key=lambda p: (value(p[0]), p[1]))
    empty = sorted(p[1] for p in pairs if value(p[0]) is None)
    if descending:
        filled, empty = filled[::-1], empty[::-1]
    return [number for _, number in filled] + empty
