"""Needs, goals and promises: one by its id, those of an account, those that are due."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.terms import PromiseState

R = TypeVar("R", Need, Goal, Promise)


def needs(*, account_id: int | None = None) -> QuerySet[Need]:
    """Needs and aspirations with account and owner, of one account or of all."""
    return _of(Need.objects.select_related("account__owner", "owner"), account_id)


def goals(*, account_id: int | None = None) -> QuerySet[Goal]:
    """Goals with their account, of one account or of all."""
    return _of(Goal.objects.select_related("account__owner"), account_id)


def promises(*, account_id: int | None = None) -> QuerySet[Promise]:
    """Promises with account and persons, of one account or of all."""
    rows = Promise.objects.select_related("account__owner", "by", "to_contact", "settled_by")
    return _of(rows, account_id)


def promises_due(*, persons: Collection[int], until: date, most: int = 50) -> list[Promise]:
    """Open promises of these persons that are due on or before a day, the longest due first."""
    return list(
        Promise.objects.filter(
            by_id__in=persons, state=PromiseState.OPEN.value, due_on__isnull=False, due_on__lte=until
        )
        .select_related("account", "by", "to_contact")
        .order_by("due_on", "id")[:most]
    )


def open_promises(account_id: int) -> list[Promise]:
    """The account's open promises, the first due first, those without a day last."""
    rows = promises(account_id=account_id).filter(state=PromiseState.OPEN.value)
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.id))


def _of(rows: QuerySet[R], account_id: int | None) -> QuerySet[R]:
    return rows if account_id is None else rows.filter(account_id=account_id)
