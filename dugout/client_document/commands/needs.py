"""Needs and aspirations: adding, changing, dropping."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import Need
from dugout.client_document.parts.records import add_item, change_item, missing_links, refuse, take
from dugout.client_document.rules.items import check_need, check_need_move
from dugout.client_document.terms import ItemState, NeedValues
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day
from dugout.values.records import columns_of, told_of, values_of
from dugout.values.refused import Problem


def add_need(*, account_id: int, values: NeedValues, by: Allowed, at: datetime) -> Need:
    """Adds a need or an aspiration to the document; of today where no day is given."""
    values, problems = check_need(values)
    with transaction.atomic():
        hold(account_id)
        refuse(problems + _links(account_id, values))
        values = replace(values, day=values.day or company_day(at))
        return add_item(Need, account_id, values, told=_told, kind="need_added", by=by, at=at)


def change_need(*, need_id: int, values: NeedValues, seen: int, by: Allowed, at: datetime) -> Need:
    """Writes a need anew; its day stays where none is given. Stale when somebody changed it since `seen`."""
    with transaction.atomic():
        return _change(take(Need, need_id), values, seen, by, at)


def drop_need(*, need_id: int, seen: int, by: Allowed, at: datetime) -> Need:
    """Drops a need: it stays in the document as dropped, and can be opened again."""
    with transaction.atomic():
        need = take(Need, need_id)
        return _change(need, replace(values_of(NeedValues, need), state=ItemState.DROPPED), seen, by, at)


def _change(need: Need, values: NeedValues, seen: int, by: Allowed, at: datetime) -> Need:
    values, problems = check_need(values)
    old = ItemState(need.state)
    return change_item(
        need,
        columns_of(replace(values, day=values.day or need.day)),
        seen=seen,
        told=_told,
        kind="need_changed",
        by=by,
        at=at,
        checked=lambda: problems + check_need_move(old, values.state) + _links(need.account_id, values),
    )


def _told(need: Need) -> dict[str, Any]:
    return told_of(values_of(NeedValues, need))


def _links(account_id: int, values: NeedValues) -> tuple[Problem, ...]:
    return missing_links(
        account_id, persons=(("owner", values.owner_id),), entry=("source_entry", values.source_entry_id)
    )
